"""Where hub and proxy run: the pods of JupyterHub's chart with our values, placed by a real scheduler."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import CASES
from tests.support.charts import objects, render
from tests.support.control_plane import Cluster, empty_cluster
from tests.support.documents import read_yaml
from tests.support.gke_nodes import Pool, described_pool, nodes, pool_of
from tests.support.server import Server
from tests.support.settled import settled
from tests.support.synth import Json

PLACES: list[dict[str, Any]] = read_yaml((CASES / "hub_place.yaml").read_text(encoding="utf-8"))


def parameters() -> list[Any]:
    return [pytest.param(case, id=case["case"]) for case in PLACES]


def pools(case: dict[str, Any], result: Json) -> list[Pool]:
    """Of an existing cluster as it is described, else as the variables say."""
    if "existing" in case:
        return [described_pool(pool) for pool in case["existing"]["node_pool"]]
    written = [*case["set"].get("cpu_pools", [{"name": "cpu-pool", "machine_type": "e2-standard-4"}])]
    written += case["set"].get("gpu_pools", [])
    found = {pool["name"]: pool for pool in result["all_pools"]}
    return [
        Pool(
            name=pool["name"],
            machine_type=found[pool["name"]]["machine_type"],
            gpu=found[pool["name"]]["accelerator"],
            count=found[pool["name"]]["count"],
            spot=pool.get("spot", False),
            preemptible=pool.get("preemptible", False),
            **({"zones": (pool["node_locations"],)} if "node_locations" in pool else {}),
            windows=pool.get("image_type", "").startswith("WINDOWS"),
        )
        for pool in written
    ]


def core_pods(helm: str, chart: Path, values: Json) -> dict[str, Json]:
    """The pods of hub and proxy, without what a scheduler does not look at."""
    made = [each for each in objects(render(helm, chart, values)) if each["kind"] == "Deployment"]
    pods = {}
    for each in made:
        spec = each["spec"]["template"]["spec"]
        containers = [
            {"name": "main", "image": "main:1", "resources": container.get("resources", {})}
            for container in spec["containers"]
        ]
        kept = {key: spec[key] for key in ("affinity", "nodeSelector", "tolerations") if key in spec}
        pods[each["metadata"]["name"]] = {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": each["metadata"]["name"]},
            "spec": {**kept, "containers": containers},
        }
    return pods


@pytest.fixture
def cluster(api_server: None, shared: Path) -> Iterator[Cluster]:
    with empty_cluster(shared, "hub-place") as cluster:
        yield cluster


@pytest.mark.terraform
@pytest.mark.parametrize("case", parameters())
def test_what_the_chart_is_told(case: dict[str, Any], synthesized: Json, terraform: str, tmp_path: Path) -> None:
    """Nothing, where every pool will do; else a place, and a disk that attaches to it."""
    result = settled(synthesized, tmp_path, case["set"], case.get("existing"))
    assert result.refusals == []
    place = result.locals["values_place"]
    if case.get("silent"):
        assert place == {"hub": {}, "proxy": {"chp": {}}}
    assert place["hub"].get("db", {}).get("pvc", {}).get("storageClassName") == case.get("disk")


@pytest.mark.cluster
@pytest.mark.terraform
@pytest.mark.xdist_group("scheduling")
@pytest.mark.parametrize("case", parameters())
def test_hub_and_proxy_are_where_they_are_meant_to_be(
    case: dict[str, Any], synthesized: Json, helm: str, jupyterhub_chart: Path, cluster: Cluster, tmp_path: Path
) -> None:
    result = settled(synthesized, tmp_path, case["set"], case.get("existing"))
    assert result.refusals == []
    every = pools(case, result.locals)
    cluster.add_nodes([node for pool in every for node in nodes(pool)])
    pods = core_pods(helm, jupyterhub_chart, result.locals["values_place"])
    chosen = cluster.schedule({name: Server(pod=pods[name], claim=None) for name in ("hub", "proxy")})
    assert chosen.keys() == {"hub", "proxy"}, cluster.why_not("hub")
    assert {pool_of(node) for node in chosen.values()} <= set(case["hub"])
    # And nowhere else.
    cluster.end_servers()
    meant = [node["metadata"]["name"] for pool in every if pool.name in case["hub"] for node in nodes(pool)]
    cluster.cordon(*meant)
    if not case["case"].startswith("rather"):
        assert cluster.schedule({"hub": Server(pod=pods["hub"], claim=None)}, patience=0.5) == {}
