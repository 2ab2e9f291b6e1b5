"""What people write under `singleuser` holds for every profile, or is refused: pods and sentences."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyter_on_gke.demo.merging import merge
from jupyter_on_gke.jupyterhub.chart_keys import CHART_KEYS
from jupyter_on_gke.jupyterhub.chart_values import SINGLEUSER
from jupyter_on_gke.jupyterhub.written_refusals import REFUSALS
from jupyter_on_gke.written.pods import HOME
from tests.support.api_server import create
from tests.support.cases import CASES, expected_values
from tests.support.control_plane import NAMESPACE
from tests.support.documents import read_yaml
from tests.support.needs import lack
from tests.support.server import Server, make_server
from tests.support.settled import Settled, settled
from tests.support.synth import Json
from tests.test_values import HOW, SCHEMA

WRITTEN: list[dict[str, Any]] = read_yaml((CASES / "written_values.yaml").read_text(encoding="utf-8"))
ACCEPTED = [case for case in WRITTEN if "refused" not in case]
REFUSED = [case for case in WRITTEN if "refused" in case]
BUCKETS = {"gcs_bucket": "team-notebooks", "user_buckets": ["ann@example.com"]}
CPU = {"name": "cpu-pool", "machine_type": "n2-standard-16"}
L4 = {"name": "l4", "accelerator_type": "nvidia-l4", "spot": True}
PLACES: dict[str, dict[str, Any]] = {
    "standard": {"create_cluster": True, "autopilot_cluster": False, "cpu_pools": [CPU], "gpu_pools": [L4]},
    "autopilot": {"create_cluster": True},
    "existing": {},
}
EXISTING: Json = {
    "enable_autopilot": False,
    "cluster_autoscaling": [{"enabled": False, "resource_limits": []}],
    "node_pool": [
        {
            "name": "default-pool",
            "node_locations": ["us-central1-a"],
            "node_config": [
                {
                    "machine_type": "n2-standard-16",
                    "guest_accelerator": [],
                    "spot": False,
                    "preemptible": False,
                    "workload_metadata_config": [{"mode": "GKE_METADATA"}],
                }
            ],
        }
    ],
}


def cases(some: list[dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(case, id=f"{'-'.join(case.get('keys', ['beside']))}-{number}") for number, case in enumerate(some)
    ]


def written(case: dict[str, Any]) -> str:
    values = case["values"]
    return values if isinstance(values, str) else yaml.safe_dump(values)


def settle(case: dict[str, Any], synthesized: Json, folder: Path) -> Settled:
    place = case.get("cluster", "standard")
    variables = {**BUCKETS, **PLACES[place], **case.get("set", {}), "jupyterhub_values": written(case)}
    return settled(synthesized, folder, variables, EXISTING if place == "existing" else None)


def deployed(case: dict[str, Any], synthesized: Json, folder: Path) -> Json:
    """The chart's values of a case, as helm merges them."""
    result = settle(case, synthesized, folder)
    assert result.refusals == []
    ours = expected_values(CASES / "variants" / "existing-no_iap-no_bucket.tfvars")
    ours["singleuser"]["profileList"] = result.locals["profile_list"]
    return merge(ours, read_yaml(result.locals["written_text"]) or {})


def choices(values: Json) -> Iterator[tuple[str, dict[str, str]]]:
    """Each profile with each of its storage choices."""
    for profile in values["singleuser"]["profileList"]:
        offered = profile.get("profile_options", {}).get("storage", {}).get("choices", {"": {}})
        for storage in offered:
            yield profile["slug"], {"profile": profile["slug"], **({"storage": storage} if storage else {})}


def has(actual: Json, meant: Json) -> bool:
    """Whether what is meant is there: keys of maps, elements of lists in their order, the beginning of texts."""
    if isinstance(meant, dict):
        return isinstance(actual, dict) and all(key in actual and has(actual[key], meant[key]) for key in meant)
    if isinstance(meant, list):
        left = iter(actual)
        return isinstance(actual, list) and all(any(has(each, wanted) for each in left) for wanted in meant)
    return actual.startswith(meant) if isinstance(meant, str) and isinstance(actual, str) else bool(actual == meant)


