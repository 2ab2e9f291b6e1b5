"""What is refused of people's values of the chart, as Python computes it."""

from dataclasses import fields
from typing import Any

import pytest

from jupyter_on_gke.jupyterhub import values_checks as values
from jupyter_on_gke.jupyterhub import volume_checks as volumes
from jupyter_on_gke.jupyterhub.chart_values import POD_CONFIG
from jupyter_on_gke.jupyterhub.values_refusal import misplaced
from jupyter_on_gke.profiles.images import NOTEBOOK_IMAGE
from jupyter_on_gke.profiles.kubespawner import SHARED_MEMORY_MOUNT
from jupyter_on_gke.profiles.profile import Profile, Settled
from jupyter_on_gke.written.amounts import WrittenCpu, WrittenMemory

NO_CPU, NO_MEMORY = WrittenCpu(guarantee=None, limit=None), WrittenMemory(guarantee=None, limit=None)
Values = dict[str, Any]


def profile(**attributes: Any) -> Settled:
    """A settled profile of CPUs."""
    plain = {each.name: getattr(Profile(name="cpu"), each.name) for each in fields(Profile)}
    settled = {"memory_gibibytes": 4.0, "resource": "", "selector": {}, "pools": []}
    return Settled(**{**plain, **settled, **attributes})


@pytest.mark.parametrize(
    ("amount", "memory", "cpu"),
    [
        (None, True, True),
        (1, True, True),
        (0, False, False),
        (0.5, True, True),
        ("4G", True, False),
        ("512M", True, False),
        ("4Gi", False, False),
        ("1", False, False),
        (True, False, False),
        ([4], False, False),
        ({}, False, False),
    ],
)
def test_amounts_that_the_spawner_takes(amount: object, memory: bool, cpu: bool) -> None:
    for side in ("guarantee", "limit"):
        sentence = values.memory_is_the_spawners({"memory": {side: amount}})
        assert (sentence == "") == memory
        assert (values.cpu_is_the_spawners({"cpu": {side: amount}}) == "") == cpu


def test_amounts_are_shown() -> None:
    assert values.memory_is_the_spawners({"memory": {"limit": "4Gi"}}).startswith(
        'jupyterhub_values has singleuser.memory = {"limit":"4Gi"}, which KubeSpawner does not take'
    )


@pytest.mark.parametrize(
    ("cpu", "memory", "refused"),
    [
        (NO_CPU, NO_MEMORY, False),
        (WrittenCpu(guarantee=2, limit=2), WrittenMemory(guarantee="1G", limit="1024M"), False),
        (WrittenCpu(guarantee=2, limit=None), WrittenMemory(guarantee=None, limit="1M"), False),
        (WrittenCpu(guarantee=2.5, limit=2), NO_MEMORY, True),
        (NO_CPU, WrittenMemory(guarantee="1025M", limit="1G"), True),
    ],
)
def test_guarantees_above_limits(cpu: WrittenCpu, memory: WrittenMemory, refused: bool) -> None:
    assert (values.guarantees_are_within_limits(cpu, memory) != "") == refused


@pytest.mark.parametrize(
    ("image", "notebook_image", "sentences"),
    [
        ({}, "own:1", []),
        ({"name": "registry.example/own", "tag": "1.2"}, NOTEBOOK_IMAGE, []),
        ({"name": "own"}, NOTEBOOK_IMAGE, ["one of name and tag"]),
        ({"tag": "1"}, NOTEBOOK_IMAGE, ["one of name and tag"]),
        ({"name": "own", "tag": "latest"}, NOTEBOOK_IMAGE, ["is not exact"]),
        ({"name": "own", "tag": 1.2}, NOTEBOOK_IMAGE, ["is not exact"]),
        ({"name": "Own", "tag": "1.2"}, NOTEBOOK_IMAGE, ["is not exact"]),
        ({"name": "own", "tag": "1.2"}, "other:1", ["beside notebook_image"]),
    ],
)
def test_images(image: Values, notebook_image: str, sentences: list[str]) -> None:
    def found(*, own_list: bool) -> list[str]:
        singleuser: Values = {"image": image}
        every = (
            values.image_is_whole(own_list, singleuser),
            values.written_image_is_exact(own_list, singleuser),
            values.image_is_in_one_place(own_list, singleuser, notebook_image),
        )
        return [each for each in every if each]

    assert len(found(own_list=False)) == len(sentences)
    assert all(part in sentence for part, sentence in zip(sentences, found(own_list=False), strict=True))
    assert found(own_list=True) == []


@pytest.mark.parametrize(
    ("singleuser", "timeouts", "refused"),
    [
        ({}, (60, 60), False),
        ({"cmd": "start-singleuser.py"}, (60, 60), False),
        ({"cmd": None}, (60, 0), True),
        ({"cmd": []}, (0, 60), True),
        ({"cmd": ""}, (60, 60), True),
        ({"cmd": ""}, (0, 0), False),
    ],
)
def test_servers_that_never_end(singleuser: Values, timeouts: tuple[int, int], refused: bool) -> None:
    kernel, server = timeouts
    profiles = [profile(kernel_idle_timeout=kernel, server_idle_timeout=server)]
    assert (values.idle_servers_end(False, singleuser, profiles) != "") == refused
    assert values.idle_servers_end(True, singleuser, profiles) == ""


def test_what_is_in_one_place() -> None:
    cpu = WrittenCpu(guarantee=1, limit=None)
    assert values.amounts_are_in_one_place(False, cpu, NO_MEMORY, []) == ""
    assert values.amounts_are_in_one_place(False, NO_CPU, NO_MEMORY, [{}]) == ""
    assert values.amounts_are_in_one_place(True, cpu, NO_MEMORY, [{}]) == ""
    assert "profiles have these themselves" in values.amounts_are_in_one_place(False, cpu, NO_MEMORY, [{}])
    assert values.list_is_in_one_place(True, []) == ""
    assert "singleuser.profileList" in values.list_is_in_one_place(True, [{}])


