"""What a file gives for a variable: the value as Terraform reads it, and where each part of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NoReturn

from jupyter_on_gke.checking.problem import Place, SyntaxProblem
from jupyter_on_gke.expressions import UnknownError


class Unread:
    """In the place of a value that only a plan knows. Whoever looks at it gets an UnknownError."""

    def __init__(self, why: str) -> None:
        object.__setattr__(self, "_why", why)

    def _looked_at(self, *_: object) -> NoReturn:
        raise UnknownError(object.__getattribute__(self, "_why"))

    __getattribute__ = _looked_at
    __bool__ = __len__ = __iter__ = __getitem__ = __contains__ = __str__ = __format__ = _looked_at
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _looked_at
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __neg__ = __pos__ = __abs__ = _looked_at
    __floordiv__ = __rfloordiv__ = __truediv__ = __rtruediv__ = __mod__ = __rmod__ = __pow__ = _looked_at
    __int__ = __float__ = __index__ = __round__ = __trunc__ = __floor__ = __ceil__ = __repr__ = _looked_at
    __or__ = __ror__ = __and__ = __rand__ = __xor__ = __reversed__ = _looked_at


@dataclass(frozen=True)
class Written:
    """A value and its place. `parts` are those of a list by number, or of an object by name."""

    value: Any
    place: Place
    parts: dict[int | str, Written] = field(default_factory=dict)
    wrong: tuple[SyntaxProblem, ...] = ()
    """What Terraform refuses when it evaluates it: of several files the last one, and of no variable nothing."""

    @property
    def is_read(self) -> bool:
        """Whether all of it is known."""
        return type(self.value) is not Unread and all(part.is_read for part in self.parts.values())


@dataclass(frozen=True)
class Reading:
    """What a file gives, variable by variable as they stand in it, and what of it cannot be read."""

    given: list[tuple[str, Written]]
    problems: list[SyntaxProblem]
    unread: set[str] | None = field(default_factory=set)
    """Variables that are given something which cannot be read; None where nobody knows which."""
