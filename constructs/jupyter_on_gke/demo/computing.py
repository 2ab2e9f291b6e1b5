"""What the demo has to know of a deployment, computed in a process of its own.

cdktf runs Node.js, which a Ctrl-C in the terminal would end under its hands; and it is not needed after this.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from jupyter_on_gke.demo.hub_process import PACKAGES

REFUSED = 3


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a deployment comes to."""

    values: dict[str, Any]
    """The chart's."""
    nodes: dict[str, str]
    """Slug of a profile -> where its servers are."""
    members: list[str]
    """Who may pass IAP."""
    behind_iap: bool
    separate_hub: bool
    """Whether the hub's own paths have a backend service."""
    is_there: bool
    """Whether the cluster is not made here."""


def computed(variables: Mapping[str, Any]) -> Facts:
    """What a deployment with these variables comes to. ValueError with the sentences that refuse them."""
    paths = [str(PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(  # ourselves
        [sys.executable, "-m", "jupyter_on_gke.demo.computing"],
        input=json.dumps(variables),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    if done.returncode == REFUSED:
        raise ValueError(done.stdout.strip())
    if done.returncode != 0:
        raise RuntimeError(f"the deployment could not be computed:\n{done.stderr[-3000:]}")
    return Facts(**json.loads(done.stdout))


def facts(variables: Mapping[str, Any]) -> Facts:
    """The same, in this process."""
    from jupyter_on_gke.demo.deployment import Deployment
    from jupyter_on_gke.demo.nodes import nodes

    deployment = Deployment(variables)
    known = deployment.known
    return Facts(
        values=deployment.chart_values(),
        nodes=nodes(known),
        members=known["local.every_member"],
        behind_iap=known["add_auth"],
        separate_hub=known["separate_hub_backend"],
        is_there=not known["create_cluster"],
    )


def main() -> None:
    """Reads variables as JSON, and writes what they come to."""
    try:
        found = facts(json.load(sys.stdin))
    except ValueError as refusal:
        print(refusal)
        sys.exit(REFUSED)
    json.dump(asdict(found), sys.stdout)


if __name__ == "__main__":
    main()
