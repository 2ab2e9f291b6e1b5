"""What the charts are given in every deployment: values.yaml, the network's table, and the order of the documents."""

import re

import pytest

from jupyter_on_gke.demo.merging import merge
from tests.support.network_policies import DataPlane, modelled
from tests.support.promises import broken, promised
from tests.support.synth import Json
from tests.support.walk import walk
from tests.test_network_policies import DEPLOYMENTS, EVERY_DEPLOYMENT, EVERY_PLANE, Deployment, wrong

VALUES: dict[str, Json] = promised("values")
LOAD_BALANCER_KEEPS_ALIVE_MS = 600_000


@pytest.mark.parametrize("local", VALUES)
def test_values(local: str, synthesized: Json) -> None:
    assert broken(synthesized["locals"][local], VALUES[local], local) == []


def test_what_is_written_comes_last(synthesized: Json) -> None:
    """helm merges the documents in order: ours, for Google, the hub's place, the way in, `jupyterhub_values`."""
    documents = synthesized["resource"]["helm_release"]["jupyterhub"]["values"]
    assert documents[0] == "${jsonencode(local.values)}"
    assert documents[-1] == "${local.written_text}"
    assert [re.findall(r"local\.values_\w+", each) for each in documents[1:-1]] == [
        ["local.values_google"],
        ["local.values_place"],
        ["local.values_iap", "local.values_password"],
    ]


def test_the_password_is_beside_the_values(synthesized: Json) -> None:
    """`set_sensitive` is not in a plan's text, as values are."""
    release = synthesized["resource"]["helm_release"]["jupyterhub"]
    assert "hub.config.SharedPasswordAuthenticator.admin_password" in release["set_sensitive"]
    assert "random_password" not in str([release["values"], synthesized["locals"]])


def test_the_proxy_keeps_connections_longer_than_the_load_balancer(synthesized: Json) -> None:
    """Otherwise that meets closed ones: 502."""
    flags = synthesized["locals"]["values_iap"]["proxy"]["chp"]["extraCommandLineFlags"]
    (kept,) = [flag.partition("=")[2] for flag in flags if flag.startswith("--keep-alive-timeout=")]
    assert int(kept) > LOAD_BALANCER_KEEPS_ALIVE_MS


def values(synthesized: Json, deployment: Deployment) -> Json:
    """What the chart's network policies are made of, without a plan: no choice of a deployment is in them."""
    known = synthesized["locals"]
    merged = merge(known["values"], known["values_google"] if deployment.bucket else {})
    return merge(merged, known["values_iap"] if deployment.iap else known["values_password"])


@EVERY_PLANE
@EVERY_DEPLOYMENT
def test_traffic(deployment: Deployment, plane: DataPlane, synthesized: Json) -> None:
    assert wrong(modelled(values(synthesized, deployment)), deployment, plane) == []


def test_no_network_policy_is_a_choice(synthesized: Json) -> None:
    for deployment in DEPLOYMENTS:
        policies = [it for path, it in walk(values(synthesized, deployment)) if path.endswith(".networkPolicy")]
        assert len(policies) == 3
        assert "${" not in str(policies)
        # The chart's own switch.
        assert [each for each in policies if each.get("enabled", True) is not True] == []


def test_nothing_may_be_privileged(synthesized: Json) -> None:
    asked = ("privileged", "allowPrivilegeEscalation", "hostNetwork", "hostPID", "hostIPC", "hostPath", "add")
    found = [
        f"{name}{path}"
        for name in ("values", "values_google", "values_iap", "values_password")
        for path, value in walk(synthesized["locals"][name])
        if value and path.rpartition(".")[2] in asked
    ]
    assert found == []


def test_the_hub_is_given_its_files_under_their_names(synthesized: Json) -> None:
    files = synthesized["locals"]["values_iap"]["hub"]["extraFiles"]
    assert files.keys() >= {
        "iap_authenticator",
        "iap_tokens",
        "iap_lookups",
        "hub_host",
        "server_hosts",
        "server_starts",
    }
    for name, each in files.items():
        assert each["mountPath"] == f"/usr/local/etc/jupyterhub/{name}.py"
