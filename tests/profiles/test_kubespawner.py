"""What KubeSpawner is given of a profile: nodes, arguments, choices and resources."""

from dataclasses import replace
from typing import Any

import pytest

from jupyter_on_gke.profiles import arguments, choices, ephemeral_storage, kubespawner, nodes
from jupyter_on_gke.profiles.profile import Settled

PLAIN = Settled(
    name="plain",
    ephemeral_storage_gb=0,
    kernel_idle_timeout=0,
    server_idle_timeout=0,
    max_age=0,
    memory_gibibytes=4,
    resource="",
    selector={},
    pools=[],
)
L4 = replace(PLAIN, name="l4", accelerator="nvidia-l4", accelerator_count=2, resource="nvidia.com/gpu")
WRITTEN: list[object] = [{"matchExpressions": ["a"]}, {"matchFields": ["b"]}]


@pytest.mark.parametrize(
    ("profile", "autopilot", "keys"),
    [
        (
            PLAIN,
            False,
            ["cloud.google.com/gke-accelerator", "cloud.google.com/gke-tpu-accelerator", "cloud.google.com/gke-spot"],
        ),
        (PLAIN, True, []),
        (L4, False, ["cloud.google.com/gke-spot"]),
        (replace(L4, spot=True), False, []),
        (replace(PLAIN, pools=["a", "b"]), False, ["cloud.google.com/gke-nodepool"]),
    ],
)
def test_nodes(profile: Settled, autopilot: bool, keys: list[str]) -> None:
    assert [each["key"] for each in nodes.required(profile, autopilot)] == keys


def test_every_term_has_ours() -> None:
    ours: list[dict[str, object]] = [{"key": "c"}]
    assert nodes.node_terms(ours, WRITTEN) == [
        {"matchExpressions": [{"key": "c"}, "a"]},
        {"matchExpressions": [{"key": "c"}], "matchFields": ["b"]},
    ]
    assert nodes.node_terms(ours, []) == [{"matchExpressions": ours}]
    assert nodes.node_terms([], WRITTEN) == WRITTEN
    assert nodes.node_terms([], []) == []


def test_tolerations_where_something_is_to_be_tolerated() -> None:
    found: dict[str, list[Any]] = nodes.server_tolerations(
        [PLAIN, L4, replace(PLAIN, name="s", spot=True)], [{"key": "t"}]
    )
    assert {name: [each["key"] for each in some] for name, some in found.items()} == {
        "l4": ["t", "nvidia.com/gpu"],
        "s": ["t", "cloud.google.com/gke-spot"],
    }


@pytest.mark.parametrize(("kernel", "server", "count"), [(0, 0, 0), (60, 0, 4), (0, 60, 1), (60, 60, 5)])
def test_idle_arguments(kernel: int, server: int, count: int) -> None:
    profile = replace(PLAIN, kernel_idle_timeout=kernel, server_idle_timeout=server)
    assert len(arguments.idle_arguments(profile)) == count


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        ("quay.io/jupyter/minimal:2026", "minimal:2026"),
        (f"quay.io/jupyter/minimal:2026@sha256:{'ab' * 32}", "minimal:2026"),
        (f"localhost:5000/minimal@sha256:{'ab' * 32}", f"minimal@sha256:{'ab' * 6}"),
        ("minimal", "minimal"),
    ],
)
def test_images(image: str, shown: str) -> None:
    assert choices.shown_image(image) == shown


@pytest.mark.parametrize(
    ("type_", "paths", "title"),
    [
        ("dynamic", [], "Default (persistent disk)"),
        ("static", [], "Default"),
        ("none", ["/home/jovyan"], "Default"),
        ("none", ["/home"], "Default (nothing is kept)"),
    ],
)
def test_disk_title(type_: str, paths: list[str], title: str) -> None:
    assert choices.disk_title(type_, "/home/jovyan", paths) == title


@pytest.mark.parametrize(("storage_gb", "autopilot", "left"), [(0, True, None), (10, True, "9Gi"), (10, False, "10Gi")])
def test_the_sidecar_has_a_share_on_autopilot(storage_gb: int, autopilot: bool, left: str | None) -> None:
    profile = replace(PLAIN, ephemeral_storage_gb=storage_gb)
    found: dict[str, Any] = ephemeral_storage.beside_sidecar([profile], {"a": "b"}, autopilot)["plain"]
    assert found["extra_annotations"] == {"a": "b"}
    for side in ("extra_resource_limits", "extra_resource_guarantees"):
        assert found.get(side, {}).get("ephemeral-storage") == left


def test_resources() -> None:
    amounts = ephemeral_storage.storage_amounts([PLAIN, replace(L4, ephemeral_storage_gb=7)])
    limits = kubespawner.resource_limits([PLAIN, L4], amounts)
    assert limits == {"plain": {}, "l4": {"nvidia.com/gpu": "2", "ephemeral-storage": "7Gi"}}
    plain = kubespawner.resources(PLAIN, limits["plain"], amounts["plain"])
    assert plain.keys() == {"cpu_guarantee", "mem_guarantee", "mem_limit"}
    l4 = kubespawner.resources(replace(L4, cpu_limit=2), limits["l4"], amounts["l4"])
    assert l4.keys() - plain.keys() == {"cpu_limit", "extra_resource_limits", "extra_resource_guarantees"}


@pytest.mark.parametrize(
    ("profile", "paths", "size"),
    [
        (L4, [], "2048Mi"),
        (replace(L4, memory_guarantee="333M"), [], "166Mi"),
        (L4, ["/dev/shm"], None),  # noqa: S108
        (PLAIN, [], None),
    ],
)
def test_shared_memory(profile: Settled, paths: list[str], size: str | None) -> None:
    found: dict[str, Any] = kubespawner.shared_memory([profile], paths)
    assert found.get(profile.name, {}).get("emptyDir", {}).get("sizeLimit") == size
