"""Who administers the hub before and after a plan: of the settings of releases, as far as they can be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jupyter_on_gke.previewing.changes import Change, Json, name_of
from jupyter_on_gke.previewing.differences import LATER
from jupyter_on_gke.previewing.documents import mapping, merged, part
from jupyter_on_gke.previewing.servers import is_hub

NO_MAP = "cannot be read, as it is no YAML with a map"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """A release's documents before or after a plan. Each goes before those ahead of it, as Helm merges them."""

    documents: list[Json]
    """Maps; None for one that cannot be read, or that is known after the apply."""
    later: frozenset[int] = frozenset()
    """The places of those that are known after the apply."""

    @property
    def unread(self) -> frozenset[int]:
        """The places of all that nobody can read."""
        return frozenset(place for place, each in enumerate(self.documents) if each is None)

    def administrators(self, without: frozenset[int] = frozenset()) -> set[str]:
        """Whom they name, for whatever class of authenticator."""
        values = merged(each for place, each in enumerate(self.documents) if each and place not in without)
        classes = part(values, "hub", "config").values()
        users = [each.get("admin_users") for each in classes if isinstance(each, dict)]
        return {name for each in users if isinstance(each, list) for name in each if isinstance(name, str)}


@dataclass(frozen=True, kw_only=True)
class Administrators:
    """Who gains and who loses the hub, and what nobody can read."""

    gained: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    """A sentence for each of the documents that may name others."""


def administrators(changes: Iterable[Change]) -> Administrators:
    """Of all releases. Where a document cannot be read after the plan, nobody is lost who was in it before."""
    had, has, lost = set[str](), set[str](), set[str]()
    unread: list[str] = []
    for change in changes:
        if change.kind == "helm_release":
            before, after = _before(change), _after(change)
            had |= before.administrators()
            has |= after.administrators()
            lost |= before.administrators(without=after.unread)
            unread += _sentences(change, before, after)
    return Administrators(gained=has - had, lost=lost - has, unread=unread)


def is_hubs(change: Change) -> bool:
    """Whether a release is JupyterHub's, also where its settings are known after the apply."""
    return name_of(change) == "jupyterhub" or is_hub(change.before) or is_hub(change.after)


def _before(change: Change) -> Settings:
    return Settings(documents=[mapping(text) for text in change.before.get("values") or ()])


def _after(change: Change) -> Settings:
    if change.actions == ("forget",):
        return _before(change)
    unknown = change.unknown.get("values", False)
    texts = change.after.get("values") or ([None] if unknown is True else [])
    is_later = [
        unknown is True or (place < len(unknown) and unknown[place] is True) if unknown else False
        for place in range(len(texts))
    ]
    return Settings(
        documents=[None if later else mapping(text) for text, later in zip(texts, is_later, strict=True)],
        later=frozenset(place for place, later in enumerate(is_later) if later),
    )


def _sentences(change: Change, before: Settings, after: Settings) -> Iterator[str]:
    if not is_hubs(change) or change.actions in ((), ("forget",)):
        return
    name, number = name_of(change), len(after.documents)
    if after.later:
        which, verb = _which(after.later, number)
        yield f"{which} of the settings of {name} {verb} {LATER}: {_names(after.later, 'is')}"
    for settings, was, tense in ((after, "", "is"), (before, ", as it was,", "was")):
        for place in sorted(settings.unread - settings.later - (after.unread if was else frozenset())):
            which, _ = _which({place}, len(settings.documents))
            yield f"{which} of the settings of {name}{was} {NO_MAP}: {_names({place}, tense)}"


def _which(places: Iterable[int], number: int) -> tuple[str, str]:
    numbers = [f"{place + 1}" for place in sorted(places)]
    if len(numbers) == 1:
        return f"Document {numbers[0]} of {number}", "is"
    return f"Documents {', '.join(numbers[:-1])} and {numbers[-1]} of {number}", "are"


def _names(places: Iterable[int], tense: str) -> str:
    named = "named" if tense == "was" else "name" if len([*places]) > 1 else "names"
    return f"which administrators {'they' if named == 'name' else 'it'} {named} is not known."
