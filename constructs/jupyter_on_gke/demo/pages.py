"""The demo's own page: which pods there would be, and on which nodes."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import yaml

PATH = "/_demo"
STYLE = """
:root{color-scheme:light dark;--line:#767676}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
pre{border:1px solid var(--line);border-radius:4px;padding:1rem;overflow:auto;font-size:13px}
dt{font-weight:600;margin-top:.5rem}dd{margin:0}
"""
HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'


class Dumper(yaml.SafeDumper):
    """Writes a list or map twice where it is there twice, instead of a name for it."""

    def ignore_aliases(self, data: Any) -> bool:
        """Always."""
        return True


def choices(folder: Path) -> list[dict[str, Any]]:
    """What people chose, in the order in which they did: person, options and node, and the pod."""
    files = sorted(folder.glob("*.choice.json"), key=lambda file: file.stat().st_mtime)
    found: list[dict[str, Any]] = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    for choice in found:
        choice["pod"] = json.loads((folder / f"{choice['person']}.pod.json").read_text(encoding="utf-8"))
    return found


def page(chosen: list[dict[str, Any]]) -> str:
    """The page of the pods that people's servers would be."""
    body = "".join(map(_choice, chosen)) or "<p>Nobody has started a server yet.</p>"
    return (
        f"{HEAD}<title>Pods of the demo</title><style>{STYLE}</style><body><h1>Pods of the demo</h1>"
        "<p>KubeSpawner made each manifest, as it does on GKE. Nobody sent it to a cluster. "
        f'<a href="/hub/home">Back to the hub</a></p>{body}</body></html>'
    )


def _without_secrets(pod: dict[str, Any]) -> dict[str, Any]:
    """The manifest without the tokens of the server that runs here."""
    (container, *others) = pod["spec"]["containers"]
    env = [{**each, "value": "(secret)"} if each["name"].endswith("_TOKEN") else each for each in container["env"]]
    return {**pod, "spec": {**pod["spec"], "containers": [{**container, "env": env}, *others]}}


def _amount(written: Any) -> str:
    """Bytes in GiB, all else as it is."""
    return f"{int(written) / 2**30:g} GiB" if str(written).isdecimal() and int(written) >= 2**20 else str(written)


def _choice(choice: dict[str, Any]) -> str:
    pod = choice["pod"]
    (container, *_) = pod["spec"]["containers"]
    limits = container["resources"].get("limits", {})
    rows = {
        "Profile": choice["options"].get("profile", "none"),
        "Pod": pod["metadata"]["name"],
        "Node": choice["node"],
        "Image": container["image"],
        "At most": ", ".join(f"{name} {_amount(amount)}" for name, amount in sorted(limits.items())) or "no limit",
    }
    listed = "".join(f"<dt>{name}</dt><dd>{html.escape(str(text))}</dd>" for name, text in rows.items())
    manifest = yaml.dump(_without_secrets(pod), Dumper=Dumper, sort_keys=True, allow_unicode=True, width=110)
    return (
        f"<h2>{html.escape(choice['person'])}</h2><dl>{listed}</dl>"
        f"<details open><summary>The pod's manifest</summary><pre>{html.escape(manifest)}</pre></details>"
    )
