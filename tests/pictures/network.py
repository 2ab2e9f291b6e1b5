"""Who reaches whom: the network policies of a deployment's values, asked for each pair of places."""

from __future__ import annotations

from html import escape
from pathlib import Path

from tests.pictures.svg import LETTER, document
from tests.support.cases import CASES, expected_values
from tests.support.documents import read_yaml
from tests.support.network_policies import DataPlane, Place, Port, allowed, modelled, place

PLACES = read_yaml((CASES / "network.yaml").read_text(encoding="utf-8"))["places"]
SOURCES = {
    "load balancer": "load balancer",
    "other pods": "stranger",
    "VPC": "VPC",
    "notebook": "notebook",
    "hub": "hub",
    "proxy": "proxy",
}
TARGETS = {
    "proxy": "proxy",
    "hub": "hub",
    "notebooks": "another notebook",
    "internet": "internet",
    "VPC": "VPC",
    "nodes": "node",
    "other pods": "stranger",
    "DNS": "kube-dns",
    "metadata": "metadata server",
}
"""What the picture calls a place -> what tests/cases/network.yaml does."""
OURS = {"proxy", "hub", "notebook", "another notebook"}
PORTS = tuple(Port(number=number) for number in (53, 80, 443, 8000, 8001, 8081, 8888))
ANY = Port(number=4242)
"""Nothing listens there, so no rule is for it alone."""
CELL, LEFT, TOP, ROW = 94, 150, 84, 34


def reach(policies: list[object], source: str, target: str) -> str:
    """The ports that are open, on the data plane of new clusters; "" where none is, "any" where all are."""
    one, other = (place(PLACES[name], DataPlane.DATAPLANE_V2) for name in (source, target))
    if _is_open(policies, one, other, ANY):
        return "any"
    return ", ".join(str(port.number) for port in PORTS if _is_open(policies, one, other, port))


def _is_open(policies: list[object], source: Place, target: Place, port: Port) -> bool:
    return allowed(policies, source, target, port, DataPlane.DATAPLANE_V2)


def network(file: Path) -> str:
    """The picture of the deployment that a tfvars file of ours makes."""
    values = expected_values(file)
    policies = modelled(values)
    way_in = "with" if "IAPAuthenticator" in values["hub"]["config"] else "without"
    is_open_to_google = "80" in reach(policies, "notebook", "metadata server")
    bucket = " and a bucket" if is_open_to_google else ""
    title = f"Who reaches whom, {way_in} IAP{bucket}: open TCP ports, as Dataplane V2 has them"
    corner = f'<text class="s" x="20" y="{TOP - 12}">from, to</text>'
    parts = [f'<text class="t" x="20" y="30">{title}</text>', corner]
    parts += [
        f'<text class="t" text-anchor="middle" x="{LEFT + (number + 0.5) * CELL:g}" y="{TOP - 12}">{name}</text>'
        for number, name in enumerate(TARGETS)
    ]
    for row, (source, of_source) in enumerate(SOURCES.items()):
        y = TOP + row * ROW
        parts.append(f'<text class="t" x="20" y="{y + 21}">{source}</text>')
        for column, of_target in enumerate(TARGETS.values()):
            if of_source != of_target and OURS & {of_source, of_target}:
                parts.append(_cell(LEFT + column * CELL, y, reach(policies, of_source, of_target)))
    return document(title, LEFT + len(TARGETS) * CELL + 20, TOP + len(SOURCES) * ROW + 16, parts)


def _cell(x: float, y: float, ports: str) -> str:
    text = ports or "closed"
    look = "yes" if ports else "no"
    assert len(text) * LETTER < CELL, f"{text} is longer than a cell"
    return (
        f'<rect class="{look}" x="{x + 3:g}" y="{y + 3:g}" width="{CELL - 6}" height="{ROW - 6}" rx="4"/>'
        f'<text class="{"l" if ports else "s"}" text-anchor="middle" x="{x + CELL / 2:g}" y="{y + 21:g}">'
        f"{escape(text)}</text>"
    )
