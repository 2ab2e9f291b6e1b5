"""What stands for a value in Python that cdktf resolves later."""

import re
from collections.abc import Mapping
from typing import Any

TOKEN = re.compile(r"TfToken\[")
# cdktf's tokens of numbers.
LEAST = -1e300


def is_token(value: Any) -> bool:
    """Whether cdktf resolves the value, or something in it, later."""
    if isinstance(value, str):
        return TOKEN.search(value) is not None
    if isinstance(value, Mapping):
        return any(is_token(each) for each in value.values())
    if isinstance(value, list):
        return any(is_token(each) for each in value)
    return isinstance(value, float) and value < LEAST
