"""What a server may write outside of its home, in the pod that GKE's admission makes of KubeSpawner's."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.machines import MACHINE_TYPES, allocatable
from jupyter_on_gke.profiles.ephemeral_storage import SIDECAR_CPU, SIDECAR_GIB
from tests.support.cases import CASES, expected_values
from tests.support.documents import read_yaml
from tests.support.gke_admission import SIDECARS_OWN, admitted, room_outside_of_volumes, total
from tests.support.server import Server, make_server
from tests.support.settled import settled
from tests.support.synth import Json

pytestmark = pytest.mark.terraform

ROOMS: list[dict[str, Any]] = read_yaml((CASES / "ephemeral_storage.yaml").read_text(encoding="utf-8"))


def servers(case: dict[str, Any], synthesized: Json, folder: Path) -> dict[str, dict[str, Server]]:
    """Profile -> storage choice -> the server in the cluster."""
    plan = settled(synthesized, folder, case["set"], case.get("existing"))
    assert plan.refusals == []
    values = expected_values(CASES / "variants" / "existing-no_iap-no_bucket.tfvars")
    values["singleuser"]["profileList"] = plan.locals["profile_list"]
    autopilot = case["set"].get("autopilot_cluster", case.get("existing", {}).get("enable_autopilot", True))
    return {
        each["slug"]: {
            storage: admitted(
                make_server(values, "ann@example.com", profile=each["slug"], storage=storage), autopilot=autopilot
            )
            for storage in each["profile_options"]["storage"]["choices"]
        }
        for each in plan.locals["profile_list"]
    }


@pytest.mark.parametrize("case", [pytest.param(case, id=case["case"]) for case in ROOMS])
def test_room(case: dict[str, Any], synthesized: Json, terraform: str, tmp_path: Path) -> None:
    """Written by hand: GiB for each profile, with each storage choice; null where the node is the limit."""
    made = servers(case, synthesized, tmp_path)
    rooms = {
        profile: {storage: room_outside_of_volumes(server.pod) for storage, server in choices.items()}
        for profile, choices in made.items()
    }
    storages = {storage for choices in made.values() for storage in choices}
    assert storages >= set(case["storages"])
    assert {profile: set(each.values()) for profile, each in rooms.items()} == {
        profile: {most} for profile, most in case["rooms"].items()
    }
    for choices in made.values():
        for server in choices.values():
            # The kubelet ends a container above its own limit, and its requests are what a node has to have.
            (notebook,) = server.pod["spec"]["containers"]
            asked = notebook["resources"]["requests"].get("ephemeral-storage")
            assert notebook["resources"]["limits"].get("ephemeral-storage") == asked


def test_a_standard_nodes_room_counts_the_sidecars_requests() -> None:
    """Without limits on a Standard cluster it has the driver's own requests, which are in what others take."""
    assert SIDECARS_OWN["cpu"] == "250m"
    assert SIDECARS_OWN["memory"] == "256Mi"
    assert catalog.OTHERS_CPU >= 0.5 + 0.25
    assert catalog.OTHERS_GIB >= 1 + 0.25


@pytest.mark.parametrize(("profile", "machine_type"), [("l4", "g2-standard-8"), ("l4-x2", "g2-standard-24")])
def test_autopilots_default_servers_fit_their_machines(
    profile: str, machine_type: str, synthesized: Json, terraform: str, tmp_path: Path
) -> None:
    """With the sidecar, whose CPU and memory come on top."""
    case = {"set": {"create_cluster": True, "gcs_bucket": "data"}}
    pod = servers(case, synthesized, tmp_path)[profile]["shared"].pod
    room = allocatable(machine_type)
    assert room
    daemons = catalog.OTHERS_CPU - 0.25, catalog.others_gib(MACHINE_TYPES[machine_type][1]) - 0.25
    assert total(pod, "requests", "cpu") <= room[0] - daemons[0]
    assert total(pod, "requests", "memory") / 2**30 <= room[1] - daemons[1]
    (sidecar,) = pod["spec"]["initContainers"]
    assert sidecar["resources"]["limits"]["cpu"] == f"{SIDECAR_CPU}"
    assert sidecar["resources"]["limits"]["memory"] == f"{SIDECAR_GIB}Gi"
