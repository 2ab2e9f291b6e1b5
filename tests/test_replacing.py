"""Nothing that holds people's work, or carries it, is replaced by a difference: every argument is decided."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import CASES
from tests.support.deployed import at_once
from tests.support.replacing import RESOURCES, TABLE, replacing
from tests.support.synth import Json
from tests.support.terraform import Workspace

DECISIONS = {"ignored", "computed", "reported", "fixed", "replaced"}


def decisions(kind: str) -> dict[str, str]:
    """Path -> decision, for each argument for whose sake the provider replaces the resource."""
    return {path: text.split(",")[0] for path, text in RESOURCES[kind]["replacing"].items()}


def arguments(block: Json, prefix: str = "") -> Iterator[str]:
    """The path of everything that can be written in a block of the provider's schema."""
    for name, attribute in block.get("attributes", {}).items():
        if attribute.get("optional") or attribute.get("required"):
            yield f"{prefix}{name}"
    for name, nested in block.get("block_types", {}).items():
        yield f"{prefix}{name}"
        yield from arguments(nested["block"], f"{prefix}{name}.")


def is_part(path: str, whole: set[str]) -> bool:
    """True for a path in the set, and for what is below one."""
    return any(path == each or path.startswith(f"{each}.") for each in whole)


def plain(path: str) -> str:
    """A path of ignore_changes without the places in lists."""
    return re.sub(r"\[\d+\]", "", path)


def ignored(resource: Json) -> set[str]:
    return {plain(path) for path in resource.get("lifecycle", {}).get("ignore_changes", [])}


def made_here(synthesized: Json, kind: str) -> dict[str, Json]:
    """The resources of a kind but those that were there before, of which tests/test_adoption.py decides."""
    return {name: each for name, each in synthesized["resource"][kind].items() if not name.startswith("managed")}


def written(block: Any, prefix: str = "") -> Iterator[str]:
    """The path of everything that a synthesized resource sets."""
    if isinstance(block, list):
        for each in block:
            yield from written(each, prefix)
    elif isinstance(block, dict):
        dynamic = {name: each["content"] for name, each in block.get("dynamic", {}).items()}
        for name, each in {**block, **dynamic}.items():
            if name != "dynamic":
                yield f"{prefix}{name}"
                yield from written(each, f"{prefix}{name}.")


# What Google may report of a cluster that nobody asked for it.
REPORTED: Json = {
    "enable_l4_ilb_subsetting": True,
    "description": "made for the team",
    "fleet": [
        {
            "project": "demo-project",
            "membership": "",
            "membership_id": "",
            "membership_location": "",
            "pre_registered": False,
        }
    ],
    "dns_config": [
        {
            "cluster_dns": "CLOUD_DNS",
            "cluster_dns_scope": "CLUSTER_SCOPE",
            "cluster_dns_domain": "cluster.local",
            "additive_vpc_scope_dns_domain": "",
        }
    ],
}


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize(
    "variables", [{"private_nodes": False}, {"private_nodes": True, "network": "other", "subnetwork": "another"}]
)
@pytest.mark.parametrize("case", ["autopilot_public-iap-new_bucket", "standard_public-iap-new_bucket"])
def test_a_difference_replaces_nothing(case: str, variables: Json, stack: Path, tmp_path: Path) -> None:
    network, today = tmp_path / "network.tfvars.json", tmp_path / "today.tfvars.json"
    network.write_text(json.dumps({"create_network": True, "network": "jupyter"}), encoding="utf-8")
    today.write_text(json.dumps({}), encoding="utf-8")
    workspace = Workspace.create(stack, tmp_path, CASES / "variants" / f"{case}.tfvars", network, today)
    workspace.init()
    workspace.applied(at_once)

    state = json.loads(workspace.state.read_text(encoding="utf-8"))
    for resource in state["resources"]:
        if resource["type"] == "google_container_cluster" and resource["mode"] == "managed":
            resource["instances"][0]["attributes"].update(REPORTED)
    workspace.state.write_text(json.dumps(state), encoding="utf-8")
    today.write_text(json.dumps(variables), encoding="utf-8")
    planned = workspace.plan("-detailed-exitcode")
    assert planned.code == 0, planned.output


@pytest.mark.parametrize("variable", ["cpu_pools", "gpu_pools", "tpu_pools"])
def test_a_variable_says_what_replaces_a_pool(variable: str, synthesized: Json) -> None:
    said = synthesized["variable"][variable]["description"]
    pool = synthesized["resource"]["google_container_node_pool"][variable.removesuffix("_pools")]
    for path, decision in decisions("google_container_node_pool").items():
        for attribute in (
            re.findall(r"each[.]value[.](\w+)", json.dumps(at(pool, path))) if decision == "replaced" else []
        ):
            known = {"accelerator": "accelerator", "count": "accelerator", "driver": "driver", "secure_boot": "image"}
            assert known.get(attribute, attribute) in said, path


def at(resource: Json, path: str) -> Any:
    """What a synthesized resource sets there: a leaf, or nothing."""
    found: Any = resource
    for name in path.split("."):
        found = found[0] if isinstance(found, list) else found
        found = {**found, **{key: each["content"] for key, each in found.get("dynamic", {}).items()}}.get(name, {})
        if isinstance(found, str):
            return found
    return {}


