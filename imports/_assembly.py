"""Copies of providers' assemblies with only those parts that a program uses, kept in the user's cache.

An assembly is what a provider's package holds for Node.js: a description of all types, and their code.
google's has 19,517 types in 1,400 submodules; a program uses some twenty of these.
"""

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import Any

# Counted up when copies are made in another way, so that older ones are not taken.
FORMAT = 1
SCHEMA = "jsii/0.10.0"
DESCRIPTION = "package/.jsii"
INDEX = "package/lib/index.js"
MANIFEST = "package/package.json"
UNUSED = {"docs", "locationInModule"}
"""What only documentation and editors read in a type's description."""


def cached(whole: Path, parts: list[str]) -> Path:
    """The copy of the assembly with these parts, made if it is not there. Raises what making it raises."""
    there = whole.stat()
    key = json.dumps([FORMAT, str(whole), there.st_size, there.st_mtime_ns, parts])
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jupyter-on-gke"
    copy = folder / f"{whole.name.removesuffix('.jsii.tgz')}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.jsii.tgz"
    if not intact(copy):
        folder.mkdir(parents=True, exist_ok=True)
        # Others may make it, or read it, at the same time: it is there whole or not at all.
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            made = Path(scratch) / copy.name
            made.write_bytes(reduced(whole, parts))
            made.replace(copy)
    return copy


def intact(archive: Path) -> bool:
    """Whether the archive is there as it was written, by gzip's own checksum."""
    try:
        gzip.decompress(archive.read_bytes())
    except (OSError, EOFError, zlib.error):
        return False
    return True


def reduced(whole: Path, parts: list[str]) -> bytes:
    """A tar archive with the assembly's description and code for these parts."""
    with tarfile.open(whole) as archive:
        description = archive.extractfile(DESCRIPTION)
        if description is None:
            raise ValueError(f"{whole} has no description")
        assembly, folders = reduced_description(json.load(description), parts)
        exports = "".join(f'exports.{name} = require("./{folders[name]}");\n' for name in folders)
        written = {
            DESCRIPTION: json.dumps(assembly, separators=(",", ":")),
            INDEX: f'Object.defineProperty(exports, "__esModule", {{ value: true }});\n{exports}',
        }
        kept = tuple(f"package/lib/{folder}/" for folder in folders.values())
        result = io.BytesIO()
        with tarfile.open(fileobj=result, mode="w:gz", compresslevel=1) as copy:
            for member in archive.getmembers():
                if member.name in written:
                    content = written[member.name].encode()
                elif member.name == MANIFEST or (member.name.startswith(kept) and member.name.endswith(".js")):
                    content = without_source_map(archive.extractfile(member).read())  # type: ignore[union-attr]  # a file
                else:
                    continue
                entry = tarfile.TarInfo(member.name)
                entry.size = len(content)
                copy.addfile(entry, io.BytesIO(content))
    return result.getvalue()


def without_source_map(code: bytes) -> bytes:
    """The code without the map to its TypeScript, which is as long again, at its end."""
    return re.sub(rb"\n//# sourceMappingURL=data:\S*\s*\Z", b"\n", code)


def reduced_description(assembly: dict[str, Any], parts: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The assembly with the submodules of these parts and of what they refer to; export's name -> folder.

    Raises ValueError where it is not as expected.
    """
    if assembly.get("schema") != SCHEMA:
        raise ValueError(f"the form of {assembly.get('name')} is not {SCHEMA}")
    folders = {name: each["symbolId"].split("/")[1] for name, each in assembly["submodules"].items()}
    by_part = {folder.replace("-", "_"): name for name, folder in folders.items()}
    if unknown := set(parts) - by_part.keys():
        raise ValueError(f"{assembly['name']} has no {', '.join(sorted(unknown))}")
    types_of: dict[str, dict[str, Any]] = {}
    for fqn, each in assembly["types"].items():
        types_of.setdefault(f"{assembly['name']}.{each.get('namespace', '')}", {})[fqn] = each
    reference = re.compile(rf'"({re.escape(assembly["name"])}\.\w+)\.')
    kept: dict[str, dict[str, Any]] = {}
    left = {by_part[part] for part in parts}
    while left:
        name = left.pop()
        kept[name] = without(UNUSED, types_of[name])
        left |= set(reference.findall(json.dumps(kept[name]))) - kept.keys()
    submodules = {name: each for name, each in assembly["submodules"].items() if name in kept}
    types = {fqn: each for name in submodules for fqn, each in kept[name].items()}
    return assembly | {"submodules": submodules, "types": types}, {
        name.rpartition(".")[2]: folders[name] for name in submodules
    }


def without(keys: set[str], data: Any) -> Any:
    """The data without these keys of its objects, at any depth."""
    if isinstance(data, dict):
        return {key: without(keys, value) for key, value in data.items() if key not in keys}
    return [without(keys, value) for value in data] if isinstance(data, list) else data
