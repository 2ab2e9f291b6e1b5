"""Each part of the hub, alone and together, in somebody's own stack."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cdktf import Fn, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable
from cdktf import Testing as UnitTest

from constructs import Construct
from jupyter_on_gke import (
    Address,
    App,
    Cluster,
    Entrance,
    Homes,
    Iap,
    JupyterHub,
    Profile,
    Settings,
    Storage,
    UserBuckets,
)
from jupyter_on_gke.imports.google import ComputeGlobalAddress, GoogleProvider
from jupyter_on_gke.imports.helm import HelmProvider
from jupyter_on_gke.imports.kubernetes import KubernetesProvider
from jupyter_on_gke.imports.random import RandomProvider
from jupyter_on_gke.plan_time import plan_time
from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.synth import Json, read
from tests.support.terraform import Workspace

# Each makes stacks of its own, in one Node.js.
pytestmark = pytest.mark.synth

WHERE = Settings(
    project_id="our-research",
    cluster_name="research",
    cluster_location="us-central1",
    members_allowlist=["group:research@our-company.org"],
    gcs_bucket="our-research-data",
    user_buckets=["ann@our-company.org"],
)
ENTRANCE = Entrance(host="hub.our-company.org", address="our-address", tls_policy="our-policy")
ALONE: dict[str, Callable[[Construct, Settings], Any]] = {
    "Address": lambda stack, settings: Address(stack, "part", settings=settings),
    "Cluster": lambda stack, settings: Cluster(stack, "part", settings=settings),
    "Homes": lambda stack, settings: Homes(stack, "part", settings=settings),
    "Iap": lambda stack, settings: Iap(stack, "part", settings=settings, namespace="jupyter", entrance=ENTRANCE),
    "JupyterHub": lambda stack, settings: JupyterHub(stack, "part", settings=settings),
    "Storage": lambda stack, settings: Storage(stack, "part", settings=settings),
    "UserBuckets": lambda stack, settings: UserBuckets(stack, "part", settings=settings),
}
PARTS: dict[str, Json] = read_yaml((CASES / "parts.yaml").read_text(encoding="utf-8"))
"""Part -> what it makes with the fewest settings, and what it refuses."""


def stack_in(folder: Path) -> tuple[App, TerraformStack]:
    """Somebody's stack, with the providers that it needs."""
    app = App(outdir=str(folder / "cdktf.out"))
    stack = TerraformStack(app, "research")
    LocalBackend(stack, path=str(folder / "terraform.tfstate"))
    GoogleProvider(stack, "google", project="our-research")
    RandomProvider(stack, "random")
    return app, stack


def with_cluster(stack: TerraformStack) -> None:
    KubernetesProvider(stack, "kubernetes", host="https://cluster.our-company.org")
    HelmProvider(stack, "helm", kubernetes={"host": "https://cluster.our-company.org"})


def workspace_of(folder: Path) -> Workspace:
    workspace = Workspace(folder=folder / "cdktf.out/stacks/research")
    assert workspace.run("init", "-input=false").code == 0
    return workspace


def module_in(folder: Path, part: str) -> Json:
    file = folder / "cdktf.out/stacks/research/modules" / part / "main.tf.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