@pytest.fixture(scope="session")
def schemas(stack: Path, terraform: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    """Kind -> schema, of the resources in the table."""
    workspace = Workspace.create(stack, tmp_path_factory.mktemp("schemas"))
    workspace.init()
    every = json.loads(workspace.must("providers", "schema", "-json"))["provider_schemas"].values()
    return {
        kind: found["resource_schemas"][kind]
        for kind in RESOURCES
        for found in every
        if kind in found.get("resource_schemas", {})
    }


@pytest.mark.terraform
@pytest.mark.parametrize("kind", RESOURCES)
def test_every_argument_is_decided(kind: str, schemas: dict[str, Json], synthesized: Json) -> None:
    decided = decisions(kind)
    assert set(decided.values()) <= DECISIONS
    table = {*decided, *RESOURCES[kind].get("ignored_too", {}), *RESOURCES[kind]["in_place"]}
    there = {path for path in arguments(schemas[kind]["block"]) if path != "id" and not is_part(path, {"timeouts"})}
    assert table - there == set(), "the provider has no such argument"
    settled = {path for path, decision in decided.items() if decision in ("ignored", "computed", "reported")}
    settled |= set(RESOURCES[kind].get("ignored_too", {}))
    settled |= set.intersection(*(ignored(each) for each in made_here(synthesized, kind).values()))
    assert {path for path in there - table if not is_part(path, settled)} == set(), (
        "arguments that nobody decided: look for ForceNew in the provider's source, and write them into replacing.yaml"
    )


@pytest.mark.parametrize("kind", RESOURCES)
def test_what_is_synthesized_follows_the_table(kind: str, synthesized: Json) -> None:
    decided = decisions(kind)
    too = set(RESOURCES[kind].get("ignored_too", {}))
    for name, resource in made_here(synthesized, kind).items():
        sets, skips = set(written(resource)), ignored(resource)
        for path, decision in decided.items():
            is_ignored = is_part(path, skips)
            where = f"{kind}.{name}: {path} is {decision}"
            if decision == "computed" or (decision == "reported" and path not in sets):
                assert path not in sets, where
                assert not is_ignored, where
            else:
                assert is_ignored == (decision in ("ignored", "reported")), where
        unknown = {path for path in skips if not any(is_part(each, {path}) for each in {*decided, *too})}
        assert unknown == set(), f"{kind}.{name} ignores what the table does not know"


def test_every_kind_is_decided(synthesized: Json) -> None:
    assert set(RESOURCES) == set(synthesized["resource"]), "look for ForceNew in the provider's source"


def change(kind: str, before: Json, after: Json, **unknown: Json) -> Json:
    """A planned update, as `terraform show -json` has it."""
    return {
        "address": f"{kind}.it",
        "type": kind,
        "change": {"actions": ["update"], "before": before, "after": after, "after_unknown": unknown},
    }


def taken_over(id_: str, after: Json) -> Json:
    """The update with which an import begins."""
    planned = change("google_service_account", {"id": id_}, after)
    planned["change"]["importing"] = {"id": id_}
    return planned


@pytest.mark.parametrize(
    ("planned", "found"),
    [
        (change("helm_release", {"namespace": "a"}, {"namespace": "b"}), ["helm_release.it: namespace"]),
        (change("helm_release", {"namespace": "a", "values": [""]}, {"namespace": "a", "values": ["b"]}), []),
        (change("helm_release", {"namespace": "a"}, {}, namespace=True), ["helm_release.it: namespace"]),
        (
            change("kubernetes_namespace_v1", {"metadata": [{"name": "a"}]}, {"metadata": [{"name": "b"}]}),
            ["kubernetes_namespace_v1.it: metadata.name"],
        ),
        (
            change("kubernetes_namespace_v1", {"metadata": [{"labels": {}}]}, {"metadata": [{"labels": {"a": "b"}}]}),
            [],
        ),
        (taken_over("projects/p/serviceAccounts/a@p.example", {"project": "p", "account_id": "a"}), []),
        (
            taken_over("projects/p/serviceAccounts/a@p.example", {"project": "p", "account_id": "b"}),
            ["google_service_account.it: account_id"],
        ),
        (change("google_compute_firewall", {"params": None, "direction": ""}, {"params": []}), []),
    ],
)
def test_what_replaces_is_found(planned: Json, found: list[str]) -> None:
    assert replacing([planned]) == found
    assert replacing([{**planned, "change": {**planned["change"], "actions": ["create"]}}]) == []


def test_the_table_is_for_the_locked_providers(synthesized: Json) -> None:
    """Another version: read its source again, and then write the version down."""
    required = synthesized["terraform"]["required_providers"]
    assert {name: required[name]["version"] for name in TABLE["providers"]} == TABLE["providers"]


def test_a_network_in_use_stays_whole(synthesized: Json) -> None:
    """Terraform destroys what depends on others first: the subnetwork, which Google refuses, before the way out."""
    subnetwork = synthesized["resource"]["google_compute_subnetwork"]["nodes"]
    assert set(subnetwork["depends_on"]) == {"google_compute_firewall.deny_ingress", "google_compute_router_nat.nat"}
    for kind in ("google_compute_router", "google_compute_router_nat", "google_compute_firewall"):
        for resource in synthesized["resource"][kind].values():
            assert "private_nodes" not in resource["count"], "private nodes stay private when the variable changes"
            assert "google_compute_network.cluster[0].name" in resource["name"]
