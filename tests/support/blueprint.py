"""The state that the HCL blueprint leaves, as far as its addresses go, for each of its variants."""

import json
import re
from pathlib import Path
from typing import Any

from tests.support.cases import CASES
from tests.support.synth import Json
from tests.support.terraform import Workspace

BLUEPRINT = json.loads((CASES / "blueprint_state.json").read_text(encoding="utf-8"))
VARIANTS: list[str] = list(BLUEPRINT["variants"])
BETA, GOOGLE = "hashicorp/google-beta", "hashicorp/google"


def addresses(variant: str) -> list[str]:
    """What the blueprint has in this variant."""
    return [each["address"] for each in resources(variant)]


def resources(variant: str) -> list[Json]:
    return [each for each in BLUEPRINT["resources"] if each["variants"] == "all" or variant in each["variants"]]


def without_keys(address: str) -> str:
    """The address as a `removed` block names it."""
    return re.sub(r"\[[^\]]*\]", "", address)


def write_state(variant: str, file: Path, *, replaced: bool = True) -> None:
    """A state with made-up attributes, in which google-beta has been replaced as docs/migration.md says, or not yet."""
    state = {
        "version": 4,
        "terraform_version": "1.5.7",
        "serial": 1,
        "lineage": "11111111-2222-3333-4444-555555555555",
        "outputs": {},
        "resources": [in_state(each) for each in resources(variant)],
    }
    file.write_text(json.dumps(state), encoding="utf-8")
    if not replaced:
        return
    replace = ("state", "replace-provider", "-auto-approve", f"-state={file.name}", BETA, GOOGLE)
    Workspace(folder=file.parent).must(*replace)


def in_state(resource: Json) -> Json:
    """A resource in the form of a state file."""
    found = re.fullmatch(r"((?:module\.[^.]+\.)*)([^.]+)\.([^.\[]+)(?:\[(.+)\])?", resource["address"])
    assert found, resource["address"]
    module, kind, name, key = found.groups()
    source = "terraform.io/builtin" if resource["provider"] == "terraform" else "registry.terraform.io/hashicorp"
    alias = f".{resource['provider_alias']}" if resource.get("provider_alias") else ""
    instance: dict[str, Any] = {
        "schema_version": 0,
        "attributes": {"id": resource["address"], **resource.get("attributes", {})},
    }
    if key:
        instance["index_key"] = json.loads(key)
    return {
        "module": module.rstrip("."),
        "mode": "managed",
        "type": kind,
        "name": name,
        "provider": f'provider["{source}/{resource["provider"]}"]{alias}',
        "instances": [instance],
    }
