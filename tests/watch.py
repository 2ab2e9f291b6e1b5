"""`make watch`: after each change of a file, the tests that it concerns.

Those that import it, by however many steps, or name a data file or else its folder. Of these only what is fast, but all
tests of a file that changed itself or names what changed. The stack imports everything: what it comes to is looked at
by test_synth.py.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "constructs" / "jupyter_on_gke"
CODE = (ROOT / "tests", ROOT / "constructs", ROOT / "imports", ROOT / "tools")
WATCHED = (*CODE, ROOT / "tfvars", ROOT / "docs", ROOT / "main.py")
# Who imports these imports everything.
ALL = {PACKAGE / "stack.py", PACKAGE / "__init__.py"}
SYNTHESIZED = ROOT / "tests" / "test_synth.py"
FAST = "not terraform and not cluster and not cli and not hub and not slow"


def sources() -> list[Path]:
    """All files of Python, without what a tool or a run left."""
    return [file for root in CODE for file in root.rglob("*.py") if "__pycache__" not in file.parts]


@cache
def _read(file: Path, written: int) -> tuple[list[tuple[list[str], int]], set[str]]:
    """The names that a file imports with how far up they are, and the parts of all paths that may be in its texts."""
    imports: list[tuple[list[str], int]] = []
    parts: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imports.append(([name.name for name in node.names], 0))
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module or ''}.{each.name}".strip(".") for each in node.names)]
            imports.append((names, node.level))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
            parts.update(node.value.split("/"))
    return imports, parts


def imported(file: Path) -> Iterator[Path]:
    """The files of ours that a file imports."""
    for names, up in _read(file, file.stat().st_mtime_ns)[0]:
        roots = [file.parents[up - 1]] if up else [ROOT, ROOT / "constructs", PACKAGE / "jupyterhub" / "hub"]
        for name in filter(None, names):
            for path in (root.joinpath(*name.split(".")) for root in roots):
                yield from (each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file())


def named(file: Path) -> set[str]:
    """The parts of all paths that may be in a file's texts."""
    return _read(file, file.stat().st_mtime_ns)[1]


def concerned(changed: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The test files to run as a whole, and those of which what is fast."""
    changed = set(changed)
    files = sources()
    words = {file: named(file) for file in files}
    found = changed & set(files)
    for data in changed - found:
        naming = {file for file in files if words[file] & {data.name, data.stem}}
        found |= naming or {file for file in files if data.parent.name in words[file]}
    whole = {file for file in found if is_test(file)}
    importers = {file: set(imported(file)) for file in files if file not in ALL}
    while more := {file for file, needs in importers.items() if needs & found} - found:
        found |= more
    if any(PACKAGE in file.parents for file in changed):
        found.add(SYNTHESIZED)
    return sorted(whole), sorted(file for file in found - whole if is_test(file))


def is_test(file: Path) -> bool:
    return file.name.startswith("test_") and file.suffix == ".py"


def run(whole: list[Path], fast: list[Path]) -> None:
    """Runs the tests and says which."""
    for files, only in ((fast, ["-m", FAST]), (whole, [])):
        if files:
            print(*(file.relative_to(ROOT) for file in files), flush=True)
            command = [sys.executable, "-m", "pytest", "-n0", "--exitfirst", *only, *map(str, files)]
            subprocess.run(command, cwd=ROOT, check=False)


def times() -> dict[Path, int]:
    """When each watched file was written."""
    files = [file for root in WATCHED for file in (root.rglob("*") if root.is_dir() else [root])]
    kept = [file for file in files if "__pycache__" not in file.parts and file.is_file()]
    return {file: file.stat().st_mtime_ns for file in kept}


def main() -> None:
    """What changed since the last commit, and then whatever changes."""
    listed = ["git", "ls-files", "--modified", "--others", "--exclude-standard"]
    changed = {ROOT / name for name in subprocess.check_output(listed, cwd=ROOT, text=True).split()}
    before = times()
    while True:
        if changed:
            run(*concerned(changed))
        time.sleep(0.5)
        now = times()
        changed = {file for file in {*before, *now} if before.get(file) != now.get(file)}
        before = now


if __name__ == "__main__":
    main()
