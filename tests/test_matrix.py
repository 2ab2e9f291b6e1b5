"""What `make matrix` finds on a machine, and what it calls a fault."""

from pathlib import Path

import pytest

from tests import matrix
from tests.matrix import Found, candidates, differing, found, not_here, run


def executable(file: Path, says: str, code: int = 0) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """The shell of a machine with some of each, and with what only looks like one."""
    on_path, extra, home = tmp_path / "bin", tmp_path / "extra", tmp_path / "home"
    executable(on_path / "python3", "3.11.7")
    executable(on_path / "python3.12", "pyenv: python3.12: command not found", 127)
    executable(on_path / "python3.13", "No module named venv", 1)
    executable(on_path / "node", "v20.20.2")
    executable(extra / "node", "v24.9.0")
    executable(home / ".pyenv/versions/3.10.13/bin/python3", "3.10.13")
    executable(home / ".pyenv/versions/3.10.9/bin/python3", "3.10.9")
    executable(home / ".pyenv/versions/3.1.0/bin/python3", "3.1.0")
    executable(home / ".nvm/versions/node/v22.1.0/bin/node", "v22.1.0")
    (on_path / "python3.14").write_text("not a program", encoding="utf-8")
    return {"PATH": str(on_path), "MATRIX_PATH": str(extra), "HOME": str(home)}


def test_what_is_found(machine: dict[str, str]) -> None:
    executables = list(candidates(machine))
    pythons = found(matrix.PYTHONS, [file for file in executables if "python" in file.name])
    nodes = found(matrix.NODES, [file for file in executables if file.name == "node"])
    assert {name: str(each) for name, each in pythons.items()} == {"3.10": "3.10.13", "3.11": "3.11.7"}
    assert {name: str(each) for name, each in nodes.items()} == {"20": "20.20.2", "22": "22.1.0", "24": "24.9.0"}
    assert not_here("Python", matrix.PYTHONS, pythons) == [
        "Python 3.12 is not here, and was not tried.",
        "Python 3.13 is not here, and was not tried.",
        "Python 3.14 is not here, and was not tried.",
    ]


def test_3_1_is_not_3_10(tmp_path: Path) -> None:
    old = executable(tmp_path / "python3", "3.1.5")
    assert found(("3.10", "3.11"), [old]) == {}
    assert set(found(("3.1",), [old])) == {"3.1"}


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ({"a": "1", "b": "2"}, []),
        ({"a": "1", "b": "3"}, ["b"]),
        ({"a": "1"}, ["b"]),
        ({"a": "1", "b": "2", "c": ""}, ["c"]),
    ],
)
def test_what_differs(other: dict[str, str], differ: list[str]) -> None:
    assert differing({"a": "1", "b": "2"}, other) == differ


PYTHONS = {"3.10": Found((3, 10, 1), Path("p10")), "3.11": Found((3, 11, 1), Path("p11"))}
NODES = {"20": Found((20, 1, 0), Path("n20")), "22": Found((22, 1, 0), Path("n22"))}


@pytest.mark.parametrize(
    ("writes", "fails", "faults"),
    [
        pytest.param({}, "", [], id="all the same"),
        pytest.param(
            {("p11", "22.1.0"): {"cdk.tf.json": "other"}},
            "",
            ["Python 3.11.1 with Node.js 22.1.0 writes cdk.tf.json otherwise than the first."],
            id="a pair writes something else",
        ),
        pytest.param({}, "p10", ["Python 3.10.1 fails:\n1 failed"], id="tests fail, and the other Python is tried"),
    ],
)
def test_what_is_a_fault(
    writes: dict[tuple[str, str], dict[str, str]], fails: str, faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def must(command: str | Path, *_: str | Path, **__: str) -> str:
        tried.append(str(command))
        if str(command) == fails:
            raise RuntimeError("1 failed")
        return "3 passed"

    monkeypatch.setattr(matrix, "installed", lambda python: python.executable)
    monkeypatch.setattr(matrix, "with_node", str)
    monkeypatch.setattr(
        matrix, "synthesized", lambda python, node: writes.get((str(python), str(node)), {"cdk.tf.json": ""})
    )
    monkeypatch.setattr(matrix, "must", must)
    assert list(run(PYTHONS, NODES)) == faults
    assert tried == ["p10", "p11"]
