"""Files of variables alone: what costs money is what a plan of them says, and what nobody knows is said."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jupyter_on_gke.previewing.command import command
from jupyter_on_gke.previewing.planning import WITHOUT
from tests.previewing.test_plans import said
from tests.support.cases import CASES, by_id
from tests.support.filled_in import filled_in
from tests.support.synth import ROOT
from tests.support.terraform import Workspace

FILES = [*sorted((ROOT / "tfvars").glob("*.tfvars")), CASES / "variants" / "standard-every-pool-attribute.tfvars"]
AUTOPILOT = ROOT / "tfvars" / "new-autopilot.tfvars"
EXISTING = ROOT / "tfvars" / "existing-cluster-with-iap.tfvars"


def of_files(*arguments: object) -> Result:
    return CliRunner().invoke(command, [*map(str, arguments)])


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize("file", by_id(FILES))
def test_what_costs_money_is_what_a_plan_says(file: Path, stack: Path, tmp_path: Path) -> None:
    workspace = Workspace.create(stack, tmp_path, file)
    workspace.init()
    planned = json.loads(said(workspace.foreseen(), tmp_path, "--json").output)["costs"]
    alone = json.loads(of_files("--json", filled_in(file, tmp_path)).output)["costs"]
    assert alone == planned
    assert len(planned) > 3


@pytest.mark.synth
def test_what_nobody_knows_is_said(tmp_path: Path) -> None:
    answer = of_files(filled_in(AUTOPILOT, tmp_path))
    assert answer.exit_code == 0
    assert "user:ann@example.com: may sign in on the hub" in answer.output
    assert "is for a plan to say, which needs credentials for Google: --dir STACK." in answer.output
    assert answer.output.endswith("No plan was made: nobody knows yet what is lost.\n")
    assert "Made" not in answer.output
    assert "The plan changes nothing." not in answer.output
    assert "is taken for one of Autopilot" not in answer.output
    assert "is taken for one of Autopilot" in of_files(filled_in(EXISTING, tmp_path)).output


@pytest.mark.synth
def test_later_files_go_before(tmp_path: Path) -> None:
    more = tmp_path / "more.tfvars"
    more.write_text('members_allowlist = ["group:team@example.org"]\nhome_disk_size_gb = 50\n', encoding="utf-8")
    found = json.loads(of_files("--json", filled_in(AUTOPILOT, tmp_path), more).output)
    assert [each["who"] for each in found["gained"]] == ["group:team@example.org"]
    assert next(each for each in found["costs"] if "person" in each["per"])["least"] == 50


@pytest.mark.synth
def test_values_are_converted_as_terraform_does(tmp_path: Path) -> None:
    more = tmp_path / "more.tfvars"
    texts = 'create_cluster = "false"\nadd_auth = "false"\nhome_disk_size_gb = "50"\n'
    more.write_text(f"admin_users = null\n{texts}", encoding="utf-8")
    answer = of_files("--json", filled_in(AUTOPILOT, tmp_path), more)
    assert answer.exit_code == 0
    found = json.loads(answer.output)
    assert found["gained"] == []
    assert [each for each in found["costs"] if each["sku"].startswith(("cluster", "load-balancer"))] == []
    assert "jupyterhub: a home, 50 GiB pd-balanced" in [each["what"] for each in found["costs"]]


@pytest.mark.synth
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("home_disk_size_gb = 0\n", 'home_disk_size_gb is "0": write a whole number from'),
        ('admin_users = "ann@example.org"\n', 'wrong.tfvars:1:1: admin_users is "ann@example.org": write a list'),
        ('add_auth = "no"\n', 'add_auth is "no": write'),
        ("cluster_name = null\n", "no file says cluster_name"),
        ("project_id =\n", "a value is missing"),
        ("", "no file says project_id, cluster_name, cluster_location"),
    ],
)
def test_files_that_are_wrong(text: str, sentence: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.tfvars"
    wrong.write_text(text, encoding="utf-8")
    given = [filled_in(AUTOPILOT, tmp_path)] if text else []
    answer = of_files(*given, wrong)
    assert answer.exit_code == 2
    assert sentence in answer.output
    assert answer.exception is None or type(answer.exception) is SystemExit
    assert of_files(tmp_path / "none.tfvars").exit_code == 2


def test_without_credentials_it_says_what_there_is(tmp_path: Path) -> None:
    """A program in Terraform's place says what the released provider says."""
    tool = tmp_path / "terraform-without"
    tool.write_text(
        "#!/bin/sh\necho 'Error: Attempted to load application default credentials since neither `credentials` nor "
        "`access_token` was set in the provider block. No credentials loaded.' >&2\nexit 1\n",
        encoding="utf-8",
    )
    tool.chmod(0o755)
    answer = CliRunner().invoke(
        command, ["--dir", str(tmp_path), str(AUTOPILOT)], env={"TERRAFORM_BINARY_NAME": str(tool)}
    )
    assert answer.exit_code == 2
    assert WITHOUT in answer.output
