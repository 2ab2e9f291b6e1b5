"""What a stack comes to for variables, as Python computes it: no Terraform, and no Google."""

from collections.abc import Iterator, Mapping
from typing import Any

from jupyter_on_gke.state import Stack


class Known(Mapping[str, Any]):
    """Variables by their names, locals as `local.NAME`, and what Google would answer by its text in an expression.

    A local is computed when it is asked for, by the functions that make its expression in the JSON. `answers` may have
    locals, too: what is written there is not computed. UnknownError for what only Terraform knows.
    """

    def __init__(self, stack: Stack, variables: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
        self._stack = stack
        self._known: dict[str, Any] = {**variables, **answers}

    def __getitem__(self, text: str) -> Any:
        if text not in self._known:
            prefix, _, name = text.partition("local.")
            if prefix or name not in self._stack.computed:
                raise KeyError(text)
            self._known[text] = self._stack.computed[name](self)
        return self._known[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
