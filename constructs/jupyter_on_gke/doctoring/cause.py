"""What a cause is: by which words it shows, and what is said of it."""

import re
from dataclasses import dataclass
from enum import IntEnum

PASSES_WITHIN = 20 * 60
"""Seconds for which something that passes by itself is believed to."""
TOLD_FOR = 60 * 60
"""Seconds for which what happened is told, where nothing says whether it is over."""
STARTED = r"User {person} took \S+ seconds to start"
SIGNED_IN = r"User logged in: {person}(\s|$)"
ANYBODY_SIGNED_IN = r"User logged in: "
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
    and `cure` are a sentence each; what stands in {braces} is a named group of the pattern. `says_of_ours` and
    `cure_of_ours` are said of pods that are nobody's server, as the hub's; "" where the same is. `of_servers_alone`: no
    other pod meets it. `until`: it counts for
    pods that have not come further; None where it ends a pod or a container, of which is told for an hour. `lasts`: it
    counts as long as the pod is there. `over`: what the hub writes when it is over, with {person} in it; "" where
    nothing shows it, of which is told for an hour. `passes`: nobody has to do anything.
    """

    name: str
    reason: str = ""
    pattern: str = ""
    says: str
    cure: str
    says_of_ours: str = ""
    cure_of_ours: str = ""
    of_servers_alone: bool = False
    until: Stage | None = None
    lasts: bool = False
    over: str = ""
    passes: bool = False

    @property
    def is_of_the_log(self) -> bool:
        """Whether the hub's log says it, and not an event or a pod's status."""
        return self.reason == ""

    def sentences(self, groups: dict[str, str], *, of_a_server: bool) -> tuple[str, str]:
        """Cause and cure, of somebody's server or of a pod that is nobody's."""
        if of_a_server:
            return self.says.format(**groups), self.cure
        return (self.says_of_ours or self.says).format(**groups), self.cure_of_ours or self.cure

    def groups(self, reason: str, message: str) -> dict[str, str] | None:
        """What the pattern's groups are in a message; None where it does not fit."""
        if not re.fullmatch(self.reason, reason):
            return None
        found = re.search(self.pattern, message, re.DOTALL)
        return None if found is None else {name: text or "" for name, text in found.groupdict().items()}