@pytest.mark.parametrize(
    ("template", "refused"),
    [(None, False), ("jupyter-{username}", False), ("jupyter", True), (5, True), (["{username}"], True)],
)
def test_names_of_pods(template: object, refused: bool) -> None:
    assert (values.pods_have_their_own_names({"podNameTemplate": template}) != "") == refused


def test_others() -> None:
    blocks: Values = {"cloudMetadata": {"blockWithIptables": True}}
    refused = [values.metadata_server_is_there(blocks, *each) != "" for each in ((True, False), (False, True))]
    assert refused == [True, True]
    assert values.metadata_server_is_there(blocks, False, False) == ""
    assert values.metadata_server_is_there({"cloudMetadata": {"blockWithIptables": "true"}}, True, True) == ""
    assert values.environment_is_a_map({"extraEnv": {"A": "b"}}) == ""
    assert "a list in singleuser.extraEnv" in values.environment_is_a_map({"extraEnv": [{"name": "A"}]})
    required: Values = {"scheduling": {"userPods": {"nodeAffinity": {"matchNodePurpose": "require"}}}}
    assert values.nodes_have_a_purpose(False, required, False, False) == ""
    assert "matchNodePurpose: require" in values.nodes_have_a_purpose(False, required, True, False)
    assert "matchNodePurpose: require" in values.nodes_have_a_purpose(False, required, False, True)
    assert values.nodes_have_a_purpose(True, required, True, True) == ""


def test_misplaced() -> None:
    rule = misplaced("singleuser.extraPodConfig", "which replaces: write under singleuser")
    pod = {"tolerations": [], "nodeSelector": {}, "node_selector": {}, "dnsPolicy": "None"}
    assert rule(False, {"singleuser": {"extraPodConfig": pod}}, POD_CONFIG) == (
        "jupyterhub_values has singleuser.extraPodConfig with nodeSelector, node_selector, tolerations, which "
        "replaces: write under singleuser nodeSelector, extraTolerations."
    )
    assert rule(False, {"singleuser": {"extraPodConfig": {"dnsPolicy": "None"}}}, POD_CONFIG) == ""
    assert rule(True, {"singleuser": {"extraPodConfig": pod}}, POD_CONFIG) == ""


GPU = {"accelerator": "nvidia-l4"}


@pytest.mark.parametrize(
    ("storage", "paths", "profiles", "names", "taken"),
    [
        ("dynamic", [], [{}], ["home"], ["/work"]),
        ("dynamic", [], [{"storage": ["disk", "shared"]}], ["home", "data"], ["/work", "/data"]),
        ("none", [], [{"storage": ["disk"]}], [], []),
        ("none", [], [{"storage": ["gcsfuse"]}], ["home"], ["/work"]),
        ("dynamic", [], [GPU], ["home", "shm"], ["/work"]),
        ("dynamic", [SHARED_MEMORY_MOUNT], [GPU], ["home"], ["/work"]),
    ],
)
def test_what_servers_have(
    storage: str, paths: list[str], profiles: list[Values], names: list[str], taken: list[str]
) -> None:
    settled = [profile(**each) for each in profiles]
    assert volumes.taken_volumes(storage, "home", paths, settled) == names
    assert volumes.taken_paths(storage, "/work/", settled) == taken


def test_volumes() -> None:
    names = volumes.volumes_have_names_of_their_own(False, ["own", "home"], ["data"], ["home", "data"])
    assert "the volume data, home, whose name" in names
    assert volumes.volumes_have_names_of_their_own(False, ["own"], [], ["home"]) == ""
    assert volumes.volumes_have_names_of_their_own(True, ["home"], [], ["home"]) == ""
    assert "a volume on /data, where" in volumes.volumes_are_beside_ours(False, ["/own", "/data"], ["/data"])
    assert volumes.volumes_are_beside_ours(False, ["/own"], ["/data"]) == ""
    assert volumes.volumes_are_beside_ours(True, ["/data"], ["/data"]) == ""
    assert "files on /b, /a: write" in volumes.volumes_have_paths_of_their_own(["/b", "/a", "/b", "/a", "/c"])
    assert volumes.volumes_have_paths_of_their_own(["/b", "/a"]) == ""
    mounted = ["home", "files", "own"]
    assert volumes.mounts_are_of_volumes(False, "dynamic", "home", mounted, ["own"]) == ""
    assert volumes.mounts_are_of_volumes(True, "none", "home", mounted, []) == ""
    assert "mounts of home, which is no" in volumes.mounts_are_of_volumes(False, "none", "home", mounted, ["own"])


@pytest.mark.parametrize(
    ("type_", "claim", "sentence"),
    [
        ("dynamic", None, ""),
        ("none", None, ""),
        ("static", "claim", ""),
        ("static", None, "singleuser.storage.type: static without a claim"),
        ("bucket", None, "singleuser.storage.type bucket: write dynamic, static or none."),
        ("null", None, "singleuser.storage.type null: write dynamic, static or none."),
    ],
)
def test_types_of_storage(type_: str, claim: str | None, sentence: str) -> None:
    singleuser: Values = {"storage": {"static": {"pvcName": claim}}}
    of_type = volumes.storage_is_of_a_known_type(type_)
    found = of_type + volumes.static_storage_has_a_claim(type_, singleuser)
    assert sentence in found
    assert (found == "") == (sentence == "")
