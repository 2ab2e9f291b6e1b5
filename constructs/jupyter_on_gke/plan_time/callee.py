"""What plan-time functions know of each other."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.term import Term


class Callee(ABC):
    """Another plan-time function."""

    signature: inspect.Signature

    @abstractmethod
    def term(self, arguments: Mapping[str, Term], taken: frozenset[str]) -> Term:
        """The expression for these arguments."""
