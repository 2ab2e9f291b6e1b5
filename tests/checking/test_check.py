"""The command `check`: what it says of files, as people read it and as programs do, and what it exits with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jupyter_on_gke.command.app import main
from tests.support.cases import CASES
from tests.support.synth import ROOT

FOLDER = CASES / "checked"
CODES = {
    "address.tfvars": 0,
    "meant.tfvars": 0,
    "reckoned.tfvars": 0,
    "syntax.tfvars": 1,
    "typos.tfvars": 1,
    "values.tfvars.json": 1,
}
# What Terraform reads, with lines that begin as a variable's does.
BETWEEN = [
    "jupyterhub_values = <<EOT\nhub:\n  extraConfig: {}\nsingleuser: {startTimeout: 600}\nEOT\n",
    'profiles = [{name = "a", description = <<-EOT\ndomain: x\nnetwork = y\n  EOT\n}]\n',
    "/*\nnetwork = x y\ndomain: 3\n*/\n",
    'resource_labels = {\nteam = "data"\nowner = "ann"\n}\n',
    'profiles = [{\nname = "a"\ndisplay_name = "A"\n}]\nnetwork = "n"\n',
]
GOOD = 'project_id = "demo-project"\ncluster_name = "c"\ncluster_location = "us-central1"\ncreate_cluster = true\n'


def checked(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def put(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_every_file_has_a_code() -> None:
    assert {file.name for file in FOLDER.iterdir()} == CODES.keys()


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_programs_read_the_same(name: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    result = checked("--json", name)
    assert result.exit_code == code
    found = json.loads(result.output)
    assert found["refused"] == found["stops"] == (code == 1)
    lines = [
        f"{each['file']}:{each['line']}:{each['column']}: {each['kind']}: {each['sentence']}".replace(":0:0:", ":")
        for each in found["problems"]
    ]
    assert lines == checked(name).output.splitlines()[:-1]


def test_warnings_count_where_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    assert [checked(*asked, "address.tfvars").exit_code for asked in ([], ["--strict"])] == [0, 1]
    found = json.loads(checked("--strict", "--json", "address.tfvars").output)
    assert (found["refused"], found["stops"]) == (False, True)


@pytest.mark.parametrize(("more", "code"), [("home_disk_size_gb = 2 * 10\n", 0), ("cluster_loction = 1\n", 1)])
def test_notes_count_never(more: str, code: int, tmp_path: Path) -> None:
    """Of what only a plan knows, and of what is warned of, strict counts the latter."""
    assert checked("--strict", put(tmp_path, "strict.tfvars", f"{GOOD}add_auth = false\n{more}")).exit_code == code


def test_a_file_with_nothing_to_say(tmp_path: Path) -> None:
    file = put(tmp_path, "good.tfvars", f"{GOOD}add_auth = false\n")
    result = checked("--strict", file)
    assert (result.exit_code, result.output) == (0, "1 file: nothing is refused, and nothing is warned of.\n")


def test_the_later_file_counts(tmp_path: Path) -> None:
    first = put(tmp_path, "first.tfvars", f"{GOOD}add_auth = false\nhome_disk_size_gb = 5\n")
    second = put(tmp_path, "second.tfvars.json", '{"home_disk_size_gb": 20}')
    assert checked(first).exit_code == 1
    assert checked(first, second).exit_code == 0
    assert checked(second, first).exit_code == 1
    assert f"{first}:6:1: error: home_disk_size_gb" in checked(second, first).output


def test_a_file_that_is_not_there() -> None:
    result = checked("nothing.tfvars")
    assert result.exit_code == 2
    assert "nothing.tfvars: No such file" in result.stderr


def test_no_file_at_all() -> None:
    assert checked().exit_code == 2


@pytest.mark.parametrize("between", BETWEEN)
def test_one_error_makes_no_others(between: str, tmp_path: Path) -> None:
    """Where a file cannot be read as a whole, what looks like a variable in texts, remarks and objects is none."""
    file = put(tmp_path, "apart.tfvars", f"{GOOD}add_auth = false\n{between}admin_users = [1 2]\n")
    errors = [each for each in json.loads(checked("--json", file).output)["problems"] if each["kind"] == "error"]
    assert [(each["line"], each["sentence"]) for each in errors] == [
        (6 + between.count("\n"), "a comma is missing before 2: write one.")
    ]


@pytest.mark.parametrize("end", ["\\n", "\\r", "\\u2028", "\\u001b[2K"])
def test_a_value_begins_no_line(end: str, tmp_path: Path) -> None:
    """CI takes a line that begins with :: for a command of its own."""
    texts = (f'"a{end}::error::x"', f'["a{end}::error::x"]', f'{{"a{end}::error::x" = 1}}')
    for name in ("create_cluster", "cluster_name", "admin_users", "resource_labels", "profiles", "gpu_pools"):
        for text in texts:
            output = checked(put(tmp_path, "lines.tfvars", f"{GOOD}\n{name} = {text}\n")).output
            assert all(line.startswith((str(tmp_path), "1 file: ")) for line in output.splitlines()), output
            assert "\033" not in output


def test_it_starts_neither_cdktf_nor_the_translator() -> None:
    """All that it needs of Python, in a process of its own."""
    program = (
        "import sys\n"
        "from jupyter_on_gke.command.app import main\n"
        "try:\n"
        "    main(['check', sys.argv[1]])\n"
        "except SystemExit as ended:\n"
        "    print(ended.code, *[name for name in sys.argv[2:] if name in sys.modules])\n"
    )
    slow = ["cdktf", "cdktn", "constructs", "jsii", "jupyter_on_gke.plan_time.compiler"]
    done = subprocess.run(
        [sys.executable, "-c", program, str(FOLDER / "typos.tfvars"), *slow],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "constructs")},
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["1"], done.stderr
