"""The chart's values of every case, against the schema of the chart."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jupyter_on_gke.jupyterhub.hub_modules import FOLDER
from tests.support.cases import PROFILE_LISTS, by_id, case_files, expected_values, values_file
from tests.support.documents import read_yaml
from tests.support.needs import lack
from tests.support.synth import Json
from tests.support.walk import walk

if TYPE_CHECKING:
    from jsonschema import Draft7Validator

SCHEMA = "JUPYTERHUB_VALUES_SCHEMA"
REFUSED = [
    "privileged",
    "allowPrivilegeEscalation",
    "hostNetwork",
    "hostPID",
    "hostIPC",
    "hostPath",
    "blockWithIptables",
]
HOW = f"the JupyterHub chart's schema is not here: set {SCHEMA} to its values.schema.json (chart 4.4.0)."


def without_required(schema: Any) -> Any:
    """The schema for values that the chart's defaults complete. A choice (oneOf) keeps what tells it apart."""
    if isinstance(schema, list):
        return [without_required(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    # A property may be called `required`; only the keyword holds a list.
    kept = {key: value for key, value in schema.items() if key != "required" or not isinstance(value, list)}
    return {key: value if key == "oneOf" else without_required(value) for key, value in kept.items()}


@pytest.fixture(scope="session")
def validator() -> Draft7Validator:
    if SCHEMA not in os.environ:
        lack("chart-schema", HOW)
    # Its import builds grammars for two seconds, which each collection of tests would pay.
    import jsonschema

    schema = json.loads(Path(os.environ[SCHEMA]).read_text(encoding="utf-8"))
    return jsonschema.Draft7Validator(without_required(schema))


@pytest.mark.parametrize("file", by_id(case_files()))
def test_values_satisfy_the_schema(file: Path, validator: Draft7Validator) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(expected_values(file))]
    assert errors == []


def test_the_schema_refuses_what_is_wrong(validator: Draft7Validator) -> None:
    values = expected_values(case_files()[0]) | {"singleuser": {"storag": {}}, "cull": {"timeout": "soon"}}
    paths = sorted(error.json_path for error in validator.iter_errors(values))
    assert paths == ["$.cull.timeout", "$.singleuser"]


@pytest.mark.parametrize("file", by_id(case_files()))
def test_nobody_gets_in_without_a_password_or_iap(file: Path) -> None:
    config = expected_values(file)["hub"]["config"]
    authenticator = config["JupyterHub"]["authenticator_class"]
    if authenticator == "shared-password":
        assert len(config["SharedPasswordAuthenticator"]["admin_password"]) >= 1
        assert config["Authenticator"] == {"admin_users": ["admin"], "allowed_users": ["admin"]}
    else:
        assert authenticator == "iap_authenticator.IAPAuthenticator"
        assert config["IAPAuthenticator"]["backend_service"], "the hub's audience is looked up by it"


def privileges(values: Json) -> list[str]:
    """Where the values ask for what Autopilot refuses to a container."""
    asked = [*(f".{key}" for key in REFUSED), ".capabilities.add"]
    return [path for path, value in walk(values) if value and path.endswith(tuple(asked))]


@pytest.mark.parametrize("file", by_id(case_files()))
def test_nothing_asks_for_a_privileged_container(file: Path) -> None:
    values = expected_values(file)
    assert privileges(values) == []
    # The chart's own default is a privileged container.
    assert values["singleuser"]["cloudMetadata"]["blockWithIptables"] is False


def test_a_privileged_container_is_found() -> None:
    asked = {"singleuser": {"initContainers": [{"securityContext": {"capabilities": {"add": ["NET_ADMIN"]}}}]}}
    assert privileges(asked) == [".singleuser.initContainers[0].securityContext.capabilities.add"]
    assert privileges({"a": [{"privileged": True}, {"privileged": False}]}) == [".a[0].privileged"]


@pytest.mark.parametrize("file", by_id(case_files()))
def test_the_values_carry_exactly_the_tested_modules(file: Path) -> None:
    files = expected_values(file)["hub"].get("extraFiles", {})
    if "IAPAuthenticator" in expected_values(file)["hub"]["config"]:
        modules = {each.stem: each.read_text(encoding="utf-8") for each in FOLDER.glob("*.py")}
        assert {name: each["stringData"] for name, each in files.items()} == modules
        for name, each in files.items():
            assert each["mountPath"] == f"/usr/local/etc/jupyterhub/{name}.py", "the name under which it is imported"
    else:
        assert files == {}


def test_every_profile_list_is_of_a_case() -> None:
    named = {read_yaml(values_file(file).read_text())["singleuser"]["profileList"] for file in case_files()}
    left = {file.name for file in PROFILE_LISTS.glob("*.yaml")} - named
    assert not left, f"no case has these any more, delete them in {PROFILE_LISTS}: {', '.join(sorted(left))}"
