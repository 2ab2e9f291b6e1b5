"""What was there before is taken over as it is: nothing that people have is destroyed, replaced or changed."""

import json
import re
from pathlib import Path

import pytest

from jupyter_on_gke.adoption.imports import FILE
from jupyter_on_gke.adoption.settling import RELEASES, THINGS
from jupyter_on_gke.previewing.fates import is_fatal, lines
from tests.support.blueprint import VARIANTS, addresses, write_state
from tests.support.cases import CASES
from tests.support.commands import run_documented
from tests.support.documentation import generated
from tests.support.expectations import expect_text
from tests.support.fates import ACTIONS, FATES, NAMES, OURS, fate_of, fates_table, settings_table
from tests.support.fates import THINGS as DECIDED
from tests.support.replacing import replacing
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace, managed
from tests.test_replacing import arguments

VARIABLES = CASES / "taken_over.tfvars"
PAGE = ROOT / "docs" / "adoption.md"
# What holds people's work, or leads to it.
PRECIOUS = {
    "google_compute_global_address",
    "google_container_cluster",
    "google_container_node_pool",
    "google_service_account",
    "google_storage_bucket",
    "helm_release",
    "kubernetes_namespace_v1",
}
POOL = 'google_container_node_pool.managed["cpu-pool"]'


def things(variant: str) -> list[str]:
    """What there is to take over."""
    lacks = {"node_pools": "ap_false" not in variant, "address": "iap" not in variant}
    lacks["node_identity"] = variant.startswith("existing")
    return [each for each in THINGS if each != "user_buckets" and not lacks.get(each, False)]


def variables_of(variant: str, **more: Json) -> Json:
    """The variables that differ by variant."""
    of = things(variant)
    pools = [{"name": "cpu-pool"}] if "node_pools" in of else []
    account = "tf-gke-ml-cluster-s7ub" if "node_identity" in of else ""
    return {
        "add_auth": "iap" in variant,
        "manage": of,
        "adopt": of,
        "managed_pools": pools,
        "node_service_account": account,
        **more,
    }


def workspace_of(variant: str, stack: Path, folder: Path) -> Workspace:
    """The variant's state, and the variables that take everything over."""
    more = folder / "more.tfvars.json"
    more.write_text(json.dumps(variables_of(variant)), encoding="utf-8")
    workspace = Workspace.create(stack, folder, VARIABLES, more)
    write_state(variant, workspace.state)
    workspace.init()
    return workspace


def write(workspace: Workspace, values: Json) -> None:
    workspace.var_files[-1].write_text(json.dumps(values), encoding="utf-8")


def changed(workspace: Workspace) -> dict[str, str]:
    """Address -> what a plan does with it."""
    _, plan = workspace.planned()
    return {
        each["address"]: "+".join(each["change"]["actions"])
        for each in plan["resource_changes"]
        if each["mode"] == "managed" and each["change"]["actions"] != ["no-op"]
    }


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize("variant", VARIANTS)
def test_everything_is_taken_over(variant: str, stack: Path, tmp_path: Path) -> None:
    workspace = workspace_of(variant, stack, tmp_path)
    _, plan = workspace.planned()
    changes = [each for each in plan["resource_changes"] if each["mode"] == "managed"]
    wanted = {each["as"] for each in FATES if each.get("by") in things(variant)}
    assert {each["address"] for each in changes if each["change"].get("importing")} == wanted
    had = {each.get("previous_address", each["address"]): each["change"]["actions"] for each in changes}
    assert {address: had[address] for address in addresses(variant)} == {
        address: [ACTIONS[fate_of(address)["fate"]]] for address in addresses(variant)
    }
    lost = [each["address"] for each in changes if "delete" in each["change"]["actions"] and each["type"] in PRECIOUS]
    assert lost == [], "nothing is destroyed or replaced"
    assert replacing(changes) == []
    assert not is_fatal(lines(plan)), "upgrade-check says the same"

    assert workspace.apply_planned().code == 0
    assert wanted <= set(workspace.resources())
    assert workspace.plan("-detailed-exitcode").code == 0
    write(workspace, variables_of(variant, adopt=[]))
    assert workspace.plan("-detailed-exitcode").code == 0, "off the list, nothing changes"

    if "node_pools" in things(variant):
        change_the_pool(workspace, variant)
    write(workspace, variables_of(variant, deletion_protection=False))
    assert changed(workspace)["google_container_cluster.managed[0]"] == "update"
    assert workspace.apply_planned().code == 0
    assert workspace.destroy().code == 0
    assert managed(workspace.resources()) == []


