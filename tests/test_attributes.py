"""Attributes of the stack are tokens: they go into resources, texts, functions, outputs and other stacks."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cdktf import Fn, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_google.dns_record_set import DnsRecordSet
from cdktf_cdktf_provider_google.project_iam_member import ProjectIamMember
from cdktf_cdktf_provider_google.provider import GoogleProvider
from cdktf_cdktf_provider_google.pubsub_topic import PubsubTopic

from jupyter_on_gke import App, JupyterOnGke, Settings
from jupyter_on_gke.adoption.managed_pool import ManagedPool
from jupyter_on_gke.cluster.pool import CpuPool
from jupyter_on_gke.expressions import var
from jupyter_on_gke.plan_time import plan_time, settle_logic
from tests.support.synth import Json, read
from tests.support.terraform import Workspace

# Each makes stacks of its own, in one Node.js.
pytestmark = pytest.mark.synth

SETTINGS = Settings(
    project_id="demo-project",
    cluster_name="ml-cluster",
    cluster_location="us-central1",
    members_allowlist=["user:ann@example.com"],
)
TEXTS = {
    "host": "${local.host}",
    "servers_host": "${local.servers_host}",
    "address": "${local.address}",
    "uri": "${local.jupyterhub_uri}",
    "namespace": "${local.namespace}",
    "service_account": "${local.notebook_account}",
    "principal": "${local.notebook_member}",
    "bucket": "${var.gcs_bucket}",
}


def hub_in(folder: Path, settings: Settings = SETTINGS) -> tuple[App, JupyterOnGke]:
    app = App(outdir=str(folder / "cdktf.out"))
    return app, JupyterOnGke(app, "jupyter", settings=settings)


def stack_in(folder: Path, name: str) -> Json:
    return read(folder / "cdktf.out/stacks" / name)


def test_attributes_are_references(tmp_path: Path) -> None:
    app, hub = hub_in(tmp_path)
    for name in TEXTS:
        TerraformOutput(hub, f"my_{name}", value=getattr(hub, name))
    cluster = {"name": hub.cluster.name, "location": hub.cluster.location, "endpoint": hub.cluster.endpoint}
    TerraformOutput(hub, "my_cluster", value=cluster)
    TerraformOutput(hub, "my_buckets", value=hub.user_buckets)
    TerraformOutput(hub, "my_records", value=hub.dns_records)
    app.synth()
    outputs = {name: each["value"] for name, each in stack_in(tmp_path, "jupyter")["output"].items()}
    assert {name: outputs[f"my_{name}"] for name in TEXTS} == TEXTS
    assert outputs["my_cluster"] == {
        "name": "${local.cluster_name}",
        "location": "${var.cluster_location}",
        "endpoint": "${local.cluster_endpoint}",
    }
    assert (outputs["my_buckets"], outputs["my_records"]) == ("${local.user_buckets}", "${local.dns_records}")


def test_what_is_asked_for_changes_nothing_else(synthesized: Json, tmp_path: Path) -> None:
    app, hub = hub_in(tmp_path, Settings())
    assert all(getattr(hub, name) for name in TEXTS)
    app.synth()
    made = stack_in(tmp_path, "jupyter")
    assert made["locals"].keys() == synthesized["locals"].keys()
    assert made["resource"] == synthesized["resource"]


@pytest.mark.terraform
def test_tokens_in_resources_texts_and_functions(stand_ins: None, tmp_path: Path) -> None:
    app, hub = hub_in(tmp_path)
    DnsRecordSet(hub, "record", name="hub.example.com.", type="A", ttl=300, managed_zone="zone", rrdatas=[hub.address])
    PubsubTopic(hub, "topic", name=f"starts-of-{hub.namespace}", labels={"host": Fn.upper(hub.host)})
    ProjectIamMember(hub, "viewer", project="demo-project", role="roles/viewer", member=hub.principal)
    PubsubTopic(hub, "after", name="after", depends_on=hub.ready)
    app.synth()
    workspace = Workspace.create(tmp_path / "cdktf.out/stacks/jupyter", tmp_path / "apply")
    workspace.init()
    assert workspace.apply().code == 0
    made = workspace.resources()
    address = made["google_compute_global_address.jupyterhub[0]"]["address"]
    assert made["google_dns_record_set.record"]["rrdatas"] == [address]
    assert made["google_pubsub_topic.topic"]["name"] == "starts-of-ai-on-gke"
    assert made["google_pubsub_topic.topic"]["labels"]["host"].startswith(address)
    assert made["google_project_iam_member.viewer"]["member"].startswith("principal://")


def test_what_is_overridden_holds(tmp_path: Path) -> None:
    """Also of variables and locals, which are put into the JSON last."""
    app = App(outdir=str(tmp_path))
    hub = JupyterOnGke(app, "hub")
    assert hub.variable("gcs_bucket").string_value
    hub.add_override("variable.project_id.default", "ours")
    hub.add_override("variable.gcs_bucket.default", "our-bucket")
    hub.add_override("locals.namespace", "research")
    hub.add_override("locals.of_ours", 7)
    app.synth()
    made = read(tmp_path / "stacks" / "hub")
    assert made["variable"]["project_id"]["default"] == "ours"
    assert made["variable"]["project_id"]["validation"]
    assert made["variable"]["gcs_bucket"]["default"] == "our-bucket"
    assert (made["locals"]["namespace"], made["locals"]["of_ours"]) == ("research", 7)


def test_another_stack_reads_them_from_the_state(tmp_path: Path) -> None:
    """As cdktf does it: an output in the one stack, a remote state in the other."""
    app, hub = hub_in(tmp_path)
    other = TerraformStack(app, "names")
    GoogleProvider(other, "google", project="demo-project")
    DnsRecordSet(other, "record", name="hub.example.com.", type="A", ttl=300, managed_zone="z", rrdatas=[hub.address])
    app.synth()
    (output,) = [name for name in stack_in(tmp_path, "jupyter")["output"] if name.startswith("cross-stack")]
    assert stack_in(tmp_path, "jupyter")["output"][output]["value"] == "${local.address}"
    made = stack_in(tmp_path, "names")
    (state,) = made["data"]["terraform_remote_state"]
    assert made["data"]["terraform_remote_state"][state]["config"]["path"].endswith("terraform.jupyter.tfstate")
    reference = f"${{data.terraform_remote_state.{state}.outputs.{output}}}"
    assert made["resource"]["google_dns_record_set"]["record"]["rrdatas"] == [reference]


@plan_time
def names_of_the_team(cluster_name: str, namespace: str) -> str:
    if cluster_name.startswith("ml-"):
        return ""
    return f'cluster_name is "{cluster_name}", and {namespace} is on it: write a name that starts with ml-.'


@plan_time
def region_of_the_team(cluster_location: str) -> str:
    if cluster_location.startswith("europe-"):
        return ""
    return f'cluster_location is "{cluster_location}": write a region in Europe.'


@pytest.mark.terraform
def test_a_rule_of_ones_own(stand_ins: None, tmp_path: Path) -> None:
    app, hub = hub_in(tmp_path)
    hub.require(names_of_the_team)
    app.synth()
    workspace = Workspace.create(tmp_path / "cdktf.out/stacks/jupyter", tmp_path / "plan")
    workspace.init()
    assert workspace.run("plan", "-input=false").code == 0
    refused = workspace.run("plan", "-json", "-input=false", "-var=cluster_name=other")
    assert refused.errors == [
        'Resource precondition failed: cluster_name is "other", and ai-on-gke is on it: write a name that starts with '
        "ml-."
    ]


def test_a_rule_of_ones_own_refuses_settings(tmp_path: Path) -> None:
    _, hub = hub_in(tmp_path)
    with pytest.raises(ValueError, match=r'cluster_location is "us-central1": write a region in Europe.'):
        hub.require(region_of_the_team)


@plan_time
def of_nothing(cluster_nam: str) -> str:
    return cluster_nam


@plan_time
def of_nobody(zzz: str) -> str:
    return zzz


@plan_time
def of_other_pools(pools: list[CpuPool]) -> str:
    return ", ".join([pool.name for pool in pools])


@plan_time
def of_a_map(resource_labels: list[str]) -> str:
    return ", ".join(resource_labels)


@plan_time
def of_what_people_write(managed_pools: list[ManagedPool]) -> str:
    return ", ".join([pool.name for pool in managed_pools])


@plan_time
def of_no_sentence(cluster_name: str) -> bool:
    return cluster_name == ""


def unmarked(cluster_name: str) -> str:
    return cluster_name


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (of_nothing, "of_nothing takes cluster_nam, which this stack does not have: write cluster_name."),
        (
            of_nobody,
            "of_nobody takes zzz, which this stack does not have: write the name of a variable or a local.",
        ),
        (of_other_pools, "of_other_pools takes pools: list[CpuPool], but local.pools is list[Pool]: write that."),
        (
            of_a_map,
            "of_a_map takes resource_labels: list[str], but var.resource_labels is dict[str, str]: write that.",
        ),
        (
            of_what_people_write,
            "of_what_people_write takes managed_pools: list[ManagedPool], but var.managed_pools is what people write: "
            "take written_managed_pools, in which every attribute is filled in.",
        ),
        (of_no_sentence, "of_no_sentence gives bool: write a rule that gives a sentence, or an empty text."),
        (unmarked, "unmarked is not marked: write @plan_time above it."),
    ],
)
def test_no_rule_of_this_stack(rule: Any, sentence: str, tmp_path: Path) -> None:
    _, hub = hub_in(tmp_path)
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}$"):
        hub.require(rule)


@plan_time
def cheap_pools(written_cpu_pools: list[CpuPool], resource_labels: dict[str, str], prefix: str = "of-") -> list[str]:
    """A variable, a local that is filled in, and an argument with a default."""
    team = resource_labels.get("team", "nobody")
    return [f"{prefix}{team}-{pool.name}" for pool in written_cpu_pools if pool.max_count <= 2]


@pytest.mark.terraform
def test_a_value_of_ones_own(stand_ins: None, tmp_path: Path) -> None:
    """The local has the function's name; its token goes into outputs and values."""
    app, hub = hub_in(tmp_path)
    token = hub.value_of(cheap_pools)
    TerraformOutput(hub, "cheap_pools", value=hub.value_of(cheap_pools))
    hub.add_values({"custom": {"cheap": token, "of": f"names of {hub.cluster.name}", "text": '"${not}"'}})
    app.synth()
    made = stack_in(tmp_path, "jupyter")
    assert made["output"]["cheap_pools"]["value"] == "${local.cheap_pools}"
    workspace = Workspace.create(tmp_path / "cdktf.out/stacks/jupyter", tmp_path / "plan")
    workspace.init()
    _, plan = workspace.planned()
    assert plan["planned_values"]["outputs"]["cheap_pools"]["value"] == ["of-nobody-cpu-pool"]
    (release,) = (each for each in plan["resource_changes"] if each["address"] == "helm_release.jupyterhub")
    added = json.loads(release["change"]["after"]["values"][-2])
    assert added == {"custom": {"cheap": ["of-nobody-cpu-pool"], "of": "names of ml-cluster", "text": '"${not}"'}}


def test_the_name_of_an_expression_is_no_value(tmp_path: Path) -> None:
    _, hub = hub_in(tmp_path)
    with pytest.raises(TypeError, match=r"^local\.cheap_pools is an expression, not its value: write value_of"):
        hub.add_values({"custom": {"cheap": [settle_logic(hub, cheap_pools, of=var)]}})


def test_values_from_python_go_before_what_people_write(synthesized: Json, tmp_path: Path) -> None:
    app, hub = hub_in(tmp_path, Settings())
    more: dict[str, Any] = {"hub": {"extraEnv": {"TEAM": "research"}}, "custom": {"text": "${not} a template"}}
    hub.add_values(more)
    app.synth()
    plain = synthesized["resource"]["helm_release"]["jupyterhub"]
    values = stack_in(tmp_path, "jupyter")["resource"]["helm_release"]["jupyterhub"]["values"]
    assert [*values[:-2], values[-1]] == plain["values"]
    assert values[-2] == '{"hub": {"extraEnv": {"TEAM": "research"}}, "custom": {"text": "$${not} a template"}}'
