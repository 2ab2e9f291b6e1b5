"""What the cluster is called, and where and when it is, computed in Python."""

import pytest

from jupyter_on_gke.cluster import blocks, names


@pytest.mark.parametrize(
    ("location", "region"), [("us-central1", "us-central1"), ("us-central1-a", "us-central1"), ("us", "us")]
)
def test_region(location: str, region: str) -> None:
    assert names.region(location) == region


@pytest.mark.parametrize(
    ("written", "private_cluster", "create_network", "is_private"),
    [
        ("", False, False, False),
        ("", True, False, True),
        ("", False, True, True),
        ("false", False, True, False),
        ("true", False, False, True),
    ],
)
def test_private_nodes(written: str, private_cluster: bool, create_network: bool, is_private: bool) -> None:
    assert names.private_nodes(written, private_cluster, create_network) is is_private


def test_names_at_google_are_no_longer_than_it_takes() -> None:
    long = "a-cluster-with-a-name-as-long-as-it-may-b"
    account = names.account_of_nodes("us-central1", long)
    assert account.startswith("a-cluster-with-a-n-nodes-")
    assert len(account) <= 30
    assert account != names.account_of_nodes("us-east1", long)
    assert names.firewall("n" * 63) == f"{'n' * 50}-deny-ingress"
    assert len(names.digest("us-central1", "ml", "hub")) == 8
    assert names.digest("us-central1", "ml", "hub") != names.digest("us-central1", "ml", "other")


@pytest.mark.parametrize(
    ("subnetwork", "name"), [("", "jupyter"), ("nodes", "nodes")], ids=["the network's", "its own"]
)
def test_subnetwork(subnetwork: str, name: str) -> None:
    assert names.subnetwork_name("jupyter", subnetwork) == name
    assert names.subnetwork(None, name) == name
    assert names.subnetwork("projects/p/regions/r/subnetworks/nodes", name) == "projects/p/regions/r/subnetworks/nodes"
    assert names.network(None, "jupyter") == "jupyter"


@pytest.mark.parametrize(
    ("start", "end", "recurrence", "there"),
    [
        ("", "", "", (0, 1, 0)),
        ("03:00", "", "", (1, 1, 0)),
        ("2026-01-03T00:00:00Z", "2026-01-03T12:00:00Z", "FREQ=DAILY", (1, 0, 1)),
    ],
    ids=["any time", "daily", "recurring"],
)
def test_maintenance(start: str, end: str, recurrence: str, there: tuple[int, int, int]) -> None:
    window = names.maintenance(start, end, recurrence)
    found = blocks.windows(window), blocks.daily(recurrence), blocks.recurring(recurrence)
    assert tuple(len(each) for each in found) == there


@pytest.mark.parametrize(("reservation", "named"), [("", []), ("any", []), ("ours", ["ours"])])
def test_reservations(reservation: str, named: list[str]) -> None:
    assert blocks.named_reservation(reservation) == named
