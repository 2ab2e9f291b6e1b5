"""Providers' stand-ins that stay up: Terraform starts its own some fifteen times a command, and asks for all types.

Only what a mirror (a folder, by TF_CLI_CONFIG_FILE) has in one version and with its schema in a file beside it. They
know the types that a configuration or a state names, with their whole schemas; another type is refused as ever.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from tests.support.native_blocks import NONE, Schemas
from tests.support.synth import Json

SCHEMA = "provider-schema.json.gz"
TYPE = re.compile(r"\b(?:[a-z]+)_[a-z0-9_]+\b")
# What Terraform says and hears when it starts a plugin.
STARTED_BY_TERRAFORM = {
    "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    "PLUGIN_PROTOCOL_VERSIONS": "5,6",
}
# However the process of the tests ends, the other end of `cat` closes.
UNTIL_WE_END = '"$0" & cat; kill $!; rm -r "${0%/*}"'

_types: set[str] = set()
_running: dict[str, tuple[subprocess.Popen[str], Json]] = {}


def running(files: Iterable[Path], environment: Mapping[str, str]) -> str:
    """TF_REATTACH_PROVIDERS for a command on these files; `STUB_FAIL` in the environment says what has to fail."""
    mirrored = stand_ins()
    named = {word for file in files for word in _words(file.read_text(encoding="utf-8"))}
    if new := named & all_types() - _types:
        _types.update(new)
        stop()
    fails = environment.get("STUB_FAIL", "")
    return json.dumps({address: _start(address, folder, fails, environment) for address, folder in mirrored.items()})


# Most commands read what another one has read.
@lru_cache(maxsize=1000)
def _words(text: str) -> frozenset[str]:
    """What may be a type in a text."""
    return frozenset(TYPE.findall(text))


@cache
def stand_ins() -> dict[str, Path]:
    """Address -> folder with the executable and its schema."""
    settings = Path(os.environ.get("TF_CLI_CONFIG_FILE", "/nonexistent"))
    text = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    found: dict[str, Path] = {}
    for mirror in re.findall(r'filesystem_mirror\s*{\s*path\s*=\s*"(.*)"', text):
        for provider in sorted(Path(mirror).glob("*/*/*")):
            schemas = list(provider.glob(f"*/*/{SCHEMA}"))
            if len(schemas) == len(list(provider.glob("*/*"))) == 1:
                found["/".join(provider.parts[-3:])] = schemas[0].parent
    return found


@cache
def _schema(folder: Path) -> Json:
    return json.loads(gzip.decompress((folder / SCHEMA).read_bytes()))


@cache
def schemas() -> Schemas:
    """What all stand-ins know: kind -> type -> schema."""
    return {kind: {k: v for folder in stand_ins().values() for k, v in _schema(folder)[kind].items()} for kind in NONE}


@cache
def all_types() -> set[str]:
    """Types of resources and data sources, of all stand-ins."""
    return {name for types in schemas().values() for name in types}


def _start(address: str, folder: Path, fails: str, environment: Mapping[str, str]) -> Json:
    """How Terraform reaches the provider; starts it where it is not running yet."""
    key = f"{address} {fails}"
    if key not in _running:
        reduced = Path(tempfile.mkdtemp(prefix="provider-"))
        shutil.copytree(folder, reduced, dirs_exist_ok=True)
        ours = {
            kind: {name: type_ for name, type_ in types.items() if name in _types} if kind != "provider" else types
            for kind, types in _schema(folder).items()
        }
        (reduced / SCHEMA).write_bytes(gzip.compress(json.dumps(ours).encode()))
        (executable,) = reduced.glob("terraform-provider-*")
        process = subprocess.Popen(
            ["sh", "-c", UNTIL_WE_END, str(executable)],
            env={**environment, **STARTED_BY_TERRAFORM},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        _, version, network, socket, protocol, *_ = process.stdout.readline().strip().split("|")
        _running[key] = (
            process,
            {
                "Protocol": protocol,
                "ProtocolVersion": int(version),
                "Pid": process.pid,
                "Test": True,
                "Addr": {"Network": network, "String": socket},
            },
        )
    return _running[key][1]


def stop() -> None:
    """Ends all; Terraform leaves alone what it did not start."""
    for process, _ in _running.values():
        process.communicate()
    _running.clear()
