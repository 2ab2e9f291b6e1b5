"""docs/plan-time.md has what functions are written of, and shows one that does what the page says."""

import re
from pathlib import Path

import pytest

from jupyter_on_gke import App, JupyterOnGke
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import PlanTime
from tests.support.documentation import generated
from tests.support.expectations import expect_text
from tests.support.plan_time_page import locals_table, rows_table
from tests.support.synth import ROOT

PAGE = ROOT / "docs" / "plan-time.md"


@pytest.mark.synth
def test_tables(tmp_path: Path) -> None:
    stack = JupyterOnGke(App(outdir=str(tmp_path)), "jupyter")
    expect_text(generated(PAGE, {"table": rows_table(), "locals": locals_table(stack.logic)}), PAGE)


def test_the_function_that_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "shown_on_the_page.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    from shown_on_the_page import spot_pools  # type: ignore[import-not-found]  # made above

    assert isinstance(spot_pools, PlanTime)
    assert f"`{spot_pools.terraform(pools='local.pools')}`" in text
    cheap, dear = (
        Pool(
            name=name, accelerator="", count=0, zones=None, machine_type="e2-small", spot=spot, unfit="", takes_hub=True
        )
        for name, spot in (("cheap", True), ("dear", False))
    )
    assert spot_pools([dear, cheap]) == ["cheap"]
