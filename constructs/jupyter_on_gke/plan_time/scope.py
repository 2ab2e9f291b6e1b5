"""The names that a plan-time function knows at one place of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from jupyter_on_gke.plan_time.term import Term
from jupyter_on_gke.plan_time.types import Type

# What `for` and templates are made of.
WORDS = ("for", "in", "if", "else", "endif", "endfor")


@dataclass(frozen=True)
class Scope:
    """Arguments and names, as terms; `taken` are Terraform's own names that mean something here."""

    names: dict[str, Term] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    """Expressions of Python that are not None here."""
    taken: frozenset[str] = frozenset()

    def with_name(self, name: str, term: Term) -> Scope:
        """The scope in which a name is the term."""
        known = frozenset(each for each in self.known if name not in _names(each))
        return Scope({**self.names, name: term}, known, self.taken)

    def bind(self, name: str, type_: Type) -> tuple[Scope, str]:
        """The scope in which a name of Python is an element of a `for`, and its name in Terraform."""
        plain = name.strip("_") or "it"
        # Terraform's names begin with a letter.
        plain = f"it{plain}" if plain in WORDS or not plain[0].isalpha() else plain
        fresh, number = plain, 1
        while fresh in self.taken:
            number += 1
            fresh = f"{plain}_{number}"
        inner = self.with_name(name, Term(fresh, type_))
        return Scope(inner.names, inner.known, self.taken | {fresh}), fresh

    def where(self, test: ast.expr, holds: bool) -> Scope:
        """The scope in which the test holds, or does not."""
        found = facts(test, holds)
        return Scope(self.names, self.known | found, self.taken) if found else self

    def guards(self, inner: Scope, node: ast.AST) -> bool:
        """Whether a node is only sure not to fail because of what `inner` knows beyond this scope."""
        new = inner.known - self.known
        return bool(new) and any(isinstance(each, ast.expr) and ast.unparse(each) in new for each in ast.walk(node))


def facts(test: ast.expr, holds: bool) -> frozenset[str]:
    """What is not None where a test holds, or does not."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return facts(test.operand, not holds)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) == holds:
        return frozenset().union(*(facts(each, holds) for each in test.values))
    if isinstance(test, ast.Compare) and [type(each) for each in test.ops] == [ast.IsNot if holds else ast.Is]:
        return frozenset({ast.unparse(test.left)})
    return frozenset()


def _names(expression: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}
