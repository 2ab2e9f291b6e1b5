"""Regular expressions that mean the same to Python and to Terraform, whose engine is RE2."""

from __future__ import annotations

import functools
import re

# What only one of the two has, or what means something else to the other, and what to write instead.
REFUSED = (
    (r"\(\?(?![:])", "a group with `(?`", "a plain group, or (?:...)"),
    (r"\\[1-9]", "a reference to a group", "the group again"),
    (r"\\[sS]", "\\s, which has other blanks in RE2", "the blanks, like [ \\t]"),
    (r"\\[bBZzGACEpPQx0]", "an escape that only one of the two has", "the letters themselves, ^ or $"),
    (r"[*+?}]\+", "a possessive quantifier", "a plain one"),
    (r"\[\^?\]", "a bracket that is not escaped", r"\]"),
    (r"\[\[|\[:", "a bracket within brackets", r"\["),
    (r"[^\x20-\x7e]", "a letter outside of ASCII", "ASCII"),
)


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern for Python, with RE2's meaning: `$` is the very end, `.` no line break, \\d and \\w are ASCII's."""
    for refused, what, instead in REFUSED:
        if re.search(refused, pattern):
            raise ValueError(f"{pattern!r} has {what}: write {instead}")
    python = re.sub(r"(\\.)|(\[(?:\\.|[^\]\\])*\])|\$", lambda found: found[0] if found[0] != "$" else r"\Z", pattern)
    try:
        return re.compile(python, re.ASCII)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression ({error}): write another one") from error
