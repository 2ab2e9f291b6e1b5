"""What the demo keeps from others on the same machine."""

import os
import runpy
from pathlib import Path

import pytest

from jupyter_on_gke.demo import command
from tests.support.synth import ROOT

SERVER = ROOT / "constructs/jupyter_on_gke/demo/in_the_hub/server.py"


def test_a_server_reads_nothing_that_others_may_have_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile whose home is a bucket has these in /tmp, which is a pod's own and here everybody's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", lambda *_: None)
    names = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    for name in (*names, "JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED"):
        monkeypatch.setenv(name, "/tmp/everybodys")  # noqa: S108
    runpy.run_path(str(SERVER))
    assert {Path(os.environ[name]).is_relative_to(tmp_path) for name in names} == {True}


def test_the_key_is_not_in_what_a_browser_is_told(tmp_path: Path) -> None:
    page = command._page_that_leads_to("http://127.0.0.1:8000/?demo=the-key", tmp_path)
    assert "the-key" not in page.as_uri()
    assert "url=http://127.0.0.1:8000/?demo=the-key" in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o077 == 0
