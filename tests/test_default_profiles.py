"""What people of an Autopilot cluster can choose where nobody wrote profiles: in each kind of region."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.gpus import GPUS
from jupyter_on_gke.accelerators.machines import LOCAL_SSD_REGIONS, LOCAL_SSD_ZONES, MACHINE_TYPES, allocatable
from jupyter_on_gke.profiles.ephemeral_storage import SIDECAR_CPU, SIDECAR_GIB
from tests.support.cases import CASES, expected_values
from tests.support.server import make_server
from tests.support.settled import settled
from tests.support.synth import Json

pytestmark = pytest.mark.terraform

L4 = ["l4", "l4-x2"]
OFFERED: dict[str, tuple[list[str], str]] = {
    "us-central1": (["cpu", "c3", *L4], "both are in the same zones"),
    "europe-west4": (["cpu", "c3", *L4], "both are in the same zones"),
    "southamerica-east1": (["cpu", "c3"], "C3 alone"),
    "asia-east1": (["cpu", *L4], "no C3"),
    "asia-northeast1": (["cpu", *L4], "C3 is in one zone, L4 in three: homes would be in that one"),
    "us-west4": (["cpu", *L4], "L4 is in a zone without C3"),
    "us-east5": (["cpu"], "C3 in one zone"),
    "europe-west12": (["cpu"], "neither"),
    "europe-north2": (["cpu"], "neither"),
}
"""Region -> what is offered there, and why."""


def plan(region: str, synthesized: Json, folder: Path, disk: str = "", **existing: Any) -> dict[str, Json]:
    wanted = {"create_cluster": not existing, "cluster_location": region, "gcs_bucket": "data"}
    wanted |= {"home_disk_type": disk} if disk else {}
    result = settled(synthesized, folder, wanted, existing or None)
    assert result.refusals == []
    return result.locals


@pytest.mark.parametrize("region", OFFERED)
def test_by_region(region: str, synthesized: Json, terraform: str, tmp_path: Path) -> None:
    settled_there = plan(region, synthesized, tmp_path)
    names, why = OFFERED[region]
    assert [each["name"] for each in settled_there["profiles"]] == names, why
    l4 = next(gpu.zones for gpu in GPUS if gpu.name == "nvidia-l4")
    homes = [zone for zone in l4 if zone.startswith(f"{region}-")]
    if homes:
        assert settled_there["home_zones"] == homes, "C3 is no reason for fewer zones of homes"
    assert len(settled_there["home_zones"]) != 1, "a regional disk needs two"


def test_not_where_homes_are_disks_that_c3_does_not_take(synthesized: Json, terraform: str, tmp_path: Path) -> None:
    offered = plan("us-central1", synthesized, tmp_path, disk="pd-standard")["profiles"]
    assert [each["name"] for each in offered] == ["cpu", *L4]


@pytest.mark.parametrize("region", ["us-central1", "asia-east1"])
@pytest.mark.parametrize("chosen", [{}, {"profile": "cpu"}, {"profile": "cpu", "storage": "disk"}])
def test_the_default_server_starts_everywhere(
    region: str, chosen: dict[str, str], synthesized: Json, terraform: str, tmp_path: Path
) -> None:
    """By nobody's choice, and by what people chose before, when `cpu` was a C3: KubeSpawner remembers it."""
    values = expected_values(CASES / "variants" / "existing-no_iap-no_bucket.tfvars")
    locals_ = plan(region, synthesized, tmp_path, enable_autopilot=True, node_pool=[])
    values["singleuser"]["profileList"] = locals_["profile_list"]
    pod = make_server(values, "ann@example.com", **chosen).pod
    assert not pod["spec"].get("nodeSelector")
    assert pod["spec"]["containers"][0]["resources"]["requests"]["cpu"] == 8


def test_c3_is_the_machine_that_it_says(synthesized: Json, terraform: str, tmp_path: Path) -> None:
    """Its server with the sidecar fits c3-standard-8-lssd: another CPU would make it one of 22 vCPUs."""
    (c3,) = (each for each in plan("us-central1", synthesized, tmp_path)["profiles"] if each["name"] == "c3")
    room = allocatable("c3-standard-8-lssd")
    assert room
    cpu = room[0] - (catalog.OTHERS_CPU - 0.25) - SIDECAR_CPU
    memory = room[1] - (catalog.others_gib(MACHINE_TYPES["c3-standard-8-lssd"][1]) - 0.25) - SIDECAR_GIB
    assert cpu - 1 < c3["cpu_guarantee"] <= cpu
    assert c3["memory_gibibytes"] <= memory
    assert "all of which is billed" in c3["description"]


def test_zones_are_in_the_regions() -> None:
    for family, zones in LOCAL_SSD_ZONES.items():
        assert {zone.rpartition("-")[0] for zone in zones} <= set(LOCAL_SSD_REGIONS[family])
    assert len(LOCAL_SSD_REGIONS["c3"]) == 20
