"""What all processes of a run share is made once; where that fails, each process says why."""

from pathlib import Path

import pytest

from tests.support.once import once


def test_what_is_made_is_made_once(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(folder: Path) -> str:
        folder.mkdir()
        made.append(folder)
        return "answer"

    assert [once(tmp_path, "it", make), once(tmp_path, "it", make)] == ["answer", "answer"]
    assert made == [tmp_path / "it"]
    assert made[0].is_dir()


def test_what_failed_fails_again_for_its_own_reason(tmp_path: Path) -> None:
    def make(folder: Path) -> str:
        folder.mkdir()
        (folder / "half").touch()
        raise ValueError("no network")

    for _ in range(2):
        with pytest.raises(ValueError, match=r"^no network$"):
            once(tmp_path, "it", make)
