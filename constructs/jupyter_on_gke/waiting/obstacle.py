"""What can be in the way of a page, and the things that are watched."""

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """One thing that is in the way. `says` and `cure` are a sentence each, with {names} of what was seen.

    `passes`: it goes by itself, and nobody has to do anything.
    """

    name: str
    says: str
    cure: str
    passes: bool = False


class State(Enum):
    """How a thing is."""

    READY = "ready"
    WAITING = "waiting"
    IN_THE_WAY = "in the way"


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something that is watched: what it is, how it is in a few words, and what is in its way, if anything."""

    name: str
    words: str
    obstacle: Obstacle | None = None
    seen: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """How it is."""
        if self.obstacle is None:
            return State.READY
        return State.WAITING if self.obstacle.passes else State.IN_THE_WAY

    @property
    def says(self) -> str:
        """The obstacle's sentence."""
        return self.obstacle.says.format(**self.seen) if self.obstacle else ""

    @property
    def cure(self) -> str:
        """What to do about it."""
        return self.obstacle.cure.format(**self.seen) if self.obstacle else ""


def in_the_way(things: list[Thing]) -> Thing | None:
    """The first thing that somebody has to do something about, or else the first that passes by itself."""
    for state in (State.IN_THE_WAY, State.WAITING):
        for thing in things:
            if thing.state is state:
                return thing
    return None
