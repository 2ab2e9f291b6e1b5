"""Who may pass IAP, as far as a list of its members says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MEMBER_OF = "a-member-of-"
"""Begins the address that stands for a group's members, whom Google alone knows."""
STRANGER = "stranger@elsewhere.example"
EVERYBODY = "allAuthenticatedUsers"


@dataclass(frozen=True)
class Members:
    """Members as IAM has them: `user:ADDRESS`, `group:ADDRESS`, `domain:DOMAIN` and the like."""

    members: Sequence[str]

    def may_pass(self, email: str) -> bool:
        """Whether one of them is this person."""
        return any(_is(email.lower(), *member.lower().partition(":")[::2]) for member in self.members)

    def addresses(self) -> list[str]:
        """An address for each of them, and a stranger's."""
        return [*dict.fromkeys(_address(*member.partition(":")[::2]) for member in self.members), STRANGER]


def _is(email: str, kind: str, who: str) -> bool:
    if kind == "domain":
        return email.endswith(f"@{who}")
    return kind == EVERYBODY.lower() or email == (f"{MEMBER_OF}{who}" if kind == "group" else who)


def _address(kind: str, who: str) -> str:
    if kind == "domain":
        return f"somebody@{who}"
    return f"{MEMBER_OF}{who}" if kind == "group" else who or "anybody@gmail.example"
