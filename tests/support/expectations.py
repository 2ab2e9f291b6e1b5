"""Expected values in files: compared, or written anew by `make refresh`."""

import fcntl
import json
import os
from pathlib import Path

import yaml

from tests.support.documents import read_yaml
from tests.support.synth import ROOT, Json

REFRESH = "REFRESH_EXPECTATIONS"
HOW = "If the change is meant, run `make refresh` and read the diff."


def refreshing() -> bool:
    """Whether expectations are written instead of compared. CI never writes."""
    return bool(os.environ.get(REFRESH)) and not os.environ.get("CI")


def expect_text(actual: str, file: Path) -> None:
    """The text must be what the file holds."""
    if refreshing():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(actual, encoding="utf-8")
        return
    assert file.exists(), f"{file.relative_to(ROOT)} is missing. {HOW}"
    expected = file.read_text(encoding="utf-8")
    if actual != expected:
        # Line by line, so that pytest shows the lines that differ.
        assert actual.splitlines() == expected.splitlines(), f"{file.relative_to(ROOT)}: {HOW}"
        raise AssertionError(f"{file.relative_to(ROOT)} differs in its last newline. {HOW}")


def expect_yaml(actual: Json, file: Path) -> None:
    """The data must be what the file holds."""
    if refreshing():
        text = yaml.safe_dump(actual, sort_keys=False, width=100, allow_unicode=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    assert file.exists(), f"{file.relative_to(ROOT)} is missing. {HOW}"
    expected = read_yaml(file.read_text(encoding="utf-8"))
    assert actual == expected, f"{file.relative_to(ROOT)}: {HOW}"


def expect_entry(actual: Json, file: Path, key: str) -> None:
    """The data must be what the file holds under the key: one file for many small expectations."""
    if refreshing():
        file.touch()
        with file.open("r+", encoding="utf-8") as stream:
            # Tests run in parallel.
            fcntl.flock(stream, fcntl.LOCK_EX)
            entries = (read_yaml(stream.read()) or {}) | {key: actual}
            stream.seek(0)
            stream.truncate()
            yaml.safe_dump(entries, stream, sort_keys=True, width=100, allow_unicode=True)
        return
    expected = read_yaml(file.read_text(encoding="utf-8"))
    assert actual == expected.get(key), f"{file.relative_to(ROOT)}, {key}: {HOW}"


def pretty(data: Json) -> str:
    """JSON as people read it."""
    return json.dumps(data, indent=2, sort_keys=True) + "\n"
