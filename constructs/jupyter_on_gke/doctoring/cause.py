"""What a cause is: by which words it shows, and what is said of it."""

import re
from dataclasses import dataclass
from enum import IntEnum

PASSES_WITHIN = 20 * 60
"""Seconds for which something that passes by itself is believed to."""
STARTED = r"User {person} took \S+ seconds to start"
SIGNED_IN = r"User logged in: {person}(\s|$)"
"""What the hub writes of a start or a sign-in that went well."""


class Stage(IntEnum):
    """How far a pod has come. What kept it from the next one is over when it is there."""

    WITHOUT_NODE = 0
    ON_A_NODE = 1
    RUNNING = 2


@dataclass(frozen=True, kw_only=True)
class Cause:
    """One cause. Tables have them in order: of what is known of a pod, the first that fits is told.

    `reason` and `pattern` are regular expressions: of the reason, as a whole, that an event or a pod's status has, and
    of a part of its message. A cause of the hub's log has no reason, and the person as a group of the pattern. `says`
    and `cure` are a sentence each; what stands in {braces} is a named group of the pattern. `until`: it counts for pods
    that have not come further; None for always. `over`: what the hub writes when it is over, with {person} in it.
    `passes`: nobody has to do anything.
    """

    name: str
    reason: str = ""
    pattern: str = ""
    says: str
    cure: str
    until: Stage | None = None
    over: str = ""
    passes: bool = False

    @property
    def is_of_the_log(self) -> bool:
        """Whether the hub's log says it, and not an event or a pod's status."""
        return self.reason == ""

    def groups(self, reason: str, message: str) -> dict[str, str] | None:
        """What the pattern's groups are in a message; None where it does not fit."""
        if not re.fullmatch(self.reason, reason):
            return None
        found = re.search(self.pattern, message, re.DOTALL)
        return None if found is None else {name: text or "" for name, text in found.groupdict().items()}
