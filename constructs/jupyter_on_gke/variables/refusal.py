"""What stops a plan, or what a plan warns of: a precondition and its sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A condition that must hold, and the sentence for where it does not: texts of Terraform's language."""

    condition: str
    message: str
