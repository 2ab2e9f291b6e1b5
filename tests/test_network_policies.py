"""Who reaches whom: the network policies of four deployments on both data planes, against tests/cases/network.yaml."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.demo.merging import merge
from jupyter_on_gke.jupyterhub.values import uses_google
from tests.support.cases import CASES, expected_values
from tests.support.charts import objects, render
from tests.support.documents import read_yaml
from tests.support.network_policies import DataPlane, Place, Port, allowed, modelled, place
from tests.support.settled import settled
from tests.support.synth import ROOT, Json

NETWORK: dict[str, Any] = read_yaml((CASES / "network.yaml").read_text(encoding="utf-8"))
OURS = {"notebook", "hub", "proxy"}
# What may come from outside. The load balancer is nobody's target: to the pods it is the internet.
CALLERS = {"load balancer", "stranger", "VPC"}


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """What decides about the network policies of a deployment."""

    iap: bool
    bucket: bool

    @property
    def id(self) -> str:
        return f"{'iap' if self.iap else 'no_iap'}-{'new_bucket' if self.bucket else 'no_bucket'}"

    @property
    def values(self) -> Json:
        return expected_values(CASES / "variants" / f"existing-{self.id}.tfvars")

    def circumstances(self, plane: DataPlane) -> set[str]:
        """What holds here, in the words of network.yaml."""
        bucket = {"with bucket"} if self.bucket else set()
        return {"always", "with IAP" if self.iap else "without IAP", plane.value, *bucket}


@dataclass(frozen=True, order=True, kw_only=True)
class Question:
    """Whether one place may connect to a port of another."""

    source: str
    target: str
    port: Port

    def __str__(self) -> str:
        return f"{self.source} to {self.target}, {self.port.number}/{self.port.protocol}"


DEPLOYMENTS = [Deployment(iap=iap, bucket=bucket) for iap in (True, False) for bucket in (True, False)]
EVERY_DEPLOYMENT = pytest.mark.parametrize("deployment", [pytest.param(each, id=each.id) for each in DEPLOYMENTS])
EVERY_PLANE = pytest.mark.parametrize("plane", [pytest.param(each, id=each.value) for each in DataPlane])


def port(written: str | int) -> Port:
    """`53/UDP`, or a number alone for TCP."""
    number, _, protocol = str(written).partition("/")
    return Port(number=int(number), protocol=protocol or "TCP")


def questions() -> Iterator[tuple[Question, set[str]]]:
    """Each question of network.yaml, and when the answer is yes."""
    for row in NETWORK["traffic"]:
        when = {row["allowed"]} if isinstance(row["allowed"], str) else set(row["allowed"])
        for target in row["to"]:
            for written in row["ports"]:
                yield Question(source=row["from"], target=target, port=port(written)), when


def places(plane: DataPlane) -> dict[str, Place]:
    return {name: place(described, plane) for name, described in NETWORK["places"].items()}


def wrong(policies: Sequence[Json], deployment: Deployment, plane: DataPlane) -> list[Question]:
    """The questions that these policies answer otherwise than network.yaml."""
    known, here = places(plane), deployment.circumstances(plane)
    return [
        each
        for each, when in questions()
        if allowed(policies, known[each.source], known[each.target], each.port, plane) != bool(when & here)
    ]


@EVERY_PLANE
@EVERY_DEPLOYMENT
def test_traffic(deployment: Deployment, plane: DataPlane) -> None:
    assert wrong(modelled(deployment.values), deployment, plane) == []


def test_every_pair_is_asked_once() -> None:
    asked = [question for question, _ in questions()]
    assert sorted(set(asked)) == sorted(asked)
    others = NETWORK["places"].keys() - {"load balancer"}
    wanted = {(source, target) for source in OURS for target in others - {source}}
    wanted |= {(source, target) for source in CALLERS for target in OURS}
    assert {(question.source, question.target) for question in asked} == wanted


def test_every_word_is_known() -> None:
    """A misspelt circumstance would never hold."""
    known = {"never"}.union(*(each.circumstances(plane) for each in DEPLOYMENTS for plane in DataPlane))
    assert set().union(*(when for _, when in questions())) <= known


@EVERY_PLANE
@pytest.mark.parametrize("mistake", [pytest.param(each, id=each["name"]) for each in NETWORK["mistakes"]])
def test_mistakes_are_found(mistake: Json, plane: DataPlane) -> None:
    found = {
        f"{question.source} to {question.target}"
        for deployment in DEPLOYMENTS
        for question in wrong(modelled(merge(deployment.values, mistake["values"])), deployment, plane)
    }
    assert sorted(found) == sorted(mistake.get("both", []) + mistake.get(plane.value, []))


def test_every_mistake_matters() -> None:
    """Nothing found and nothing meant would be alike."""
    assert [each["name"] for each in NETWORK["mistakes"] if not each.keys() & {"both", "Calico", "Dataplane V2"}] == []


def test_the_documented_list_is_ours_and_one_rule_more() -> None:
    """Whoever copies it loses nothing of ours."""
    page = (ROOT / "docs" / "network.md").read_text(encoding="utf-8")
    (written,) = re.findall(r"jupyterhub_values = <<-EOT\n(.*?)\n *EOT", page, re.DOTALL)
    _, *kept = read_yaml(written)["singleuser"]["networkPolicy"]["egress"]
    assert kept == Deployment(iap=True, bucket=True).values["singleuser"]["networkPolicy"]["egress"]


@pytest.mark.terraform
@pytest.mark.parametrize("case", [pytest.param(each, id=each["name"]) for each in NETWORK["metadata"]])
def test_the_metadata_server_is_open_to_whom_it_serves(case: Json, synthesized: Json, tmp_path: Path) -> None:
    result = settled(synthesized, tmp_path, {"create_cluster": True} | case["set"])
    assert result.refusals == []
    ours = Deployment(iap=False, bucket=False).values
    if result.locals["notebooks_use_google"]:
        ours = merge(ours, uses_google())
    policies = modelled(merge(ours, read_yaml(result.locals["written_text"]) or {}))
    for plane in DataPlane:
        known = places(plane)
        is_open = allowed(policies, known["notebook"], known["metadata server"], Port(number=80), plane)
        assert is_open is case["open"], plane


def test_the_release_gets_what_opens_it(synthesized: Json) -> None:
    release = synthesized["resource"]["helm_release"]["jupyterhub"]
    assert release["values"][1] == '${(local.notebooks_use_google ? jsonencode(local.values_google) : "")}'
    assert synthesized["locals"]["values_google"] == uses_google()
    assert release["values"][-1] == "${local.written_text}"


@EVERY_PLANE
@pytest.mark.parametrize("case", [pytest.param(each, id=each["name"]) for each in NETWORK["evaluator"]])
def test_the_evaluator(case: Json, plane: DataPlane) -> None:
    known = places(plane)
    policies = [{"spec": spec} for spec in case["specs"]]
    callers = ("notebook", "stranger", "kube-dns", "node", "VPC", "internet")
    meant = case["let_in"] if isinstance(case["let_in"], list) else case["let_in"][plane.value]
    let_in = [name for name in callers if allowed(policies, known[name], known["hub"], Port(number=8081), plane)]
    assert let_in == meant


def test_the_evaluator_refuses_what_it_does_not_know() -> None:
    known = places(DataPlane.CALICO)
    spec = {"podSelector": {}, "ingress": [{"ports": [{"port": 8000, "endPort": 9000}]}]}
    with pytest.raises(NotImplementedError, match="endPort"):
        allowed([{"spec": spec}], known["proxy"], known["hub"], Port(number=8081), DataPlane.CALICO)


@pytest.mark.slow
@EVERY_DEPLOYMENT
def test_the_chart_answers_as_the_model(deployment: Deployment, jupyterhub_chart: Path, helm: str) -> None:
    """To everything that can be asked of these places and ports, not only to what network.yaml asks."""
    rendered = objects(render(helm, jupyterhub_chart, deployment.values))
    policies = [each for each in rendered if each["kind"] == "NetworkPolicy"]
    model = modelled(deployment.values)
    # A policy of another namespace would be judged as if it were of JupyterHub's.
    assert {each["metadata"].get("namespace") for each in policies} == {None}
    assert len(policies) == len(model)
    ports = {question.port for question, _ in questions()}
    for plane in DataPlane:
        assert wrong(policies, deployment, plane) == []
        known = places(plane)
        differing = [
            str(Question(source=source, target=target, port=each))
            for source in known
            for target in known
            for each in ports
            if allowed(policies, known[source], known[target], each, plane)
            != allowed(model, known[source], known[target], each, plane)
        ]
        assert differing == []
    known = places(DataPlane.CALICO)
    for name in ("hub", "proxy"):
        (template,) = (
            each["spec"]["template"]
            for each in rendered
            if each["kind"] == "Deployment" and each["metadata"]["name"] == name
        )
        assert known[name].labels.items() <= template["metadata"]["labels"].items()
        opened = {each["name"]: each["containerPort"] for each in template["spec"]["containers"][0]["ports"]}
        assert opened == known[name].names
