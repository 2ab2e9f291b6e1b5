"""What is billed is found in Google's catalog by what it is called there, and where it is not, the reason is said."""

import re

import pytest

from jupyter_on_gke.previewing.prices import KINDS
from jupyter_on_gke.previewing.skus import wanted_for, why_not


@pytest.mark.parametrize(
    ("sku", "descriptions"),
    [
        ("node/n1-standard-8/spot", ["Spot Preemptible N1 Predefined Instance Core running in Iowa"]),
        ("node/n2d-standard-8", ["N2D AMD Instance Ram running in Iowa"]),
        ("gpu/nvidia-tesla-t4", ["Nvidia Tesla T4 GPU running in Iowa"]),
        ("gpu/nvidia-h100-80gb/spot", ["Nvidia H100 80GB GPU attached to Spot Preemptible VMs running in Iowa"]),
        ("disk/pd-ssd/regional", ["Regional SSD backed PD Capacity in Iowa"]),
        ("pod-cpu", ["Autopilot Pod mCPU Requests (us-central1)"]),
        ("pod-memory/spot", ["Autopilot Spot Pod Memory Requests (us-central1)"]),
        ("bucket/STANDARD", ["Standard Storage Iowa"]),
        ("address", ["Static Ip Charge", "Static Ip Charge in Iowa"]),
        ("local-ssd", ["SSD backed Local Storage", "SSD backed Local Storage in Iowa"]),
        ("local-ssd/spot", ["SSD backed Local Storage attached to Spot Preemptible VMs in Iowa"]),
        ("node/e2-medium", ["E2 Instance Core running in Iowa", "E2 Instance Ram running in Iowa"]),
        ("node/n2-custom-4-8192", ["N2 Custom Instance Core running in Iowa"]),
        ("node/n2d-custom-4-8192/spot", ["Spot Preemptible N2D AMD Custom Instance Ram running in Iowa"]),
        ("node/custom-4-8192", ["Custom Instance Core running in Iowa"]),
        (
            "node/c2-standard-4",
            ["Compute optimized Core running in Iowa", "Compute optimized Instance Ram running in Iowa"],
        ),
        ("node/n1-standard-8", ["N1 Predefined Instance Core running in Iowa"]),
        ("gpu/nvidia-a100-80gb", ["Nvidia Tesla A100 80GB GPU running in Iowa"]),
        ("disk/pd-standard", ["Storage PD Capacity", "Storage PD Capacity in Iowa"]),
        ("load-balancer", ["Cloud Load Balancer Forwarding Rule Minimum Global"]),
    ],
)
def test_what_skus_are_called(sku: str, descriptions: list[str]) -> None:
    patterns = [re.compile(each.description, re.IGNORECASE) for each in wanted_for(sku)]
    assert patterns
    assert [text for text in descriptions if not any(pattern.fullmatch(text) for pattern in patterns)] == []
    others = ["DWS Calendar Mode N2 Instance Core running in Iowa", "Commitment v1: N2 Cpu in Americas for 1 Year"]
    others += ["N2 Custom Extended Instance Ram running in Iowa", "Static Ip Charge on a Standby VM"]
    others += ["VM state: preserved local SSD in Iowa", "C4 Instance Local SSD running in Iowa"]
    others += ["Sole Tenancy N2 Instance Core running in Iowa", "Commitment v1: Local SSD in Americas for 1 Year"]
    others += ["Standard Storage Iowa Dual-region", "Autopilot Arm Pod CPU", "Nvidia L40 GPU running in Iowa"]
    assert [text for text in others if any(pattern.fullmatch(text) for pattern in patterns)] == []


@pytest.mark.parametrize(
    ("sku", "reason"),
    [
        ("node/n2-custom-4-40960-ext", "memory beyond a custom machine's usual one has a price of its own"),
        ("node/e2-custom-medium-4096", "nobody says how a custom machine with a shared core is billed"),
        ("node/ct6e-standard-4t", "machines with TPUs are sold by the chip"),
        ("node/c3-standard-8-lssd/spot", "it comes with local SSDs, which have a price of their own"),
        ("node/a2-ultragpu-1g", "it comes with local SSDs, which have a price of their own"),
        ("node/a machine that GKE chooses", "nothing is known of the machine's size"),
        ("pod-cpu/Performance", "on Autopilot Google chooses a machine for it, and bills that"),
        ("pod-gpu/nvidia-l4", "on Autopilot Google chooses a machine for it, and bills that"),
        ("tpu/ct5lp-hightpu", "the catalog has other names for chips than GKE for machines"),
        ("disk/hyperdisk-balanced", "it is of a class that says nothing of its price, or is billed by its speed, too"),
        ("load-balancer-data", "its price depends on how much it is, and from where"),
        ("traffic", "its price depends on where it goes, and how much it is"),
        ("metrics", "its price depends on how many there are"),
    ],
)
def test_what_is_sold_otherwise_is_not_guessed(sku: str, reason: str) -> None:
    assert wanted_for(sku) == []
    assert why_not(sku) == f"not looked up in the catalog: {reason}"
    assert sku.split("/")[0] in KINDS


def test_every_kind_is_looked_up_or_said_why_not() -> None:
    names = {"bucket": "STANDARD", "cluster": "zonal", "disk": "pd-ssd", "gpu": "nvidia-l4", "node": "n2-standard-8"}
    unexplained = [kind for kind in KINDS if not wanted_for(f"{kind}/{names.get(kind, '')}".strip("/"))]
    assert [kind for kind in unexplained if "nothing is known" in why_not(kind)] == []


@pytest.mark.parametrize(
    ("machine", "cores", "memory"),
    [
        ("e2-small", 0.5, 2),
        ("e2-medium", 1, 4),
        ("n2-custom-4-8192", 4, 8),
        ("custom-2-3072", 2, 3),
        ("c2-standard-4", 4, 16),
    ],
)
def test_how_much_of_a_machine_is_billed(machine: str, cores: float, memory: float) -> None:
    assert [each.times for each in wanted_for(f"node/{machine}")] == [cores, memory]
