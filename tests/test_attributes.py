"""Attributes of the stack are tokens: they go into resources, texts, functions, outputs and other stacks."""

from pathlib import Path
from typing import Any

import pytest
from cdktf import Fn, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_google.dns_record_set import DnsRecordSet
from cdktf_cdktf_provider_google.project_iam_member import ProjectIamMember
from cdktf_cdktf_provider_google.provider import GoogleProvider
from cdktf_cdktf_provider_google.pubsub_topic import PubsubTopic

from jupyter_on_gke import App, JupyterOnGke, Settings
from jupyter_on_gke.plan_time import plan_time
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
    return "" if cluster_nam == "" else "no"


def test_a_rule_of_what_is_not_there(tmp_path: Path) -> None:
    _, hub = hub_in(tmp_path)
    with pytest.raises(ValueError, match=r"of_nothing takes cluster_nam: write names of variables or locals\."):
        hub.require(of_nothing)


def test_values_from_python_go_before_what_people_write(synthesized: Json, tmp_path: Path) -> None:
    app, hub = hub_in(tmp_path, Settings())
    more: dict[str, Any] = {"hub": {"extraEnv": {"TEAM": "research"}}, "custom": {"text": "${not} a template"}}
    hub.add_values(more)
    app.synth()
    plain = synthesized["resource"]["helm_release"]["jupyterhub"]
    values = stack_in(tmp_path, "jupyter")["resource"]["helm_release"]["jupyterhub"]["values"]
    assert [*values[:-2], values[-1]] == plain["values"]
    assert values[-2] == '{"hub": {"extraEnv": {"TEAM": "research"}}, "custom": {"text": "$${not} a template"}}'
