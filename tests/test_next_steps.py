"""What the output next_steps says, computed in Python; tests/invariants/evaluated.yaml has it whole."""

import pytest

from jupyter_on_gke import next_steps
from jupyter_on_gke.iap.settling import DnsRecord
from jupyter_on_gke.outputs import in_a_clone

RECORD = DnsRecord(name="jupyter.example.com.", type="A", value="198.51.100.21")


@pytest.mark.parametrize(
    ("way", "command"),
    [
        ("ip", "gcloud container clusters get-credentials ml --location us-east1-b --project p"),
        ("dns", "gcloud container clusters get-credentials ml --location us-east1-b --project p --dns-endpoint"),
        ("gateway", "gcloud container fleet memberships get-credentials ours --location global --project p"),
    ],
)
def test_kubectl_reaches_the_cluster_as_terraform_does(way: str, command: str) -> None:
    assert next_steps.credentials_command(way, "ml", "us-east1-b", "ours", "global", "p") == command


@pytest.mark.parametrize(
    ("records", "first"), [([RECORD], "Make these DNS records."), ([], "Open https://hub.example")]
)
def test_records_come_first_where_there_are_any(records: list[DnsRecord], first: str) -> None:
    steps = next_steps.steps_with_iap("hub.example", records, "ml", "   Watch", "Mend")
    assert steps[0].startswith(first)
    assert len(steps) == 3 + len(records)
    assert ("   jupyter.example.com. A 198.51.100.21" in steps[0].splitlines()) == bool(records)


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        ("cdktf.out/stacks/jupyter", "\n   or in a clone of the project: make wait"),
        ("environments/dev.out/stacks/jupyter", "\n   or in a clone of the project: make wait ENV=dev"),
        ("cdktf.out/stacks/research", ""),
        ("../out/stacks/jupyter", ""),
        ("ours/cdktf.out/stacks/jupyter", ""),
    ],
)
def test_make_is_named_where_it_has_that_stack(folder: str, line: str) -> None:
    """Who has cloned the project and did not install it has no other command."""
    assert in_a_clone(folder, "wait") == line
    watch = next_steps.how_to_watch("gcloud", folder, line)
    assert watch.endswith(f"\n   jupyter-on-gke wait --dir {folder}{line}")
    mend = next_steps.how_to_mend("gcloud", folder, in_a_clone(folder, "doctor"))
    assert f"\n   jupyter-on-gke doctor --dir {folder}{line.replace('wait', 'doctor')}\n   Or look" in mend


def test_steps_are_numbered() -> None:
    assert next_steps.next_steps(True, ["a", "b"], ["c"]) == "1. a\n2. b"
    assert next_steps.next_steps(False, ["a", "b"], ["c"]) == "1. c"
