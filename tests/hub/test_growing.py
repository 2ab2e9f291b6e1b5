"""Of a log that grows nothing is left out: what is asked for in it is a promise that it is not there."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from . import conftest
from .growing import OVERLAP, GrowingLog


def test_each_part_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "hub.log"
    whole, log = "", GrowingLog(file)
    for number in range(3):
        # In the midst of a letter.
        whole += f"line {number} of zoë\n"
        file.write_bytes(whole.encode()[:-2])
        assert log.read_on(1) == whole.encode()[:-2].decode("utf-8", "ignore")
        file.write_bytes(whole.encode())
        assert log.read_on(1) == whole


def test_another_process_begins_anew(tmp_path: Path) -> None:
    file = tmp_path / "hub.log"
    log = GrowingLog(file)
    file.write_text("the first process\n", encoding="utf-8")
    log.read_on(1)
    log.since_last_look()
    file.write_text("the second process, which writes more\n", encoding="utf-8")
    assert log.read_on(2) == "the second process, which writes more\n"
    assert log.since_last_look() == "the second process, which writes more\n"


def test_what_is_read_is_looked_through(tmp_path: Path) -> None:
    file = tmp_path / "hub.log"
    log = GrowingLog(file)
    file.write_text("a" * OVERLAP + "tok", encoding="utf-8")
    log.read_on(1)
    assert log.since_last_look().endswith("tok")
    file.write_text("a" * OVERLAP + "token", encoding="utf-8")
    log.read_on(1)
    assert "token" in log.since_last_look()
    assert len(log.since_last_look()) == OVERLAP


def test_a_leak_is_found_once_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "hub.log"
    file.write_text("", encoding="utf-8")

    def write(*lines: str) -> None:
        with file.open("a", encoding="utf-8") as log:
            log.writelines(f"{line}\n" for line in lines)

    monkeypatch.setattr(conftest, "request", lambda _, path: write(f"GET {path}"))
    hub: Any = SimpleNamespace(log_file=file, port=0, process=SimpleNamespace(pid=1))
    signer: Any = SimpleNamespace(made=[])
    world = conftest.World(hub, None, signer)  # type: ignore[arg-type]  # of Google nothing is asked
    for number in range(3):
        signer.made.append(f"header.{number}{'b' * 40}.signature")
        write(*["x" * 80] * 1000)
        assert world.leaks() == []
    write(f"a header was {signer.made[0][:60]}")
    assert world.leaks() == [f"0{'b' * 40}"]
    write(*["x" * 80] * 1000)
    assert world.leaks() == [f"0{'b' * 40}"], "what is on the edge is looked through twice"
    assert world.leaks() == []
