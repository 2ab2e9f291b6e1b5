"""When plan-time functions are translated: where they are defined, so that an import refuses what Terraform has not."""

from collections.abc import Iterator
from contextlib import contextmanager

_later = 0


@contextmanager
def translated_later() -> Iterator[None]:
    """Has what is imported here be translated when Terraform's text is asked for: Python alone starts quickly."""
    global _later
    _later += 1
    try:
        yield
    finally:
        _later -= 1


def translates_at_once() -> bool:
    """Whether a function is translated where it is defined."""
    return _later == 0
