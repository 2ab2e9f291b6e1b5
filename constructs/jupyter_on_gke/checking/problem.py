"""What is said of a file: where, how grave, in one sentence."""

from dataclasses import dataclass

REFUSED, WARNING, NOTE = "error", "warning", "note"
"""A plan stops; it goes on, and it is probably not what was meant; what only a plan can know."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file. Lines and columns begin at 1, columns are of letters; 0 is the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """One sentence about one place."""

    kind: str
    place: Place
    sentence: str
    variable: str = ""
    """The variable that it is about; "" for the text of a file."""


@dataclass(frozen=True)
class SyntaxProblem:
    """Something in a file that Terraform cannot read, and its place."""

    place: Place
    sentence: str
