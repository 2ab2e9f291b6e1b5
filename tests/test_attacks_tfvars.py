"""Texts in tfvars that mean something to what reads them: refused by a validation, or still that text in the end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jupyter_on_gke.surface import VARIABLES
from jupyter_on_gke.variables.variable import Variable
from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.native import write_native
from tests.support.settled import PLACE, needed_locals, variables_without
from tests.support.synth import Json
from tests.support.terraform import Workspace
from tests.support.values import release_values

DATA = read_yaml((CASES / "injections.yaml").read_text(encoding="utf-8"))
# Each text, as it is and in the place of a part of what variables hold.
ATTACKS = [form.replace("{}", text) for text in DATA["texts"] for form in DATA["forms"]]
# The attack in a value of each type.
VALUES = {"string": "attack", "list(string)": "[attack]", "map(string)": "{a = attack}"}
ATTACKED = [variable for variable in VARIABLES if variable.type in (*VALUES, "any")]


def judged(variable: Variable) -> str:
    """Which of the attacks the variable's validations let pass, in Terraform's language."""
    value = VALUES.get(variable.type, "[attack]")
    conditions = [re.sub(rf"\bvar\.{variable.name}\b", f"({value})", each.condition) for each in variable.validations]
    every = ", ".join(f"try({condition}, false)" for condition in conditions)
    return f"${{[for attack in local.attacks : attack if alltrue([{every}])]}}"


@pytest.fixture(scope="module")
def accepted(synthesized: Json, terraform: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The attacks that each variable accepts while all others are as by default: one run for all of them."""
    folder = tmp_path_factory.mktemp("attacks")
    declared = variables_without(synthesized, "validation", "sensitive")
    needed = needed_locals(synthesized, set())
    configuration = {
        "variable": declared,
        "locals": {
            **needed,
            "attacks": '${jsondecode(file("attacks.json"))}',
            "judged": {variable.name: judged(variable) for variable in ATTACKED},
        },
    }
    write_native(configuration, folder)
    (folder / "attacks.json").write_text(json.dumps(ATTACKS), encoding="utf-8")
    (folder / "case.auto.tfvars.json").write_text(json.dumps(PLACE), encoding="utf-8")
    found: dict[str, list[str]] = Workspace(folder=folder).evaluated("local.judged")
    return found


def harmful(text: str) -> bool:
    """Whether it is more than letters, digits and what is between them in names; or a word of ours is in it."""
    return "evil" in text or not re.fullmatch(r"[\w.:/@=-]*", text, re.ASCII)


@pytest.mark.terraform
def test_only_these_variables_accept_any(accepted: dict[str, list[str]]) -> None:
    assert len(accepted) == len(ATTACKED) > 50
    found = {name for name, texts in accepted.items() if any(map(harmful, texts))}
    assert found == set(DATA["accepted"]), "say in injections.yaml why it is no harm"


@pytest.mark.terraform
def test_no_host_and_no_member_gets_out_of_a_string(accepted: dict[str, list[str]]) -> None:
    """The conditions of IAM hold hosts in quotes: `request.host == "..."`."""
    hosts = [name for name in accepted if name.endswith(("domain", "domain_addr", "domain_name"))]
    assert {"domain", "url_domain_addr"} <= set(hosts)
    texts = [text for name in (*hosts, "additional_labels") for text in accepted[name]]
    assert [text for text in texts if re.search(r"""["'\\\n$%{}|]""", text)] == []
    people = [text for name in ("admin_users", "blocked_users", "members_allowlist") for text in accepted[name]]
    # Other blanks than ASCII's are in no address that the hub lets in.
    assert [text for text in people if re.search(r"[\s,]", text, re.ASCII)] == []


@pytest.mark.terraform
def test_what_is_accepted_stays_as_it_is(
    accepted: dict[str, list[str]], stack: Path, stand_ins: None, tmp_path: Path
) -> None:
    members = [text for text in accepted["members_allowlist"] if harmful(text)]
    people = [text for text in accepted["admin_users"] if harmful(text)]
    (repository,) = (
        text for text in accepted["jupyterhub_chart_repository"] if text.endswith('/${file("/etc/passwd")}')
    )
    (secret,) = (text for text in DATA["texts"] if text.startswith("${"))
    given = {
        "admin_users": people[::2],
        "blocked_users": people[1::2],
        "members_allowlist": members,
        "jupyterhub_chart_repository": repository,
        "brand": secret,
        "support_email": secret,
    }
    (tmp_path / "attack.tfvars.json").write_text(json.dumps(given), encoding="utf-8")
    files = CASES / "variants" / "existing-iap-existing_bucket.tfvars", tmp_path / "attack.tfvars.json"
    workspace = Workspace.create(stack, tmp_path / "stack", *files)
    workspace.init()
    applied = workspace.apply()
    assert applied.code == 0, applied.output
    resources = workspace.resources()
    release = resources["helm_release.jupyterhub"]
    assert release["repository"] == repository
    authenticator = release_values(release)["hub"]["config"]["IAPAuthenticator"]
    # Blanks at either end are taken off, which nobody means.
    assert sorted(authenticator["admin_users"]) == sorted(text.strip() for text in people[::2])
    assert sorted(authenticator["blocked_users"]) == sorted(text.strip() for text in people[1::2])
    binding = resources["google_iap_web_type_compute_iam_binding.members[0]"]
    assert set(binding["members"]) == set(members)
    assert re.fullmatch(r'request\.host == "[a-z0-9.-]+"', binding["condition"][0]["expression"])
    assert "root:x:" not in workspace.state.read_text(encoding="utf-8") + applied.output
