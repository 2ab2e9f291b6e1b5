"""Regular expressions that mean the same to Python and to Terraform, whose engine is RE2."""

from __future__ import annotations

import functools
import re

# What only one of the two has, or what means something else to the other, and what to write instead.
REFUSED = (
    (r"\(\?(?![:])", "a group with `(?`", "a plain group, or (?:...)"),
    (r"\\[1-9]", "a reference to a group", "the group again"),
    (r"\\[sS]", "\\s, which has other blanks in RE2", "the blanks, like [ \\t]"),
    (r"\\[bBZzGACEpPQx0uUN]", "an escape that only one of the two has", "the letters themselves, ^ or $"),
    (r"[*+?}]\+", "a possessive quantifier", "a plain one"),
    (r"\[\^?\]", "a bracket that is not escaped", r"\]"),
    (r"\[\[|\[:", "a bracket within brackets", r"\["),
    (r"(?<!\\)\{,", "a count without its least", "{0,3}"),
    (r"[^\x20-\x7e]", "a letter outside of ASCII", "ASCII"),
)

MOST = 1000
PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\{(?P<least>\d+)(?:,(?P<most>\d*))?\}|.", re.DOTALL)


def most_repeated(pattern: str) -> int:
    """How often counts have something repeated: those of groups within groups times each other."""
    within, last = [1], 1
    for found in PART.finditer(pattern):
        if found[0] == "(":
            within.append(1)
            continue
        if found[0] == ")" and len(within) > 1:
            last = within.pop()
        elif found["least"]:
            last *= int(found["most"] or found["least"])
        else:
            last = 1
        within[-1] = max(within[-1], last)
    return max(within)


def repeats_a_group(pattern: str) -> bool:
    """Whether what a group finds is that of one of several rounds: the languages do not end with the same."""
    within, has_group = [False], False
    for found in PART.finditer(pattern):
        if found[0] == "(":
            within.append(not pattern.startswith("?:", found.end()))
        if found[0] == ")" and len(within) > 1:
            has_group = within.pop()
            within[-1] |= has_group
        elif has_group and (found[0] in "*+" or found["least"]):
            return True
        else:
            has_group = False
    return False


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern for Python, with RE2's meaning: `$` is the very end, `.` no line break, \\d and \\w are ASCII's."""
    for refused, what, instead in REFUSED:
        if re.search(refused, pattern):
            raise ValueError(f"{pattern!r} has {what}: write {instead}")
    if (times := most_repeated(pattern)) > MOST:
        raise ValueError(
            f"{pattern!r} repeats something {times} times, and RE2 does {MOST} times at most: write smaller counts"
        )
    python = re.sub(r"(\\.)|(\[(?:\\.|[^\]\\])*\])|\$", lambda found: found[0] if found[0] != "$" else r"\Z", pattern)
    try:
        return re.compile(python, re.ASCII)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression ({error}): write another one") from error
