"""The house in order: small files, no way round between rooms, logic in Python, expressions that people read."""

from __future__ import annotations

import ast
import graphlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.synth import ROOT, Json
from tests.support.walk import walk

PACKAGE = ROOT / "constructs" / "jupyter_on_gke"
FILES = sorted(file for folder in ("constructs", "imports", "tools", "tests") for file in (ROOT / folder).rglob("*.py"))
MOST_LINES, MOST_OF_A_FUNCTION, LONGEST_EXPRESSION = 300, 60, 650
# The compiler, and the helpers of plain references.
SPEAK_TERRAFORM = ("plan_time/", "expressions.py")
FUNCTIONS = (
    "alltrue|anytrue|can|cidrhost|coalesce|coalescelist|compact|concat|contains|distinct|endswith|flatten|floor|format|"
    "join|jsonencode|keys|length|lookup|lower|max|merge|min|one|range|regex|regexall|replace|reverse|setintersection|"
    "setsubtract|setunion|sha256|slice|sort|split|startswith|strcontains|substr|sum|tobool|tolist|tomap|tonumber|toset|"
    "tostring|trim|trimprefix|trimspace|trimsuffix|try|upper|values|yamldecode"
)
LOGIC = re.compile(
    rf"\b({FUNCTIONS})\(|\$\{{|\b(var|local|each|data|self)\.\w|\bfor \w+(, \w+)? in |"
    r"&&|\|\||\? .* : |[!=]= null|\[\*\]"
)
REFERENCE = re.compile(r"(var|local|data|each|[a-z]+_\w+)(\.\w+|\[\*\]|\[0\]|\[each\.key\])*")
LONG: dict[str, str] = read_yaml((CASES / "long_expressions.yaml").read_text(encoding="utf-8"))


def passed(node: ast.AST) -> set[ast.AST]:
    """What of a node is no text of its own: docstrings, parts of f-strings, and what is in plan-time functions."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return {node.value}
    if isinstance(node, ast.JoinedStr):
        return {*node.values}
    is_logic = isinstance(node, ast.FunctionDef) and any("plan_time" in ast.unparse(e) for e in node.decorator_list)
    return {*ast.walk(node)} if is_logic else set()


def texts(file: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines."""
    every = [*ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    skipped = {each for node in every for each in passed(node)}
    for node in every:
        if isinstance(node, ast.JoinedStr) and node not in skipped:
            yield node.lineno, "".join(str(e.value) if isinstance(e, ast.Constant) else "x" for e in node.values)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.lineno, node.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_and_functions_are_small(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    long = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert {name: lines for name, lines in long.items() if lines > MOST_OF_A_FUNCTION} == {}


def test_logic_is_python() -> None:
    """Texts hold plain references, and nothing that Terraform would reckon with."""
    found = [
        f"{name}:{line}: {text}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for name in [str(file.relative_to(PACKAGE))]
        if not name.startswith(SPEAK_TERRAFORM) and "/hub/" not in name
        for line, text in texts(file)
        if LOGIC.search(text) and not REFERENCE.fullmatch(text)
    ]
    assert found == [], "write a plan-time function"


@pytest.mark.parametrize(
    ("text", "is_logic"),
    [
        ("var.domain", False),
        ("google_container_cluster.autopilot[*].name", False),
        ("A sentence that says: write one, or leave it out.", False),
        ("${var.domain}-x", True),
        ("length(var.pools) > 0", True),
        ('local.a == "" ? 1 : 2', True),
        ("[for pool in local.pools : pool]", True),
    ],
)
def test_what_logic_looks_like(text: str, is_logic: bool) -> None:
    assert bool(LOGIC.search(text) and not REFERENCE.fullmatch(text)) == is_logic


def test_each_condition_says_where_it_is_written(synthesized: Json) -> None:
    """From what a plan prints, a line of the JSON, to the function: tests/test_recipes.py has one of one's own."""
    conditions = [
        each
        for _, each in walk({key: value for key, value in synthesized.items() if key != "//"})
        if isinstance(each, dict) and each.keys() >= {"condition", "error_message"}
    ]
    assert len(conditions) > 200
    for each in conditions:
        file, name = each["//"].split(": ")
        assert f"def {name}(" in (PACKAGE / file).read_text(encoding="utf-8"), each["//"]


def interpolations(text: str) -> Iterator[str]:
    """What stands in `${...}`."""
    depth, start = 0, 0
    for place, letter in enumerate(text):
        if letter == "{" and text[place - 1 : place] == "$" and text[place - 2 : place] != "$$" and depth == 0:
            depth, start = 1, place + 1
        elif letter == "{" and depth:
            depth += 1
        elif letter == "}" and depth:
            depth -= 1
            if depth == 0:
                yield text[start:place]


def test_expressions_are_ones_that_people_read(synthesized: Json) -> None:
    lengths = {
        path: max(map(len, interpolations(text)), default=0)
        for path, text in walk({key: value for key, value in synthesized.items() if key != "//"})
        if isinstance(text, str)
    }
    assert max(lengths.values()) > 100
    long = {path: length for path, length in lengths.items() if length > LONGEST_EXPRESSION}
    unexplained = {path: length for path, length in long.items() if not any(path.startswith(known) for known in LONG)}
    assert unexplained == {}, "settle a part of it as a local"
    assert [known for known in LONG if not any(path.startswith(known) for path in long)] == [], "not long any more"


def imported(file: Path) -> set[str]:
    """The modules of the package that a module imports."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jupyter_on_gke"):
            parts = (node.module or "").split(".")[1:]
            found |= {".".join([*parts, each.name]) for each in node.names} | {".".join(parts)}
    return found


def arrows() -> dict[str, set[str]]:
    """Room -> the rooms that it knows; a file that is in none is a room of its own."""
    found: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        if parts[-1] == "__init__" and len(parts) == 1:
            continue
        of = {each.split(".")[0] for each in imported(file)} - {parts[0], ""}
        found.setdefault(parts[0], set()).update(of)
    return found


def test_rooms_have_no_way_round() -> None:
    rooms = arrows()
    known = {room: {other for other in others if other in rooms} for room, others in rooms.items()}
    assert len(list(graphlib.TopologicalSorter(known).static_order())) == len(rooms)
    # The demo runs the whole of it.
    assert [room for room, others in known.items() if "stack" in others] == ["demo"]
