"""Where servers run: KubeSpawner's pods, judged by a real API server and placed by a real scheduler."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.api_server import ask, create, path
from tests.support.cases import CASES, expected_values
from tests.support.control_plane import Cluster, empty_cluster
from tests.support.deployed import deployed
from tests.support.documents import read_yaml
from tests.support.gke_admission import admitted
from tests.support.gke_nodes import Pool, autopilot_pool, described_pool, nodes, pool_of
from tests.support.server import Server, make_server
from tests.support.settled import settled
from tests.support.synth import ROOT, Json
from tests.support.values import release_values

pytestmark = [pytest.mark.cluster, pytest.mark.terraform, pytest.mark.xdist_group("scheduling")]

SCHEDULES: list[dict[str, Any]] = read_yaml((CASES / "scheduling.yaml").read_text(encoding="utf-8"))
SETTLED: list[dict[str, Any]] = read_yaml((CASES / "settled_profiles.yaml").read_text(encoding="utf-8"))
CASE_IDS = [Path(case["tfvars"]).stem if "tfvars" in case else case["settled"] for case in SCHEDULES]


class Deployment:
    """What a case comes to: the chart's values, the pools, and the class of homes."""

    def __init__(self, case: dict[str, Any], values: Json, pools: list[Pool], storage_class: Json | None) -> None:
        self.meant: dict[str, list[str]] = case["meant"]
        self.values, self.storage_class = values, storage_class
        self.autopilot = not pools
        self.pools = pools or self._autopilot()

    @property
    def profiles(self) -> dict[str, Json]:
        return {each["slug"]: each for each in self.values["singleuser"]["profileList"]}

    def choices(self, profile: str) -> list[str]:
        return list(self.profiles[profile]["profile_options"]["storage"]["choices"])

    def server(self, profile: str, storage: str, person: str = "") -> Server:
        person = person or f"{profile}.{storage}@example.com"
        server = make_server(self.values, person, profile=profile, storage=storage)
        return admitted(server, autopilot=self.autopilot)

    def _autopilot(self) -> list[Pool]:
        made = [autopilot_pool(name, self.server(name, self.choices(name)[0]).pod) for name in self.profiles]
        return [*made, Pool(name="general", machine_type="e2-standard-16", zones=("us-central1-b",))]


@pytest.fixture(
    scope="module", params=[pytest.param(case, id=id_) for case, id_ in zip(SCHEDULES, CASE_IDS, strict=True)]
)
def deployment(
    request: pytest.FixtureRequest,
    stack: Path,
    synthesized: Json,
    stand_ins: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Deployment:
    case, tmp_path = request.param, tmp_path_factory.mktemp("deployment")
    if "settled" in case:
        return existing(case, synthesized, tmp_path)
    resources = deployed(stack, tmp_path, ROOT / case["tfvars"]).resources()
    pools = [described_pool(pool) for address, pool in resources.items() if "container_node_pool" in address]
    homes = resources.get("kubernetes_storage_class_v1.homes[0]")
    return Deployment(case, release_values(resources["helm_release.jupyterhub"]), pools, homes and class_of(homes))


def existing(case: dict[str, Any], synthesized: Json, folder: Path) -> Deployment:
    """An existing Standard cluster, which the stand-ins of providers do not have."""
    (described,) = (each for each in SETTLED if each["case"] == case["settled"])
    result = settled(synthesized, folder, described["set"], described["existing"])
    assert result.refusals == []
    values = expected_values(CASES / "variants" / "existing-no_iap-no_bucket.tfvars")
    values["singleuser"]["profileList"] = result.locals["profile_list"]
    pools = [described_pool(pool) for pool in described["existing"]["node_pool"]]
    pools += [Pool(**pool) for pool in case.get("pools", [])]
    homes = {
        "metadata": [{"name": values["singleuser"]["storage"]["dynamic"]["storageClass"]}],
        "parameters": {"type": "pd-balanced"},
        "zones": result.locals["home_zones"],
    }
    return Deployment(case, values, pools, class_of(homes))


def class_of(homes: Json) -> Json:
    """The StorageClass that Terraform makes."""
    topologies = homes.get("allowed_topologies") or []
    zones = topologies[0]["match_label_expressions"][0]["values"] if topologies else homes.get("zones", [])
    in_zones = {"matchLabelExpressions": [{"key": "topology.gke.io/zone", "values": zones}]}
    return {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": homes["metadata"][0]["name"]},
        "provisioner": "pd.csi.storage.gke.io",
        "parameters": homes["parameters"],
        "volumeBindingMode": "WaitForFirstConsumer",
        **({"allowedTopologies": [in_zones]} if zones else {}),
    }


@pytest.fixture
def cluster(api_server: None, deployment: Deployment, shared: Path) -> Iterator[Cluster]:
    """Nodes for each pool of the deployment, its class of homes, and an empty namespace: for one test at a time."""
    with empty_cluster(shared, "scheduling") as cluster:
        of_values = deployment.values["singleuser"]["storage"]["dynamic"]["storageClass"]
        homes = deployment.storage_class or class_of({"metadata": [{"name": of_values}], "parameters": {}})
        create(homes)
        cluster.add_nodes([node for pool in deployment.pools for node in nodes(pool)])
        yield cluster
        ask("DELETE", path("StorageClass", homes["metadata"]["name"]))


def test_every_profile_runs_on_its_own_nodes(deployment: Deployment, cluster: Cluster) -> None:
    """With each of its storage choices, by a person who is new."""
    assert deployment.profiles.keys() == deployment.meant.keys(), "say which pools are meant for each profile"
    for storage in ("disk", "shared", "gcsfuse"):
        offering = [profile for profile in deployment.meant if storage in deployment.choices(profile)]
        servers = {profile: deployment.server(profile, storage) for profile in offering}
        chosen = cluster.schedule(servers) if servers else {}
        assert chosen.keys() == servers.keys(), cluster.why_not(next(iter(servers.keys() - chosen.keys())))
        for profile, node in chosen.items():
            assert pool_of(node) in deployment.meant[profile], f"{profile} is on {node}"
        cluster.end_servers()


def test_a_home_lets_every_profile_run(deployment: Deployment, cluster: Cluster) -> None:
    """One person, one disk: wherever the first server put it, all other profiles start with it."""
    with_disk = [profile for profile in deployment.meant if "disk" in deployment.choices(profile)]
    for number, profile in enumerate(with_disk):
        server = deployment.server(profile, "disk", "ann@example.com")
        again = Server(pod=server.pod, claim=server.claim if number == 0 else None)
        chosen = cluster.schedule({profile: again})
        assert pool_of(chosen.get(profile, "none")) in deployment.meant[profile], cluster.why_not(profile)
        cluster.end_servers()


def test_without_its_pool_a_server_waits(deployment: Deployment, cluster: Cluster) -> None:
    """No other node takes it: nobody pays for a GPU that a CPU server keeps, or waits on the wrong machine."""
    for profile, pools in deployment.meant.items():
        for pool in pools:
            gone = [node["metadata"]["name"] for each in deployment.pools if each.name == pool for node in nodes(each)]
            cluster.cordon(*gone)
        server = deployment.server(profile, deployment.choices(profile)[0], f"{profile}@example.com")
        assert cluster.schedule({profile: server}, patience=0.5) == {}
        assert "nodes are available" in cluster.why_not(profile)
        cluster.end_servers()
        for pool in pools:
            back = [node["metadata"]["name"] for each in deployment.pools if each.name == pool for node in nodes(each)]
            cluster.cordon(*back, unschedulable=False)
