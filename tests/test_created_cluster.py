"""What a created cluster asks of a project, and how long Terraform waits for it."""

import json
import re

import pytest

from jupyter_on_gke.accelerators.machines import MACHINE_TYPES
from jupyter_on_gke.cluster.pool_variables import DEFAULT_CPU_POOL
from tests.support.synth import Json

ZONES = 3
"""Of a region, in which GKE has nodes."""
# A project of today, https://cloud.google.com/compute/resource-usage and what others' first applies were refused for.
CPUS_IN_REGION = 24
CPUS_IN_ALL_REGIONS = 32
SSD_GB = 250
STANDARD = ("standard_public", "standard_private")
FLAVOURS = (*STANDARD, "autopilot_public", "autopilot_private")


def minutes(duration: str) -> int:
    assert duration.endswith("m")
    return int(duration.removesuffix("m"))


@pytest.mark.parametrize(
    ("kind", "names", "least"),
    [
        ("google_container_cluster", (*FLAVOURS, "managed"), {"create": 90, "update": 90, "delete": 90}),
        ("google_container_node_pool", ("cpu", "gpu", "managed", "tpu"), {"create": 120, "update": 120, "delete": 120}),
        ("kubernetes_namespace_v1", ("jupyterhub", "managed"), {"delete": 30}),
    ],
)
def test_terraform_waits_as_long_as_google_takes(
    kind: str, names: tuple[str, ...], least: dict[str, int], synthesized: Json
) -> None:
    assert set(synthesized["resource"][kind]) == set(names)
    for name in names:
        waits = synthesized["resource"][kind][name].get("timeouts", {})
        assert {each: minutes(waits.get(each, "0m")) >= time for each, time in least.items()} == dict.fromkeys(
            least, True
        )


@pytest.mark.parametrize("name", STANDARD)
def test_gkes_own_pool_fits_a_new_project(name: str, synthesized: Json) -> None:
    """It is there for minutes, in three zones."""
    first = synthesized["resource"]["google_container_cluster"][name]["node_config"]
    assert first["disk_type"] == "pd-standard", "100 GB of SSD in each zone are more than 250"
    assert first["disk_size_gb"] <= 50
    assert first["machine_type"] == "e2-medium"


def test_the_default_pool_fits_a_new_project() -> None:
    vcpus = MACHINE_TYPES[DEFAULT_CPU_POOL["machine_type"]][0]
    assert ZONES * DEFAULT_CPU_POOL["max_count"] * vcpus <= CPUS_IN_REGION
    # While it is upgraded, a pool has a node more.
    assert (ZONES * DEFAULT_CPU_POOL["max_count"] + 1) * vcpus <= CPUS_IN_ALL_REGIONS
    assert ZONES * DEFAULT_CPU_POOL["min_count"] * vcpus <= 12, "nobody pays for more by default, day and night"
    assert DEFAULT_CPU_POOL["disk_type"] == "pd-standard", f"{SSD_GB} GB of SSD are for homes"


def test_many_notebooks_of_one_node_reach_one_host(synthesized: Json) -> None:
    nat = synthesized["resource"]["google_compute_router_nat"]["nat"]
    assert nat["enable_dynamic_port_allocation"] is True
    assert nat["enable_endpoint_independent_mapping"] is False, "the two exclude each other"
    assert nat["min_ports_per_vm"] == 64
    assert nat["max_ports_per_vm"] >= 4096


def needed(address: str, synthesized: Json) -> set[str]:
    """Every resource that has to be there before this one, by what is written in the JSON."""
    every = {f"{kind}.{name}": body for kind, named in synthesized["resource"].items() for name, body in named.items()}
    found: set[str] = set()
    todo = [address]
    while todo:
        text = json.dumps(every[todo.pop()])
        for local in set(re.findall(r"local\.(\w+)", text)):
            text += json.dumps(synthesized["locals"].get(local, ""))
        new = {each for each in re.findall(r"\b(?:google|kubernetes|helm)_\w+\.\w+", text) if each in every} - found
        found |= new
        todo += new
    return found - {address}


GRANTS = (
    "google_project_iam_member.hub",
    "google_project_iam_member.notebooks_roles",
    "google_storage_bucket_iam_member.notebooks",
    "google_storage_bucket_iam_member.notebooks_users",
    "google_iap_web_type_compute_iam_binding.members",
)
ROLE = "google_project_iam_custom_role.hub_backends"


@pytest.mark.parametrize("grant", GRANTS)
def test_a_grant_comes_when_google_knows_whom_and_what(grant: str, synthesized: Json) -> None:
    """A pool, a role and an API are known seconds to minutes after they were made; JupyterHub takes minutes."""
    assert "helm_release.jupyterhub" in needed(grant, synthesized)


def test_a_role_is_made_before_all_that_takes_long(synthesized: Json) -> None:
    assert not any(each.startswith(("google_container", "helm")) for each in needed(ROLE, synthesized))


def test_an_api_has_time_before_it_is_asked(synthesized: Json) -> None:
    """IAM's is on before the others are; the account takes ten seconds, which the others have."""
    assert needed("google_project_service.api", synthesized) == {"google_project_service.iam"}
    for kind in ("google_compute_network.cluster", "google_compute_global_address.jupyterhub"):
        assert "google_service_account.nodes" in needed(kind, synthesized)
