"""Settings from Python: the variables' defaults, judged by their rules when the stack is made."""

import copy
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cdktf import TerraformOutput, TerraformStack
from cdktf_cdktf_provider_google.container_cluster import ContainerCluster
from cdktf_cdktf_provider_google.provider import GoogleProvider

from jupyter_on_gke import App, JupyterOnGke, Settings
from jupyter_on_gke.cluster.pool import CpuPool
from jupyter_on_gke.profiles.profile import Profile
from tests.support.expectations import expect_text
from tests.support.settings_file import FILE, settings_file
from tests.support.synth import Json, read
from tests.support.terraform import Workspace

# Each makes stacks of its own, in one Node.js.
pytestmark = pytest.mark.synth

SETTINGS = Settings(
    project_id="demo-project",
    cluster_name="ml-cluster",
    cluster_location="us-central1",
    members_allowlist=["user:ann@example.com"],
    profiles=[Profile(name="small", cpu_guarantee=0.5, storage=["disk"], node_selector={"cloud.google.com/aB": "c"})],
    resource_labels={"cost-center": "4711"},
    jupyterhub_values={"hub": {"concurrentSpawnLimit": 7}},
    add_auth=True,
)


def made(folder: Path, **settings: Settings | None) -> dict[str, Json]:
    """The JSON of stacks with these settings, by name."""
    app = App(outdir=str(folder / "cdktf.out"))
    for name, each in settings.items():
        JupyterOnGke(app, name, settings=each)
    app.synth()
    return {name: read(folder / "cdktf.out/stacks" / name) for name in settings}


def test_the_class_has_what_the_variables_are() -> None:
    expect_text(settings_file(), FILE)


def test_settings_are_defaults_and_nothing_else(synthesized: Json, tmp_path: Path) -> None:
    stack = made(tmp_path, jupyter=SETTINGS)["jupyter"]
    defaults = {name: each.get("default") for name, each in stack["variable"].items()}
    changed = {name: value for name, value in defaults.items() if synthesized["variable"][name].get("default") != value}
    assert changed == {
        "project_id": "demo-project",
        "cluster_name": "ml-cluster",
        "cluster_location": "us-central1",
        "members_allowlist": ["user:ann@example.com"],
        "profiles": [
            {"name": "small", "cpu_guarantee": 0.5, "node_selector": {"cloud.google.com/aB": "c"}, "storage": ["disk"]}
        ],
        "resource_labels": {"cost-center": "4711"},
        "jupyterhub_values": '{"hub": {"concurrentSpawnLimit": 7}}',
    }
    for name, variable in stack["variable"].items():
        variable["default"] = synthesized["variable"][name].get("default")
        assert variable == {"default": None} | synthesized["variable"][name]
    for each in (stack, synthesized := copy.deepcopy(synthesized)):
        del each["variable"]
        # Where the folder is.
        each["locals"] = {name: it for name, it in each["locals"].items() if "cdktf.out" not in json.dumps(it)}
    assert stack == synthesized


def test_two_hubs_in_one_app(tmp_path: Path) -> None:
    both = made(tmp_path, research=SETTINGS, teaching=Settings(project_id="another-project"), plain=None)
    assert both["research"]["variable"]["project_id"]["default"] == "demo-project"
    assert both["teaching"]["variable"]["project_id"]["default"] == "another-project"
    assert "default" not in both["plain"]["variable"]["project_id"]
    paths = {name: stack["terraform"]["backend"]["local"]["path"] for name, stack in both.items()}
    assert len(set(paths.values())) == 3


@pytest.mark.parametrize(
    ("settings", "sentences"),
    [
        pytest.param(
            Settings(project_id="My Project"),
            [
                'project_id is "My Project": write the project\'s id (not its name or number): 6 to 30 lowercase '
                "letters, digits and hyphens, starting with a letter."
            ],
            id="one",
        ),
        pytest.param(
            Settings(profiles=[Profile(name="Small")], cpu_pools=[CpuPool(name="Pool", machine_type="n2-standard-4")]),
            [
                "cpu_pools: Pool is no name of a node pool: write 1 to 40 lowercase letters, digits and hyphens, "
                "starting with a letter.",
                "profiles: ",
            ],
            id="all at once",
        ),
    ],
)
def test_settings_are_refused_when_the_stack_is_made(settings: Settings, sentences: list[str], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^[a-z]") as refused:
        made(tmp_path, jupyter=settings)
    lines = str(refused.value).splitlines()
    assert len(lines) == len(sentences)
    assert all(line.startswith(sentence) for line, sentence in zip(lines, sentences, strict=True)), lines
    assert list(tmp_path.rglob("cdk.tf.json")) == [], "nothing is half made"


@pytest.mark.terraform
def test_tfvars_override_settings(stand_ins: None, tmp_path: Path) -> None:
    made(tmp_path, jupyter=SETTINGS)
    workspace = Workspace.create(tmp_path / "cdktf.out/stacks/jupyter", tmp_path / "plan")
    workspace.init()
    tfvars = tmp_path / "other.tfvars.json"
    tfvars.write_text(json.dumps({"cluster_location": "europe-west4"}), encoding="utf-8")
    shown: dict[str, Any] = {}
    for name, arguments in (("settings", []), ("tfvars", [f"-var-file={tfvars}"])):
        result = workspace.run("plan", "-input=false", *arguments)
        assert result.code == 0, result.output
        shown[name] = "europe-west4" in result.output, "us-central1" in result.output
    assert shown == {"settings": (False, True), "tfvars": (True, False)}


def on_a_cluster_of_ones_own(folder: Path) -> tuple[App, JupyterOnGke]:
    app = App(outdir=str(folder / "cdktf.out"))
    own = TerraformStack(app, "own")
    GoogleProvider(own, "google", project="demo-project")
    cluster = ContainerCluster(own, "cluster", name="ml-cluster", location="us-central1", enable_autopilot=True)
    settings = replace(SETTINGS, cluster_name=cluster.name, cluster_location=cluster.location)
    return app, JupyterOnGke(app, "jupyter", settings=settings)


def test_a_token_takes_the_place_of_its_variable(tmp_path: Path) -> None:
    app, hub = on_a_cluster_of_ones_own(tmp_path)
    TerraformOutput(hub, "mine", value=f"{hub.cluster.name} in {hub.cluster.location}")
    app.synth()
    stack = read(tmp_path / "cdktf.out/stacks/jupyter")
    assert {"cluster_name", "cluster_location"}.isdisjoint(stack["variable"])
    assert re.findall(r"var\.cluster_(?:name|location)", json.dumps(stack)) == []
    given = stack["locals"]["given_cluster_name"]
    remote = re.fullmatch(r"\$\{data\.terraform_remote_state\.(.+)\.outputs\.(.+)\}", given)
    assert remote is not None
    assert remote[1] in stack["data"]["terraform_remote_state"]
    assert remote[2] in read(tmp_path / "cdktf.out/stacks/own")["output"]
    assert stack["output"]["mine"]["value"] == "${local.cluster_name} in ${local.given_cluster_location}"


@pytest.mark.terraform
def test_a_hub_on_a_cluster_of_ones_own(stand_ins: None, tmp_path: Path) -> None:
    app, _ = on_a_cluster_of_ones_own(tmp_path)
    app.synth()
    for name in ("own", "jupyter"):
        workspace = Workspace(folder=tmp_path / "cdktf.out/stacks" / name)
        workspace.init()
        applied = workspace.run("apply", "-input=false", "-auto-approve")
        assert applied.code == 0, applied.output
    assert workspace.run("plan", "-input=false", "-detailed-exitcode").code == 0
