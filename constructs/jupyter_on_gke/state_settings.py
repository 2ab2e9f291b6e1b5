"""Where a stack's state is, as a program says it or the environment does."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

BUCKET, PREFIX = "STATE_BUCKET", "STATE_PREFIX"
# STATE_BACKEND is 0.8 like STATE_BUCKET, and meant it; what systemd sets, STATE_DIRECTORY, is 0.6.
ALIKE = 0.77


@dataclass(frozen=True, kw_only=True)
class State:
    """Where Terraform keeps its states: a bucket, or by default beside `cdktf.out`, which may be deleted.

    Raises ValueError for a bucket that is an address, and for a prefix without a bucket.
    """

    bucket: str = ""
    prefix: str = ""

    def __post_init__(self) -> None:
        if refused := bucket_refused(self.bucket, "The state's bucket") or prefix_refused(self.bucket, self.prefix):
            raise ValueError(refused)

    @staticmethod
    def from_environment(environment: Mapping[str, str]) -> "State":
        """The state that STATE_BUCKET and STATE_PREFIX say. Ends the program with a sentence where they are wrong."""
        if refused := environment_refused(environment):
            sys.exit(refused)
        return State(bucket=environment.get(BUCKET, ""), prefix=environment.get(PREFIX, ""))


def environment_refused(environment: Mapping[str, str]) -> str:
    """Refuses a state that is not where somebody thinks that it is."""
    for name in environment:
        if (meant := meant_by(name)) and name != meant:
            return f"{name} is set, which nothing reads: write {meant}, or unset it."
    if BUCKET in environment and not environment[BUCKET]:
        return f"{BUCKET} is set and empty: write the bucket's name, or unset it for a state beside cdktf.out."
    bucket = environment.get(BUCKET, "")
    return bucket_refused(bucket, BUCKET) or prefix_refused(bucket, environment.get(PREFIX, ""))


def meant_by(name: str) -> str:
    """The setting that a variable of the environment was meant to be; an empty text for others."""
    if not name.upper().startswith("STATE"):
        return ""
    alike = {known: SequenceMatcher(None, name.upper(), known).ratio() for known in (BUCKET, PREFIX)}
    closest = max(alike, key=lambda known: alike[known])
    return closest if alike[closest] >= ALIKE else ""


def bucket_refused(bucket: str, where: str) -> str:
    """Refuses an address where a bucket's name is wanted; `where` it was written begins the sentence."""
    name, _, rest = bucket.removeprefix("gs://").partition("/")
    if bucket.startswith("gs://"):
        return f"{where} is {bucket}: write its name alone, {name}."
    if rest or "/" in bucket:
        return f"{where} is {bucket}: write its name alone, {name}, and the folder {rest.strip('/')} as the prefix."
    return ""


def prefix_refused(bucket: str, prefix: str) -> str:
    """Refuses a folder in no bucket: the state would be on this machine."""
    if prefix and not bucket:
        return f"The state's prefix is {prefix}, and there is no bucket: set {BUCKET} too, or leave out the prefix."
    return ""
