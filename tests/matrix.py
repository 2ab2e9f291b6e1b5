"""`make matrix`: synthesizes with each Python and Node.js that is here, and runs the fast tests with each Python.

All have to write the same files. It says which versions are not here, and fails where one that is here fails.
MATRIX_PATH names more folders with executables, as PATH does.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".matrix"
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
# Those that Node.js supports for years; the odd ones live for six months.
NODES = ("20", "22", "24")
# What a Python must have: venv, too, which Debian has in a package of its own.
PYTHON_VERSION = ["-c", "import ensurepip, venv, platform; print(platform.python_version())"]
NODE_VERSION = ["--version"]
FAST = "not terraform and not cluster and not cli and not hub and not slow"
# Where version managers keep what they installed, in a home.
MANAGED = (
    ".pyenv/versions/*/bin/python3",
    ".local/share/uv/python/*/bin/python3",
    ".asdf/installs/*/*/bin/python3",
    ".asdf/installs/*/*/bin/node",
    ".nvm/versions/node/*/bin/node",
    ".local/share/fnm/node-versions/*/installation/bin/node",
    ".volta/tools/image/node/*/bin/node",
    "n/n/versions/node/*/bin/node",
)


@dataclass(frozen=True, order=True)
class Found:
    """An executable and the version that it said."""

    version: tuple[int, ...]
    executable: Path

    def __str__(self) -> str:
        return ".".join(map(str, self.version))


def candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    """Everything that may be a Python or a Node.js."""
    folders = [*environment.get("MATRIX_PATH", "").split(os.pathsep), *environment.get("PATH", "").split(os.pathsep)]
    for folder in filter(None, folders):
        for name in ("node", "python3", *(f"python{version}" for version in PYTHONS)):
            yield Path(folder, name)
    for pattern in MANAGED:
        yield from sorted(Path(environment.get("HOME", "/nonexistent")).glob(pattern))


def said(executable: Path) -> tuple[int, ...] | None:
    """The version that it says; None of what does not run, as a version manager's for a version that is not chosen."""
    ask = NODE_VERSION if executable.name == "node" else PYTHON_VERSION
    try:
        done = subprocess.run([executable, *ask], capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.fullmatch(r"v?(\d+)\.(\d+)\.(\d+)", done.stdout.strip())
    return tuple(map(int, version.groups())) if version and done.returncode == 0 else None


def found(wanted: Iterable[str], executables: Iterable[Path]) -> dict[str, Found]:
    """Version as wanted -> the newest of it."""
    every = {file: said(file) for file in executables if file.is_file()}
    newest: dict[str, Found] = {}
    for each in sorted(Found(version, file) for file, version in every.items() if version):
        for name in wanted:
            if f"{each}.".startswith(f"{name}."):
                newest[name] = each
    return newest


def must(*command: str | Path, **environment: str) -> str:
    """What a command said. RuntimeError with the end of it where it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError("\n".join(done.stdout.splitlines()[-15:]))
    return done.stdout


def installed(python: Found) -> Path:
    """The executable of an environment in which the tests' requirements are."""
    home, wanted = FOLDER / str(python), ROOT / "requirements" / "dev.txt"
    executable, done = home / "bin" / "python", home / "done"
    if not done.exists() or done.stat().st_mtime < wanted.stat().st_mtime:
        must(python.executable, "-m", "venv", "--clear", home)
        must(
            executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            wanted,
        )
        done.touch()
    return executable


def with_node(node: Found) -> str:
    """A PATH on which this Node.js is the first."""
    folder = FOLDER / f"node-{node}"
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "node"
    link.unlink(missing_ok=True)
    link.symlink_to(node.executable.resolve())
    return os.pathsep.join([str(folder), os.environ["PATH"]])


def written(folder: Path) -> dict[str, str]:
    """All files of a synth but cdktf's own manifest: path -> text."""
    files = (file for file in (folder / "stacks").rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def synthesized(python: Path, node: Found) -> dict[str, str]:
    """What this pair writes."""
    # One folder for all: what comes next, an output, names it.
    folder = FOLDER / "cdktf.out"
    shutil.rmtree(folder, ignore_errors=True)
    must(python, "main.py", CDKTF_OUTDIR=str(folder), PATH=with_node(node), PYTHONDONTWRITEBYTECODE="1")
    return written(folder)


def differing(first: dict[str, str], other: dict[str, str]) -> list[str]:
    """The files that are not the same."""
    return sorted(name for name in {*first, *other} if first.get(name) != other.get(name))


def run(pythons: dict[str, Found], nodes: dict[str, Found]) -> Iterator[str]:
    """Runs all pairs, and yields a sentence for each fault."""
    first: dict[str, str] = {}
    for python in pythons.values():
        try:
            executable = installed(python)
            for node in nodes.values():
                began = time.monotonic()
                files = synthesized(executable, node)
                first = first or files
                print(f"Python {python}, Node.js {node}: a synth of {time.monotonic() - began:.1f} s", flush=True)
                if differ := differing(first, files):
                    yield f"Python {python} with Node.js {node} writes {', '.join(differ)} otherwise than the first."
            last = must(executable, "-m", "pytest", "-m", FAST, PATH=with_node(max(nodes.values())))
            print(f"Python {python}: the fast tests pass {last.strip().splitlines()[-1][-8:].strip()}", flush=True)
        except RuntimeError as error:
            yield f"Python {python} fails:\n{error}"


def not_here(kind: str, wanted: Iterable[str], there: Mapping[str, Found]) -> list[str]:
    """A sentence for each version that could not be tried."""
    return [f"{kind} {version} is not here, and was not tried." for version in wanted if version not in there]


def main() -> int:
    """Says what there is, what is not, and how it went."""
    executables = list(dict.fromkeys(candidates(os.environ)))
    pythons = found(PYTHONS, (file for file in executables if "python" in file.name))
    nodes = found(NODES, (file for file in executables if file.name == "node"))
    for sentence in not_here("Python", PYTHONS, pythons) + not_here("Node.js", NODES, nodes):
        print(sentence, flush=True)
    if not pythons or not nodes:
        return 1
    faults = 0
    for fault in run(pythons, nodes):
        print(fault, flush=True)
        faults += 1
    print(f"{faults} faults." if faults else f"{len(pythons)} Pythons and {len(nodes)} Node.js write the same.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
