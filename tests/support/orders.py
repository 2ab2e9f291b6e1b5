"""What waits for what: Terraform's graph of the synthesized JSON, without the providers."""

import json
import re

from tests.support.synth import Json

REFERENCE = re.compile(r"\b(data\.[a-z]\w*\.\w+|local\.\w+|(?:google|kubernetes|helm|random)_\w+\.\w+)")


def graph(synthesized: Json) -> dict[str, set[str]]:
    """Address of a resource, data source or local -> those that it names, by depends_on or in an expression."""
    nodes = {f"local.{name}": text for name, text in synthesized["locals"].items()}
    for block, prefix in (("resource", ""), ("data", "data.")):
        for kind, named in synthesized[block].items():
            nodes |= {f"{prefix}{kind}.{name}": body for name, body in named.items()}
    return {address: set(REFERENCE.findall(json.dumps(body))) & nodes.keys() for address, body in nodes.items()}


def before(address: str, edges: dict[str, set[str]]) -> set[str]:
    """Everything that has to be there first."""
    found: set[str] = set()
    left = [address]
    while left:
        new = edges[left.pop()] - found
        found |= new
        left += new
    return found
