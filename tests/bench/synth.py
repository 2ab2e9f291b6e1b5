"""What one synth costs with our bindings and with cdktf's own way of importing a provider."""

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jupyter_on_gke.imports._early import WHOLE
from tests.bench.process import medians, peak_mib, seconds
from tests.support.synth import STACK, copy_project, with_plain_imports

ROUNDS = 5
COMMAND = (sys.executable, "main.py")
EMPTY = """from cdktf import App, TerraformStack

app = App()
TerraformStack(app, "jupyter")
app.synth()
"""
FIRST = "ours, the first time after an upgrade"
OURS = "ours"
NONE_OF_OURS = f"ours with `{WHOLE}=1`: nothing of our way of loading"
PLAIN = "plain imports of the providers"
NOTHING = "an empty stack: cdktf alone"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Wall time in seconds, and peak memory of Python and Node.js together in MiB."""

    seconds: float
    mib: float


def measure(scratch: Path) -> dict[str, Cost]:
    """Medians for each way, measured by turns. Raises AssertionError where the JSON is not the same."""
    ours = copy_project(scratch / "ours")
    plain = with_plain_imports(copy_project(scratch / "plain"))
    empty = scratch / "empty"
    empty.mkdir()
    (empty / "main.py").write_text(EMPTY, encoding="utf-8")

    warm = {"JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20", "XDG_CACHE_HOME": str(scratch / "cache")}
    ways = {OURS: (ours, warm), NONE_OF_OURS: (ours, warm | {WHOLE: "1"}), PLAIN: (plain, warm | {WHOLE: "1"})}
    jsons = []
    for folder, environment in ways.values():
        seconds(COMMAND, folder, **environment)  # warms the caches, ours and jsii's
        jsons.append((folder / STACK / "cdk.tf.json").read_bytes())
    assert len(set(jsons)) == 1, "the JSON depends on the way of importing"

    ways[NOTHING] = (empty, warm)
    times = {name: partial(seconds, COMMAND, folder, **environment) for name, (folder, environment) in ways.items()}
    peaks = {name: partial(peak_mib, COMMAND, folder, **environment) for name, (folder, environment) in ways.items()}
    spent, most = medians(times, ROUNDS), medians(peaks, ROUNDS)
    costs = {name: Cost(seconds=spent[name], mib=most[name]) for name in ways}
    first = {**warm, "XDG_CACHE_HOME": str(scratch / "first")}
    again = {**warm, "XDG_CACHE_HOME": str(scratch / "again")}
    costs[FIRST] = Cost(seconds=seconds(COMMAND, ours, **first), mib=peak_mib(COMMAND, ours, **again))
    return costs
