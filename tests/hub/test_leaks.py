"""A token in a log is found, wherever it stands."""

from types import SimpleNamespace
from typing import Any

import pytest

from .conftest import World

PLAIN, ODD = "eyJ" + "aB3_-" * 9, "eyJ" + "a+ é" * 12
LOGS = {
    "alone": (f"token {PLAIN}.x", [PLAIN]),
    "within letters": (f"GET /hub?x00{PLAIN}abc HTTP", [PLAIN]),
    "with odd signs": (f"could not read {ODD}", [ODD]),
    "a piece of it": (f"token {PLAIN[:-1]} {ODD[1:]}", []),
}


@pytest.mark.parametrize("where", LOGS)
def test_leaks(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log, found = LOGS[where]
    made: Any = SimpleNamespace(made=[f"{PLAIN}.{ODD}.short"])
    monkeypatch.setattr(World, "log", lambda self: log)
    nothing: Any = None
    assert World(nothing, nothing, made).leaks() == found
