"""How a cluster is reached, computed in Python."""

import pytest

from jupyter_on_gke.cluster import reaching

OPEN = {"control_plane_endpoints_config": [{"dns_endpoint_config": [{"allow_external_traffic": True}]}]}
CLOSED = {"private_cluster_config": [{"enable_private_endpoint": True}]}
WITHOUT_IP = {"control_plane_endpoints_config": [{"ip_endpoints_config": [{"enabled": False}]}]}
IN_FLEET = {"fleet": [{"membership_location": "us-west1", "membership_id": "ours"}]}


@pytest.mark.parametrize(
    ("create", "private", "membership", "existing", "way"),
    [
        (True, True, "", None, "dns"),
        (False, False, "global/ours", OPEN, "gateway"),
        (False, False, "", OPEN | CLOSED, "dns"),
        (False, False, "", CLOSED, "gateway"),
        (False, False, "", WITHOUT_IP, "gateway"),
        (False, True, "", {}, "gateway"),
        (False, False, "", {"private_cluster_config": []}, "ip"),
        (False, False, "", None, "ip"),
    ],
)
def test_ways(create: bool, private: bool, membership: str, existing: object, way: str) -> None:
    assert reaching.cluster_reached_by(create, private, membership, existing) == way


@pytest.mark.parametrize(
    ("membership", "existing", "location", "id_"),
    [
        ("us-east1/ours", IN_FLEET, "us-east1", "ours"),
        ("other", IN_FLEET, "us-west1", "other"),
        ("", IN_FLEET, "us-west1", "ours"),
        ("", {"fleet": [{"membership_location": "", "membership_id": None}]}, "global", "ml"),
        ("", None, "global", "ml"),
    ],
)
def test_memberships(membership: str, existing: object, location: str, id_: str) -> None:
    assert reaching.membership_location(membership, existing) == location
    assert reaching.membership_id(membership, existing, "ml") == id_


@pytest.mark.parametrize(
    ("ip", "dns", "hosts"),
    [
        ("203.0.113.7", "gke.example", ("203.0.113.7", "gke.example")),
        ("203.0.113.7", None, ("203.0.113.7", "203.0.113.7")),
        ("", "", (reaching.NOWHERE, reaching.NOWHERE)),
        (None, None, (reaching.NOWHERE, reaching.NOWHERE)),
    ],
)
def test_hosts(ip: str | None, dns: str | None, hosts: tuple[str, str]) -> None:
    found = reaching.cluster_host(ip, dns, "123", "us-west1", "ours")
    assert (found["ip"], found["dns"]) == tuple(f"https://{host}" for host in hosts)
    path = "v1/projects/123/locations/us-west1/gkeMemberships/ours"
    assert found["gateway"] == f"https://us-west1-connectgateway.googleapis.com/{path}"
    assert reaching.host_of_gateway("global") == "connectgateway.googleapis.com"


def test_authority_signs_the_ip_endpoint_alone() -> None:
    assert reaching.authority("ip", "YQ==") == "a"
    assert reaching.authority("ip", None) is None
    assert reaching.authority("dns", "YQ==") is None


def test_a_command_goes_before_the_token() -> None:
    assert reaching.token([], "a-token") == "a-token"
    assert reaching.token([], None) == ""
    assert reaching.token(["plugin"], "a-token") == ""


def test_plugins() -> None:
    assert reaching.plugins([]) == []
    [plugin] = reaching.plugins(["gke-gcloud-auth-plugin", "--use"])
    assert (plugin.command, plugin.args) == ("gke-gcloud-auth-plugin", ["--use"])
