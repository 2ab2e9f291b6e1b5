"""What a plan-time function returns, compiled once, with places into which arguments are put."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from jupyter_on_gke.plan_time.term import LONG, WHOLE, Term
from jupyter_on_gke.plan_time.types import Type

# No text has this sign: it would be escaped.
MARK = "\0"
PLACE = re.compile(f"{MARK}(\\w+){MARK}")
BOUND = re.compile(r"\bfor (\w+)(?:, (\w+))? in ")
NAME = re.compile(r"[a-z_]\w*")


def place(name: str, type_: Type) -> Term:
    """Where an argument is put."""
    return Term(f"{MARK}{name}{MARK}", type_)


@dataclass(frozen=True)
class Form:
    """A term with places; `times_used` says how often an argument is used."""

    term: Term
    times_used: Callable[[str], int]

    @cached_property
    def bound(self) -> frozenset[str]:
        """The names that the term gives to elements."""
        return frozenset(name for found in BOUND.findall(self.term.text) for name in found if name)

    def put(self, arguments: Mapping[str, Term], taken: frozenset[str]) -> Term | None:
        """The term with the arguments; None where compiling it for them may give another one."""
        if not all(self._fits(name, term) for name, term in arguments.items()):
            return None
        if self.bound & (taken | {name for term in arguments.values() for name in NAME.findall(term.text)}):
            return None
        texts = {name: term.text for name, term in arguments.items()}
        template = self.term.template
        return replace(
            self.term,
            text=PLACE.sub(lambda found: texts[found[1]], self.term.text),
            template=None if template is None else PLACE.sub(lambda found: texts[found[1]], template),
        )

    def _fits(self, name: str, term: Term) -> bool:
        """Whether the argument can stand in its places as it is."""
        is_plain = term.level == WHOLE and term.written is None and term.template is None
        if not is_plain or term.may_fail or term.type.is_quotient:
            return False
        return len(term.text) <= LONG or self.times_used(name) <= 1
