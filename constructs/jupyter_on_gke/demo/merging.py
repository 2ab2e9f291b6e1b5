"""How helm merges values of a chart."""

from typing import Any


def merge(base: Any, over: Any) -> Any:
    """Maps key by key, everything else replaced."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {key: merge(base.get(key), over[key]) if key in over else base[key] for key in {**base, **over}}
    return over