def texts_of(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for each in data.values():
            yield from texts_of(each)
    elif isinstance(data, list):
        for each in data:
            yield from texts_of(each)
    elif isinstance(data, str):
        yield data


def test_all_parts_are_tried() -> None:
    assert ALONE.keys() == PARTS.keys()


@pytest.mark.parametrize("name", ALONE)
def test_a_part_alone_needs_few_settings(name: str, tmp_path: Path) -> None:
    app, stack = stack_in(tmp_path)
    part = ALONE[name](stack, Settings(**PARTS[name]["needs"]))
    app.synth()
    module = module_in(tmp_path, "part")
    assert sorted(module["resource"]) == PARTS[name]["makes"]
    given = read(tmp_path / "cdktf.out/stacks/research")["module"]["part"]
    assert given["source"] == "./modules/part"
    assert {key for key in given if key not in ("//", "source")} <= module["variable"].keys()
    assert not {"provider", "moved", "removed", "//"} & module.keys(), "a module configures no provider"
    assert "backend" not in module["terraform"]
    assert part.folder == "modules/part"


@pytest.mark.parametrize("name", [name for name, each in PARTS.items() if each["lacks"]])
def test_a_part_lacks_what_it_needs(name: str, tmp_path: Path) -> None:
    _, stack = stack_in(tmp_path)
    with pytest.raises(ValueError, match=f"^research/part lacks {PARTS[name]['lacks']}: write them into its settings"):
        ALONE[name](stack, Settings())


@pytest.mark.parametrize(
    ("name", "case"),
    [
        pytest.param(name, case, id=f"{name}-{next(iter(case['settings']))}")
        for name, each in PARTS.items()
        for case in each["refuses"]
    ],
)
def test_a_part_refuses_wrong_settings(name: str, case: Json, tmp_path: Path) -> None:
    _, stack = stack_in(tmp_path)
    with pytest.raises(ValueError, match=f"^{re.escape(case['sentence'])}$"):
        ALONE[name](stack, Settings(**{**PARTS[name]["needs"], **case["settings"]}))
    assert stack.node.try_find_child("part") is None, "who goes on must not have half a part"


@pytest.mark.parametrize(
    ("entrance", "settings", "sentence"),
    [
        ({"host": "https://hub.our-company.org"}, {}, 'host is "https://hub.our-company.org": write a host name'),
        ({"host": "Hub.our-company.org"}, {}, 'host is "Hub.our-company.org": write a host name'),
        ({"servers_host": "a b"}, {}, 'servers_host is "a b": write a host name'),
        ({"servers_host": "*.our-company.org"}, {}, 'servers_pre_shared_certificate is "" and servers_tls_secret is'),
        ({}, {"servers_tls_secret": "wildcard"}, 'servers_tls_secret is "wildcard", but servers_host is ""'),
    ],
)
def test_an_entrance_that_no_load_balancer_has(entrance: Json, settings: Json, sentence: str, tmp_path: Path) -> None:
    _, stack = stack_in(tmp_path)
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        Iap(
            stack,
            "part",
            settings=Settings(**{**PARTS["Iap"]["needs"], **settings}),
            namespace="jupyter",
            entrance=replace(ENTRANCE, **entrance),
        )


@pytest.mark.parametrize("name", [name for name, each in PARTS.items() if "variables" in each])
def test_what_is_no_part_of_it_is_not_in_it(name: str, tmp_path: Path) -> None:
    app, stack = stack_in(tmp_path)
    ALONE[name](stack, WHERE)
    app.synth()
    assert sorted(module_in(tmp_path, "part")["variable"]) == PARTS[name]["variables"]
    assert "members_allowlist" not in read(tmp_path / "cdktf.out/stacks/research")["module"]["part"]


def test_a_secret_is_a_token(tmp_path: Path) -> None:
    app, stack = stack_in(tmp_path)
    own = Settings(project_id="our-research", members_allowlist=["user:ann@our-company.org"], client_id="123-x")
    with pytest.raises(ValueError, match=r"client_secret is a text, .*: write a TerraformVariable that is sensitive\."):
        Iap(stack, "iap", settings=own, namespace="jupyter", entrance=ENTRANCE, client_secret="s3cret")  # noqa: S106  # what is refused
    secret = TerraformVariable(stack, "secret", type="string", sensitive=True)
    Iap(stack, "mine", settings=own, namespace="jupyter", entrance=ENTRANCE, client_secret=secret.string_value)
    app.synth()
    assert read(tmp_path / "cdktf.out/stacks/research")["module"]["mine"]["client_secret"] == "${var.secret}"


def test_texts_are_texts(tmp_path: Path) -> None:
    app, stack = stack_in(tmp_path)
    values = {"singleuser": {"extraEnv": {"HOME_OF": "${not} %{a} template"}}}
    JupyterHub(stack, "part", settings=Settings(**PARTS["JupyterHub"]["needs"], jupyterhub_values=values))
    app.synth()
    given = read(tmp_path / "cdktf.out/stacks/research")["module"]["part"]["jupyterhub_values"]
    assert given == '{"singleuser": {"extraEnv": {"HOME_OF": "$${not} %%{a} template"}}}'


@pytest.mark.terraform
def test_all_together(stand_ins: None, tmp_path: Path) -> None:
    """One apply, an empty second plan, and nothing left; each waits for what it is given by others."""
    app, stack = stack_in(tmp_path)
    cluster = Cluster(stack, "cluster", settings=WHERE)
    cluster.connect()
    storage = Storage(stack, "storage", settings=WHERE)
    people = UserBuckets(stack, "people", settings=WHERE)
    address = Address(stack, "address", settings=WHERE)
    homes = Homes(stack, "homes", settings=WHERE, zones=["us-central1-a"], after=[cluster.name])
    hub = JupyterHub(
        stack,
        "hub",
        settings=Settings(
            project_id="our-research",
            cluster_name=cluster.name,
            cluster_location="us-central1",
            members_allowlist=["group:research@our-company.org"],
            gcs_bucket=storage.bucket,
            user_buckets=["ann@our-company.org"],
            home_storage_class=homes.storage_class,
            profiles=[Profile(name="small")],
        ),
        entrance=address.entrance,
        after=[cluster.name, people.buckets],
    )
    iap = Iap(stack, "iap", settings=WHERE, namespace=hub.namespace, entrance=address.entrance)
    ComputeGlobalAddress(stack, "mine", name=f"beside-{hub.namespace}", description=Fn.upper(iap.host))
    for name in ("namespace", "service_account", "principal", "user"):
        TerraformOutput(stack, name, value=getattr(hub, name))
    TerraformOutput(stack, "records", value=address.dns_records)
    app.synth()
    workspace = workspace_of(tmp_path)
    applied = workspace.run("apply", "-input=false", "-auto-approve")
    assert applied.code == 0, applied.output
    assert workspace.run("plan", "-input=false", "-detailed-exitcode").code == 0, "the second plan is empty"
    made = {
        f"{each.get('module', '')}.{each['type']}.{each['name']}": each["instances"][0]["attributes"]
        for each in json.loads(workspace.run("state", "pull").output)["resources"]
        if each["instances"]
    }
    assert made["module.hub.google_storage_bucket_iam_member.notebooks"]["bucket"] == "our-research-data"
    users = made["module.people.google_storage_bucket.users"]["name"]
    assert made["module.hub.google_storage_bucket_iam_member.notebooks_users"]["bucket"] == users
    grant = made["module.iap.google_iap_web_type_compute_iam_binding.members"]
    reserved = made["module.address.google_compute_global_address.jupyterhub"]["address"]
    assert grant["members"] == ["group:research@our-company.org"]
    assert reserved in grant["condition"][0]["expression"]
    assert made[".google_compute_global_address.mine"]["name"] == "beside-ai-on-gke"
    assert made[".google_compute_global_address.mine"]["description"].startswith(reserved)
    assert workspace.run("destroy", "-input=false", "-auto-approve").code == 0
    assert json.loads(workspace.run("state", "pull").output)["resources"] == []


@pytest.mark.terraform
def test_two_hubs_in_one_stack(stand_ins: None, tmp_path: Path) -> None:
    """Parts are modules: two of a kind do not meet, inside of somebody's construct or not."""
    app, stack = stack_in(tmp_path)
    with_cluster(stack)
    team = Construct(stack, "team")
    for scope, name in ((stack, "hub"), (team, "hub")):
        settings = {**PARTS["JupyterHub"]["needs"], "kubernetes_namespace": "team" if scope is team else "all"}
        JupyterHub(scope, name, settings=Settings(**settings))
    app.synth()
    workspace = workspace_of(tmp_path)
    applied = workspace.run("apply", "-input=false", "-auto-approve")
    assert applied.code == 0, applied.output
    listed = workspace.run("state", "list").output.split()
    releases = [each for each in listed if each.endswith("helm_release.jupyterhub")]
    assert len(releases) == 2
    assert releases[0] == "module.hub.helm_release.jupyterhub"


def test_overrides_and_aspects_reach_inside(tmp_path: Path) -> None:
    app, stack = stack_in(tmp_path)
    part = Storage(stack, "part", settings=WHERE)
    bucket: Any = part.inside.node.find_child("storage").node.find_child("data")
    bucket.add_override("storage_class", "NEARLINE")
    app.synth()
    assert module_in(tmp_path, "part")["resource"]["google_storage_bucket"]["data"]["storage_class"] == "NEARLINE"


def test_in_a_unit_test(tmp_path: Path) -> None:
    """As cdktf has them: `Testing.synth` gives the JSON."""
    stack = TerraformStack(UnitTest.app(outdir=str(tmp_path)), "research")
    Storage(stack, "part", settings=WHERE)
    assert json.loads(UnitTest.synth(stack))["module"]["part"]["gcs_bucket"] == "our-research-data"


@plan_time
def small_hubs(notebook_image: str) -> str:
    if notebook_image.startswith("ours/"):
        return ""
    return f'notebook_image is "{notebook_image}": write one of ours/.'


def test_a_rule_and_values_of_ones_own(tmp_path: Path) -> None:
    app, stack = stack_in(tmp_path)
    needs = PARTS["JupyterHub"]["needs"]
    wrong = JupyterHub(stack, "wrong", settings=Settings(**needs, notebook_image="theirs/x:1"))
    with pytest.raises(ValueError, match=r'notebook_image is "theirs/x:1": write one of ours/\.'):
        wrong.require(small_hubs)
    hub = JupyterHub(stack, "part", settings=Settings(**needs, notebook_image="ours/x:1"))
    hub.require(small_hubs)
    hub.add_values({"hub": {"extraEnv": {"TEAM": "research"}}})
    app.synth()
    release = module_in(tmp_path, "part")["resource"]["helm_release"]["jupyterhub"]
    assert release["values"][-2] == '{"hub": {"extraEnv": {"TEAM": "research"}}}'
    assert any("write one of ours/" in text for text in texts_of(release["lifecycle"]["precondition"]))
