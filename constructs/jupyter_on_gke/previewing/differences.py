"""What of a resource changes, from what to what. What is sensitive is not shown; texts that are documents are read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_on_gke.previewing.changes import Change, Json
from jupyter_on_gke.previewing.documents import document, is_document

NOTES = ("timeouts", "terraform_labels")
"""What Terraform notes for itself."""
HIDDEN = "sensitive, not shown"
SECRET = re.compile(r"(?i)secret|password|token|credential|_key$")
"""Names in a document that probably have a secret: Terraform does not know of these."""
ENVIRONMENT = "extraEnv"
LATER = "known after apply"
NOTHING = "nothing"
LONGEST = 80


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One value that changes."""

    path: str
    """Names and numbers with dots."""
    before: str
    after: str


def names_that_differ(change: Change) -> list[str]:
    """The arguments that differ; what Terraform notes for itself is none."""
    before, after = change.before, change.after
    names = {*before, *after} - {*NOTES}
    differ = {name for name in names if name in after and before.get(name) != after[name]}
    return sorted(
        differ | {name for name, is_unknown in change.unknown.items() if is_unknown is True and name in before}
    )


def differences(change: Change) -> list[Difference]:
    """All values that change, the deepest of each."""
    sensitive = _both(change.before_sensitive, change.after_sensitive)
    found = [
        each
        for name in names_that_differ(change)
        for each in _of(
            name,
            change.before.get(name),
            change.after.get(name),
            unknown=change.unknown.get(name, False),
            hidden=_at(sensitive, name),
        )
    ]
    # What the provider fills in where there was nothing says nothing.
    return [each for each in found if each.before != NOTHING or each.after not in (NOTHING, LATER)]


def _both(one: Json, other: Json) -> Json:
    """What is sensitive before or after."""
    if one is True or other is True:
        return True
    if isinstance(one, dict) or isinstance(other, dict):
        a, b = (each if isinstance(each, dict) else {} for each in (one, other))
        return {name: _both(a.get(name, False), b.get(name, False)) for name in {*a, *b}}
    if isinstance(one, list) or isinstance(other, list):
        c, d = (each if isinstance(each, list) else [] for each in (one, other))
        return [_both(_at(c, place), _at(d, place)) for place in range(max(len(c), len(d)))]
    return False


def _at(of: Json, step: str | int) -> Json:
    """What is there of a map or a list; all of what is True."""
    if of is True:
        return True
    if isinstance(of, dict):
        return of.get(step, False)
    return of[step] if isinstance(of, list) and isinstance(step, int) and step < len(of) else False


def _has_any(of: Json) -> bool:
    """Whether anything in it is True."""
    if isinstance(of, dict):
        return any(map(_has_any, of.values()))
    return any(map(_has_any, of)) if isinstance(of, list) else of is True


def _of(path: str, before: Json, after: Json, *, unknown: Json, hidden: Json) -> Iterator[Difference]:
    if unknown is True:
        yield Difference(path=path, before=HIDDEN if _has_any(hidden) else _without_secrets(before), after=LATER)
    elif hidden is not True and isinstance(before, dict) and isinstance(after, dict):
        for name in sorted({*before, *after}, key=str):
            one, other = before.get(name), after.get(name)
            yield from _of(f"{path}.{name}", one, other, unknown=_at(unknown, name), hidden=_at(hidden, name))
    elif hidden is not True and isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(path, before, after, unknown=unknown, hidden=hidden)
    elif before != after:
        yield from _of_values(path, before, after, hidden=hidden)


def _of_lists(path: str, before: list[Json], after: list[Json], *, unknown: Json, hidden: Json) -> Iterator[Difference]:
    """Plain texts by what comes and goes, all else place by place."""
    plain = all(isinstance(each, str) for each in [*before, *after]) and not (_has_any(unknown) or _has_any(hidden))
    if plain and not any(map(is_document, [*before, *after])):
        gone, come = [each for each in before if each not in after], [each for each in after if each not in before]
        if gone or come:
            yield Difference(path=path, before=", ".join(gone) or NOTHING, after=", ".join(come) or NOTHING)
        return
    for place in range(max(len(before), len(after))):
        one, other = (each[place] if place < len(each) else None for each in (before, after))
        yield from _of(f"{path}.{place}", one, other, unknown=_at(unknown, place), hidden=_at(hidden, place))


def _of_values(path: str, before: Json, after: Json, *, hidden: Json) -> Iterator[Difference]:
    one, other = document(before), document(after)
    if _has_any(hidden):
        yield Difference(path=path, before=HIDDEN, after=HIDDEN)
    elif isinstance(one, dict) and isinstance(other, dict):
        yield from _of(path, one, other, unknown=False, hidden=_both(_secrets(one), _secrets(other)))
    else:
        yield Difference(path=path, before=_without_secrets(before), after=_without_secrets(after))


def _secrets(value: Json) -> Json:
    """What of a document is probably a secret, in the form in which Terraform says what is sensitive."""
    if isinstance(value, dict):
        is_secret = {name: name == ENVIRONMENT or SECRET.search(f"{name}") is not None for name in value}
        return {name: is_secret[name] or _secrets(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_secrets(each) for each in value]
    found = document(value)
    return False if found is None else _secrets(found)


def _without_secrets(value: Json) -> str:
    return HIDDEN if _has_any(_secrets(value)) else shown(value)


def shown(value: Json) -> str:
    """A value as people read it, in one line."""
    if value in (None, "", [], {}):
        return NOTHING
    text = value if isinstance(value, str) else json.dumps(value)
    if "\n" in text or len(text) > LONGEST:
        return f"{' '.join(text.split())[:LONGEST]}... ({len(text)} characters)"
    return text
