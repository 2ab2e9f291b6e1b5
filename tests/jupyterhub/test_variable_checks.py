"""What is refused of JupyterHub's variables, as Python computes it: the last that is taken, the first that is not."""

from typing import Any

import pytest

from jupyter_on_gke.jupyterhub import variable_checks as checks

TAKEN: list[tuple[Any, dict[str, Any]]] = [
    (checks.roles_have_their_form, {"notebook_project_roles": []}),
    (checks.roles_have_their_form, {"notebook_project_roles": ["roles/bigquery.jobUser", "projects/p/roles/Own_1"]}),
    (checks.labels_have_their_form, {"additional_labels": ""}),
    (checks.labels_have_their_form, {"additional_labels": f"a/{'k' * 63}={'v' * 63}, b="}),
    (checks.labels_have_each_key_once, {"additional_labels": "a=1,b=1"}),
    (checks.labels_are_not_the_charts, {"additional_labels": "apps=1,release.example/x=1"}),
    (checks.image_is_exact, {"notebook_image": "image:latest-1"}),
    (checks.values_are_a_map, {"jupyterhub_values": "", "parsed": None}),
    (checks.values_are_a_map, {"jupyterhub_values": "---\n # nothing\n\t\n", "parsed": None}),
    (checks.values_are_a_map, {"jupyterhub_values": "hub: {}", "parsed": {"hub": {}}}),
]
REFUSED: list[tuple[Any, dict[str, Any], str]] = [
    (
        checks.roles_have_their_form,
        {"notebook_project_roles": ["viewer", "roles/viewer", "roles/"]},
        "notebook_project_roles has viewer, roles/: write roles like",
    ),
    (checks.labels_have_their_form, {"additional_labels": f"{'k' * 64}=v"}, "write key=value pairs"),
    (checks.labels_have_their_form, {"additional_labels": f"k={'v' * 64}"}, "write key=value pairs"),
    (checks.labels_have_their_form, {"additional_labels": "a=1,"}, "write key=value pairs"),
    (checks.labels_have_each_key_once, {"additional_labels": "a=1, a=2"}, "which gives one key twice"),
    (checks.labels_are_not_the_charts, {"additional_labels": "b=1, app=1"}, "which has a key that the chart finds"),
    (checks.labels_are_not_the_charts, {"additional_labels": "hub.jupyter.org/a=1"}, "which has a key that the chart"),
    (checks.image_is_exact, {"notebook_image": "image:latest"}, 'notebook_image is "image:latest", which means'),
    (checks.values_are_a_map, {"jupyterhub_values": "- a", "parsed": ["a"]}, "jupyterhub_values is no YAML map"),
    (checks.values_are_a_map, {"jupyterhub_values": "{", "parsed": None}, "jupyterhub_values is no YAML map"),
]


@pytest.mark.parametrize(("rule", "arguments"), TAKEN)
def test_taken(rule: Any, arguments: dict[str, Any]) -> None:
    assert rule(**arguments) == ""


@pytest.mark.parametrize(("rule", "arguments", "sentence"), REFUSED)
def test_refused(rule: Any, arguments: dict[str, Any], sentence: str) -> None:
    assert sentence in rule(**arguments)


@pytest.mark.parametrize(
    ("names", "holds"),
    [
        (("x" * 33, "", ""), True),
        (("x" * 34, "", ""), False),
        (("", "x" * 23, ""), True),
        (("", "x" * 24, ""), False),
        (("", "", "x" * 56), True),
        (("", "", "x" * 57), False),
    ],
)
@pytest.mark.parametrize("prefix", ["", "prefix"])
def test_room_for_a_prefix(names: tuple[str, str, str], holds: bool, prefix: str) -> None:
    cluster, account, namespace = names
    sentence = checks.prefix_leaves_room(prefix, cluster, account, "", namespace, "")
    assert (sentence == "") == (holds or prefix == "")


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        ((True, "", "default", ""), False),
        ((True, "", "", "kube-system"), False),
        ((True, "", "gke-managed-cim", ""), False),
        ((True, "", "kube-systems", ""), True),
        ((True, "", "", ""), True),
        ((False, "", "default", ""), True),
        ((True, "prefix", "default", ""), True),
    ],
)
def test_namespaces_that_every_cluster_has(arguments: tuple[bool, str, str, str], holds: bool) -> None:
    assert (checks.created_namespace_is_new(*arguments) == "") == holds
