"""What is read from `jupyterhub_values`."""

from typing import Any

import pytest

from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.written import amounts, pods, reading
from jupyter_on_gke.written.amounts import WrittenCpu

MOUNTS = [{"name": "a", "mountPath": "/a/"}, {"name": "b"}, {"name": "a", "mountPath": "b/c"}, "d"]
TEAM = {"key": "team", "operator": "Exists"}

OF_SERVERS: list[tuple[PlanTime[..., Any], dict[str, Any], Any]] = [
    (amounts.written_cpu, {"cpu": {"guarantee": 0.5, "limit": "2"}}, WrittenCpu(guarantee=0.5, limit=2.0)),
    (amounts.written_cpu, {"cpu": {"guarantee": None, "limit": "500m"}}, WrittenCpu(guarantee=None, limit=None)),
    (amounts.written_memory_limit, {"memory": {"limit": "1.5G"}}, "1.5G"),
    (amounts.written_memory_limit, {"memory": {"limit": "524288K"}}, "512M"),
    (amounts.written_memory_limit, {"memory": {"limit": "524289K"}}, "513M"),
    (amounts.written_memory_limit, {"memory": {"limit": "0.001K"}}, "1M"),
    (amounts.written_memory_limit, {"memory": {"limit": "0K"}}, "0M"),
    (amounts.written_memory_limit, {"memory": {"limit": 0}}, "0M"),
    (amounts.written_memory_limit, {"memory": {"limit": 1}}, "1M"),
    (amounts.written_memory_limit, {"memory": {"limit": 1073741824}}, "1024M"),
    (amounts.written_memory_limit, {"memory": {"limit": 1073741825}}, "1025M"),
    (amounts.written_memory_limit, {"memory": {"limit": "4Gi"}}, None),
    (amounts.written_memory_guarantee, {"memory": {"limit": "4G"}}, None),
    (reading.has_own_profile_list, {"profileList": []}, True),
    (reading.has_own_profile_list, {"cpu": {}}, False),
    (pods.written_uid, {"uid": 0}, "0"),
    (pods.written_uid, {"uid": None}, "1000"),
    (pods.written_gid, {}, "100"),
    (pods.written_storage_type, {}, "dynamic"),
    (pods.written_storage_type, {"storage": {"type": "none"}}, "none"),
    (pods.written_storage_type, {"storage": {"type": None}}, "null"),
    (pods.written_storage_type, {"storage": []}, "dynamic"),
    (pods.written_home_path, {"storage": {"homeMountPath": "/home/ann"}}, "/home/ann"),
    (pods.written_home_path, {"storage": {"homeMountPath": ""}}, "/home/jovyan"),
    (pods.written_volume_name, {"storage": {"dynamic": {"volumeNameTemplate": "vol"}}}, "vol"),
    (pods.written_volume_name, {"storage": {"dynamic": {}}}, "home"),
    (pods.written_volumes, {"storage": {"extraVolumes": MOUNTS}}, ["a", "b"]),
    (pods.written_volumes, {"storage": {"extraVolumes": {"z": {"name": "a"}, "a": {}}}}, ["a", "z"]),
    (pods.written_mounts, {"storage": {"extraVolumeMounts": {"z": {}, "a": {}}}}, ["a", "z"]),
    (pods.written_mounts, {"storage": {"extraVolumeMounts": MOUNTS}}, []),
    (pods.written_mounted, {"storage": {"extraVolumeMounts": MOUNTS}}, ["a", "b"]),
    (
        pods.written_paths,
        {"extraFiles": {"f": {"mountPath": "/etc/f"}}, "storage": {"extraVolumeMounts": MOUNTS}},
        ["/a", "/b/c", "/etc/f"],
    ),
]


@pytest.mark.parametrize(("function", "singleuser", "expected"), OF_SERVERS)
def test_servers(function: PlanTime[..., Any], singleuser: dict[str, Any], expected: Any) -> None:
    assert function(singleuser) == expected


@pytest.mark.parametrize(
    ("document", "kept", "text"),
    [
        (None, {}, ""),
        ({"singleuser": None}, {}, ""),
        ({"hub": {"a": None}}, {"hub": {"a": None}}, "as written"),
        ({"hub": {"b": 2, "a": 1.0}, "singleuser": None}, {"hub": {"b": 2, "a": 1.0}}, '{"hub":{"a":1,"b":2}}'),
        (["a"], {}, ""),
    ],
)
def test_keys_without_a_value_go(document: Any, kept: dict[str, Any], text: str) -> None:
    assert reading.written_values(document) == kept
    assert reading.written_text(document, "as written", kept) == text


@pytest.mark.parametrize(
    ("singleuser", "image"),
    [
        ({"image": {"name": "a/b", "tag": "1"}}, "a/b:1"),
        ({"image": {"name": "a/b", "tag": None}}, "ours:1"),
        ({"image": {"tag": "1"}}, "ours:1"),
        ({}, "ours:1"),
    ],
)
def test_image(singleuser: dict[str, Any], image: str) -> None:
    assert reading.written_image(singleuser, "ours:1") == image


@pytest.mark.parametrize(
    ("config", "arguments"),
    [
        ({"KubeSpawner": {"args": ["--a"]}, "Spawner": {"args": ["--b"]}}, ["--a"]),
        ({"KubeSpawner": {"args": []}, "Spawner": {"args": ["--b"]}}, []),
        ({"Spawner": {"args": ["--b"]}}, ["--b"]),
        ({}, []),
    ],
)
def test_arguments(config: dict[str, Any], arguments: list[str]) -> None:
    assert reading.written_arguments({"hub": {"config": config}}) == arguments


def test_buckets_of_ones_own() -> None:
    volume = {"name": "mine", "csi": {"driver": "gcsfuse.csi.storage.gke.io"}}
    assert reading.mounts_own_bucket({"singleuser": {"storage": {"extraVolumes": [volume]}}})
    assert not reading.mounts_own_bucket({"singleuser": {"storage": {"extraVolumes": [{"name": "mine"}]}}})


@pytest.mark.parametrize(
    ("user_pods", "singleuser", "keys"),
    [
        ({}, {}, [*pods.USER_POD_TAINTS]),
        ({"tolerations": []}, {"extraTolerations": [TEAM]}, ["team"]),
        ({}, {"extraTolerations": [TEAM]}, [*pods.USER_POD_TAINTS, "team"]),
    ],
)
def test_tolerations(user_pods: dict[str, Any], singleuser: dict[str, Any], keys: list[str]) -> None:
    found: list[Any] = pods.written_tolerations({"scheduling": {"userPods": user_pods}}, singleuser)
    assert [each["key"] for each in found] == keys


@pytest.mark.parametrize(
    ("purpose", "terms"), [("require", ["mine", pods.NODE_PURPOSE]), ("prefer", ["mine"]), (None, ["mine"])]
)
def test_node_terms(purpose: str | None, terms: list[Any]) -> None:
    values: dict[str, object] = {"scheduling": {"userPods": {"nodeAffinity": {"matchNodePurpose": purpose}}}}
    assert pods.written_node_terms(values, {"extraNodeAffinity": {"required": ["mine"]}}) == terms
