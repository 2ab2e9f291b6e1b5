"""What JupyterHub and its parts are called, and what they are given, as Python computes it."""

from typing import Any

import pytest

from jupyter_on_gke.jupyterhub import account, forms, names, release, where
from jupyter_on_gke.variables.prefix import prefixed

DIGEST = f"sha256:{'0123456789abcdef' * 4}"
NOTHING_WRITTEN: dict[str, Any] = {
    "workload_identity_service_account": "",
    "gcp_and_k8s_service_account": "",
    "create_service_account": True,
    "digest": "0a1b2c3d",
    "goog_cm_deployment_name": "",
}


def test_names_with_a_prefix() -> None:
    assert [prefixed("hub", ""), prefixed("hub", "research")] == ["hub", "research-hub"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("", "", ""), "ai-on-gke"),
        (("jupyter", "", ""), "jupyter"),
        (("", "old", ""), "old"),
        (("jupyter", "old", ""), "jupyter"),
        (("", "", "research"), "research-ai-on-gke"),
        (("jupyter", "", "research"), "research-jupyter"),
    ],
)
def test_namespace(written: tuple[str, str, str], expected: str) -> None:
    assert names.namespace(*written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, "jupyter-sa-0a1b2c3d"),
        ({"create_service_account": False}, "jupyter-sa"),
        ({"workload_identity_service_account": "team"}, "team"),
        ({"gcp_and_k8s_service_account": "old-team"}, "old-team"),
        ({"gcp_and_k8s_service_account": "old-team", "create_service_account": False}, "old-team"),
        ({"goog_cm_deployment_name": "research"}, "research-jupyter-sa-0a1b2c3d"),
    ],
)
def test_service_account(written: dict[str, Any], expected: str) -> None:
    assert names.service_account(**NOTHING_WRITTEN | written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", {}),
        ("team=research", {"team": "research"}),
        (" team=research , example.com/env=,a=b", {"team": "research", "example.com/env": "", "a": "b"}),
        ("a=1,,b=2", {"a": "1", "b": "2"}),
    ],
)
def test_labels(written: str, expected: dict[str, str]) -> None:
    assert names.labels(written) == expected


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("quay.io/jupyter/scipy-notebook", "2026-10-05"),
        ("quay.io/jupyter/scipy-notebook", f"2026-10-05@{DIGEST}"),
        ("registry.local:5000/team/image", "v1"),
        ("registry.local:5000/team/image@sha256", DIGEST.removeprefix("sha256:")),
        ("image", "v1"),
    ],
)
def test_the_chart_gets_name_and_tag(name: str, tag: str) -> None:
    """It joins them by a colon."""
    assert (forms.image_name(f"{name}:{tag}"), forms.image_tag(f"{name}:{tag}")) == (name, tag)


@pytest.mark.parametrize(
    ("chart", "repository", "version"),
    [
        ("jupyterhub", "https://hub.example", "4.4.0"),
        ("oci://registry.example/jupyterhub", None, "4.4.0"),
        ("./charts/jupyterhub", None, None),
        ("/charts/jupyterhub", None, None),
    ],
)
def test_where_the_chart_is(chart: str, repository: str | None, version: str | None) -> None:
    assert release.repository(chart, "https://hub.example") == repository
    assert release.version(chart, "4.4.0") == version


def test_who_signs_in() -> None:
    assert (release.jupyterhub_user(False), release.jupyterhub_user(True)) == ("admin", "")
    assert [(each.name, each.value) for each in release.sensitive_values(["secret"])] == [
        ("hub.config.SharedPasswordAuthenticator.admin_password", "secret")
    ]
    assert release.sensitive_values([]) == []
    assert (release.jupyterhub_password(["secret"]), release.jupyterhub_password([])) == ("secret", "")


@pytest.mark.parametrize(
    ("arguments", "uses"),
    [
        ((False, [], True, {}), False),
        ((True, [], True, {}), True),
        ((False, ["roles/viewer"], True, {}), True),
        ((False, [], False, {}), True),
        ((False, [], True, {"serviceAccountName": "own"}), True),
        ((False, [], True, {"serviceAccountName": None}), False),
    ],
)
def test_who_uses_google(arguments: tuple[bool, list[str], bool, object], uses: bool) -> None:
    assert account.notebooks_use_google(*arguments) == uses


def test_whom_to_grant() -> None:
    assert account.notebook_member(True, "principal://itself", None) == "principal://itself"
    assert account.notebook_member(False, "principal://itself", "serviceAccount:team") == "serviceAccount:team"
    assert account.annotations(True, None) == {}
    assert account.annotations(False, "team@p.example") == {"iam.gke.io/gcp-service-account": "team@p.example"}
    assert (account.notebook_account("old", "new"), account.notebook_account(None, "new")) == ("old", "new")


def test_where_people_open_it() -> None:
    elsewhere = {
        "project_id": "p",
        "cluster_name": "c",
        "cluster_location": "europe-west4",
        "namespace": "n",
        "service_name": "s",
    }
    assert where.jupyterhub_uri(True, "hub.example", **elsewhere) == "https://hub.example"
    page = "https://console.cloud.google.com/kubernetes/service/europe-west4/c/n/s/overview?project=p"
    assert where.jupyterhub_uri(False, "", **elsewhere) == page
    assert [where.jupyterhub_ip_address(*each) for each in ((True, "1.2.3.4"), (True, None), (False, None))] == [
        "1.2.3.4",
        "",
        "",
    ]