def shown(pod: Json) -> Json:
    """A pod as cases name its parts."""
    (notebook,) = (each for each in pod["spec"]["containers"] if each["name"] == "notebook")
    return pod["spec"] | {"notebook": notebook, "metadata": pod["metadata"]}


@pytest.mark.terraform
@pytest.mark.cluster
@pytest.mark.parametrize("case", cases(ACCEPTED))
def test_it_holds_for_every_server(case: dict[str, Any], synthesized: Json, api_server: None, tmp_path: Path) -> None:
    values = deployed(case, synthesized, tmp_path)
    servers: list[tuple[str, Server]] = []
    for profile, choice in choices(values):
        servers.append((profile, make_server(values, "ann@example.com", **choice)))
    for profile, server in servers:
        for meant in (case.get("every", {}), case.get("profiles", {}).get(profile, {})):
            assert has(shown(server.pod), meant), f"{profile}: {json.dumps(server.pod, indent=1)}"
    assert case.get("profiles", {}).keys() <= {profile for profile, _ in servers}
    pods = [server.pod for _, server in servers]
    assert [text for text in case.get("absent", []) if text in json.dumps(pods).replace("\\", "")] == []
    for storage, title in case.get("titles", {}).items():
        for profile in values["singleuser"]["profileList"]:
            assert profile["profile_options"]["storage"]["choices"][storage]["display_name"] == title
    numbered = [
        pod | {"metadata": pod["metadata"] | {"name": f"server-{number}", "namespace": NAMESPACE}}
        for number, pod in enumerate(pods)
    ]
    create(*numbered, dry_run=True)


@pytest.mark.terraform
@pytest.mark.parametrize("case", cases(REFUSED))
def test_refused(case: dict[str, Any], synthesized: Json, tmp_path: Path) -> None:
    refusals = settle(case, synthesized, tmp_path).refusals
    assert len(refusals) == 1, f"one mistake, one sentence: {refusals}"
    assert refusals[0].startswith(f"jupyterhub_values has {case['refused']}")
    assert refusals[0].endswith(".")


def test_every_sentence_has_a_case() -> None:
    """By how it begins, up to the first value in it."""
    sentences = [case["refused"] for case in REFUSED]
    for refusal in REFUSALS:
        beginning = refusal.message.removeprefix("jupyterhub_values has ").partition("${")[0]
        assert any(each.startswith(beginning) or beginning.startswith(each) for each in sentences), refusal.message


def test_every_documented_key_is_decided_and_has_a_case() -> None:
    if SCHEMA not in os.environ:
        lack("chart-schema", HOW)
    schema = json.loads(Path(os.environ[SCHEMA]).read_text(encoding="utf-8"))
    documented = set(schema["properties"]["singleuser"]["properties"])
    assert documented == SINGLEUSER.keys(), "a key of the chart is joined, passed through or refused: say which"
    accepted = {key for case in ACCEPTED for key in case.get("keys", [])}
    assert accepted == documented


def closed(schema: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    """Path -> keys, of the maps of the first three levels that take no others."""
    if schema.get("additionalProperties") is False and "patternProperties" not in schema:
        yield ".".join(path), sorted(schema["properties"])
    if len(path) < 2:
        for key, inner in schema.get("properties", {}).items():
            yield from closed(inner, (*path, key))


def test_the_charts_keys_are_those_of_its_schema() -> None:
    if SCHEMA not in os.environ:
        lack("chart-schema", HOW)
    schema = json.loads(Path(os.environ[SCHEMA]).read_text(encoding="utf-8"))
    assert dict(closed(schema)) == CHART_KEYS


def test_the_home_is_the_charts() -> None:
    values = expected_values(CASES / "variants" / "existing-no_iap-no_bucket.tfvars")
    assert values["singleuser"]["storage"]["dynamic"]["volumeNameTemplate"] == HOME
