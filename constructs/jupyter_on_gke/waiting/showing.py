"""What waiting looks like: a line for each thing at a terminal, a line for each change elsewhere."""

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from jupyter_on_gke.waiting.obstacle import State, Thing, in_the_way

STYLES = {State.READY: "good", State.WAITING: "careful", State.IN_THE_WAY: "bad"}
MARKS = {State.READY: "✓", State.IN_THE_WAY: "✗"}


class Lines:
    """A line for each change."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._said: dict[str, str] = {}
        self._way = ""

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is to be cleared."""

    def show(self, things: list[Thing]) -> None:
        """Says what is another than before."""
        for thing in things:
            if self._said.get(thing.name) != thing.words:
                self._out.print(f"{thing.name}: {thing.words}", soft_wrap=True)
                self._said[thing.name] = thing.words
        first = in_the_way(things)
        way = f"  {first.says} {first.cure}" if first else ""
        if way and way != self._way:
            self._out.print(way, soft_wrap=True)
        self._way = way


class Display:
    """All lines, written anew each time, and below them what is in the way."""

    def __init__(self, out: Console) -> None:
        self._live = Live(console=out, refresh_per_second=8, transient=False)
        self._spinners: dict[str, Spinner] = {}

    def __enter__(self) -> "Display":
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def show(self, things: list[Thing]) -> None:
        """Draws the things."""
        self._live.update(self._drawn(things), refresh=True)

    def _drawn(self, things: list[Thing]) -> Table:
        all_of_it = Table.grid(padding=(0, 1))
        lines = Table.grid(padding=(0, 1))
        for thing in things:
            mark = MARKS.get(thing.state)
            sign = Text(mark, STYLES[thing.state]) if mark else self._spinners.setdefault(thing.name, Spinner("dots"))
            lines.add_row(sign, thing.name, Text(thing.words, STYLES[thing.state]))
        all_of_it.add_row(lines)
        first = in_the_way(things)
        if first:
            all_of_it.add_row(Text(f"{first.says} {first.cure}"))
        return all_of_it


def shower(out: Console) -> "Lines | Display":
    """What suits where it is written to."""
    return Display(out) if out.is_terminal else Lines(out)