def change_the_pool(workspace: Workspace, variant: str) -> None:
    """Another greatest count, in place."""
    write(workspace, variables_of(variant, adopt=[], managed_pools=[{"name": "cpu-pool", "max_count": 7}]))
    assert changed(workspace) == {POOL: "update"}
    assert workspace.apply_planned().code == 0
    (scaling,) = workspace.resources()[POOL]["autoscaling"]
    assert scaling["max_node_count"] == 7
    write(workspace, variables_of(variant, adopt=[], managed_pools=[{"name": "cpu-pool", "min_count": 2}]))
    (refused,) = workspace.plan("-json").errors
    assert refused.startswith("Resource precondition failed: managed_pools: cpu-pool has min_count 2, but no auto")


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_the_commands_of_the_page(stack: Path, tmp_path: Path) -> None:
    """There, and the way back: what is let go of is neither destroyed nor changed."""
    workspace = Workspace.create(stack, tmp_path, VARIABLES)
    write_state("create-ap_false-priv_false", workspace.state)
    workspace.init()
    run_documented(workspace, PAGE, "taking over")
    run_documented(workspace, PAGE, "what it does")
    taken = {each["as"] for each in FATES if "by" in each}
    assert taken <= set(workspace.resources())
    run_documented(workspace, PAGE, "letting go")
    assert taken & set(workspace.resources()) == set()
    alone = {"manage": [], "adopt": [], "managed_pools": [], "node_service_account": ""}
    (tmp_path / "alone.tfvars.json").write_text(json.dumps(alone), encoding="utf-8")
    planned = workspace.plan("-detailed-exitcode", f"-var-file={tmp_path}/alone.tfvars.json")
    assert planned.code == 0, planned.output


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_releases_that_are_in_no_state(stack: Path, tmp_path: Path) -> None:
    """Whose state is lost, or was left behind whole, takes over the releases, too."""
    workspace = workspace_of("existing-iap", stack, tmp_path)
    workspace.state.unlink()
    write(workspace, variables_of("existing-iap", adopt=[*things("existing-iap"), *RELEASES]))
    found = changed(workspace)
    assert {found[address] for address in ("helm_release.jupyterhub", "helm_release.iap[0]")} == {"update"}
    assert workspace.apply_planned().code == 0
    assert workspace.plan("-detailed-exitcode").code == 0


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_peoples_own_buckets(stack: Path, tmp_path: Path) -> None:
    """Who comes later has a bucket that is made."""
    workspace = workspace_of("existing-iap", stack, tmp_path)
    people = ["a@example.com"]
    own: Json = {"manage": [*things("existing-iap"), "user_buckets"], "user_buckets": people}
    write(workspace, variables_of("existing-iap", **own, adopt=own["manage"]))
    assert workspace.apply().code == 0
    assert [address for address in workspace.resources() if "users" in address and "bucket." in address] == [
        'google_storage_bucket.managed_users["a"]'
    ]
    write(workspace, variables_of("existing-iap", **own | {"user_buckets": [*people, "b@example.com"]}, adopt=[]))
    assert {key: each for key, each in changed(workspace).items() if "bucket" in key} == {
        'google_storage_bucket.managed_users["b"]': "create",
        'google_storage_bucket_iam_member.notebooks_users["b"]': "create",
    }


def test_every_address_of_the_blueprint_is_decided() -> None:
    every = {address for variant in VARIANTS for address in addresses(variant)}
    decided = [fate_of(address)["address"] for address in every]
    assert {each["address"] for each in FATES} == set(decided), "lines about nothing"
    assert {each["fate"] for each in FATES} == set(ACTIONS)
    assert [each["address"] for each in FATES if each["fate"] in ("left", "destroyed") and not each.get("why")] == []
    with pytest.raises(ValueError, match="is in 0 lines"):
        fate_of("module.gcs[0].google_storage_bucket.another")


def test_import_blocks_lead_to_what_is_there(stack: Path, synthesized: Json) -> None:
    blocks = json.loads((stack / FILE).read_text(encoding="utf-8"))["import"]
    assert len(blocks) == len(THINGS) + len(RELEASES)
    for each in blocks:
        kind, name, key = re.fullmatch(r"(\w+)\.(\w+)(\[.*\])?", each["to"]).groups()  # type: ignore[union-attr]
        resource = synthesized["resource"][kind][name]
        assert ("count" in resource, "for_each" in resource) == (key == "[0]", key == "[each.key]"), each["to"]


@pytest.fixture(scope="module")
def schemas(stack: Path, terraform: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    """Kind -> block of its schema."""
    workspace = Workspace.create(stack, tmp_path_factory.mktemp("schemas"))
    workspace.init()
    every = json.loads(workspace.must("providers", "schema", "-json"))["provider_schemas"].values()
    return {kind: it["block"] for found in every for kind, it in found.get("resource_schemas", {}).items()}


@pytest.mark.terraform
@pytest.mark.promise
@pytest.mark.parametrize("thing", DECIDED)
def test_every_argument_is_kept_or_said(thing: str, schemas: dict[str, Json], synthesized: Json) -> None:
    """An argument of a later version is in neither list."""
    address, as_it_is, said = DECIDED[thing]
    kind, name = address.split(".")
    resource = synthesized["resource"][kind][name]
    assert resource["lifecycle"]["ignore_changes"] == as_it_is
    decided = {re.sub(r"\[\d+\]", "", each) for each in as_it_is} | set(said) | NAMES | OURS
    there = {each for each in arguments(schemas[kind]) if each.count(".") == 0 or each.startswith("metadata.")}
    assert there - decided == set(), "ignore it in adoption/kept.py, or say in tests/support/fates.py who says it"
    assert set(said) - there == set()
    written = {*resource, *resource.get("dynamic", {})}
    assert set(said) <= written


def test_the_page_shows_tables_and_variables() -> None:
    text = VARIABLES.read_text(encoding="utf-8").partition("\n")[2].rstrip("\n")
    sections = {"tfvars": f"```hcl\n{text}\n```", "settings": settings_table(), "fates": fates_table()}
    expect_text(generated(PAGE, sections), PAGE)
