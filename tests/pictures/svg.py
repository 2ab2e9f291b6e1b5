"""Boxes in columns, frames around them and arrows between them, as SVG that is readable in light and in dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

LINE, TITLE, PAD, LETTER = 17, 20, 12, 6.9
"""Heights of lines, space within a box, and the width of a letter, in pixels."""
BETWEEN = 24
STYLE = """
text{font:12.5px system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:#1b1f24}
.t{font-weight:600;font-size:14px}.s{fill:#4b535d}.l{fill:#1b1f24}
.bg{fill:#fff}.box{fill:#f3f6fa;stroke:#57606a}.in{fill:#e3effd;stroke:#0550ae}.out{fill:#fdf3e1;stroke:#8a4b00}
.frame{fill:none;stroke:#57606a;stroke-dasharray:6 4}.e{stroke:#0550ae;stroke-width:1.6;fill:none}
.h{fill:#0550ae}.halo{fill:#fff}.yes{fill:#d6eedd;stroke:#116329}.no{fill:#fff;stroke:#b0b7c0}
@media (prefers-color-scheme:dark){
text,.l{fill:#e6edf3}.s{fill:#b3bdc8}.bg{fill:#0d1117}.box{fill:#1c2430;stroke:#9aa5b1}.in{fill:#10294d;stroke:#79b8ff}
.out{fill:#38280c;stroke:#e3b341}.frame{stroke:#9aa5b1}.e{stroke:#79b8ff}.h{fill:#79b8ff}.halo{fill:#0d1117}
.yes{fill:#123d22;stroke:#56d364}.no{fill:#0d1117;stroke:#4d5763}}
"""


@dataclass(frozen=True)
class Box:
    """A thing: its name, and what else is to be known of it. `kind` is a class of the style."""

    name: str
    title: str
    lines: Sequence[str] = ()
    kind: str = "box"

    @property
    def width(self) -> float:
        longest = max([len(self.title) * 1.3, *(len(each) for each in self.lines)])
        return round(longest * LETTER + 2 * PAD)

    @property
    def height(self) -> float:
        return TITLE + len(self.lines) * LINE + PAD + 4


@dataclass(frozen=True)
class Arrow:
    """From one box to another."""

    source: str
    target: str
    text: str = ""


@dataclass(frozen=True)
class Frame:
    """Around boxes."""

    title: str
    around: Sequence[str]


@dataclass(frozen=True)
class Area:
    """Where something is."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        return self.x + self.width / 2


@dataclass
class Picture:
    """Columns of boxes from left to right; `gap` is between columns. `title` is what a reader for the blind says.

    `below` is a box as wide as others, under them.
    """

    title: str
    columns: Sequence[Sequence[Box]]
    arrows: Sequence[Arrow] = ()
    frames: Sequence[Frame] = ()
    below: tuple[Box, Sequence[str]] | None = None
    gap: float = 62
    areas: dict[str, Area] = field(default_factory=dict)

    def svg(self) -> str:
        """The text of the file."""
        columns = [column for column in self.columns if column]
        tall = max(sum(box.height + BETWEEN for box in column) for column in columns) - BETWEEN
        x, top = 20.0, 50.0 if self.frames else 20.0
        for column in columns:
            width = max(box.width for box in column)
            y = top + (tall - sum(box.height + BETWEEN for box in column) + BETWEEN) / 2
            for box in column:
                self.areas[box.name] = Area(x, y, width, box.height)
                y += box.height + BETWEEN
            x += width + self.gap
        boxes = [box for column in columns for box in column]
        if self.below:
            box, over = self.below
            above = [self.areas[name] for name in over]
            left, right = min(each.x for each in above), max(each.right for each in above)
            self.areas[box.name] = Area(left, max(each.bottom for each in above) + BETWEEN, right - left, box.height)
            boxes.append(box)
        bottom = max(each.bottom for each in self.areas.values())
        parts = [
            *map(self._frame, self.frames),
            *map(self._arrow, self.arrows),
            *map(self._box, boxes),
            *map(self._text, self.arrows),
        ]
        return document(self.title, x - self.gap + 20, bottom + (36 if self.frames else 20), parts)

    def _box(self, box: Box) -> str:
        area = self.areas[box.name]
        lines = "".join(
            f'<text class="s" x="{area.x + PAD:g}" y="{area.y + TITLE + 4 + number * LINE:g}">{escape(line)}</text>'
            for number, line in enumerate(box.lines, 1)
        )
        return (
            f'<rect class="{box.kind}" x="{area.x:g}" y="{area.y:g}" width="{area.width:g}" height="{area.height:g}" '
            f'rx="6"/><text class="t" x="{area.x + PAD:g}" y="{area.y + TITLE:g}">{escape(box.title)}</text>{lines}'
        )

    def _frame(self, frame: Frame) -> str:
        inside = [self.areas[name] for name in frame.around]
        x, y = min(each.x for each in inside) - 16, min(each.y for each in inside) - 34
        width, height = max(each.right for each in inside) + 16 - x, max(each.bottom for each in inside) + 16 - y
        return (
            f'<rect class="frame" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="10"/>'
            f'<text class="t" x="{x + 14:g}" y="{y + 22:g}">{escape(frame.title)}</text>'
        )

    def _ends(self, arrow: Arrow) -> tuple[float, float, float, float]:
        """From the side of one box to that of the other which faces it."""
        source, target = self.areas[arrow.source], self.areas[arrow.target]
        if source.right < target.x:
            return source.right, source.middle, target.x, target.middle
        if target.right < source.x:
            return source.x, source.middle, target.right, target.middle
        if source.bottom < target.y:
            return source.centre, source.bottom, target.centre, target.y
        return source.centre, source.y, target.centre, target.bottom

    def _arrow(self, arrow: Arrow) -> str:
        x1, y1, x2, y2 = self._ends(arrow)
        return f'<path class="e" marker-end="url(#h)" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/>'

    def _text(self, arrow: Arrow) -> str:
        if not arrow.text:
            return ""
        x1, y1, x2, y2 = self._ends(arrow)
        x, y, width = (x1 + x2) / 2, (y1 + y2) / 2, len(arrow.text) * LETTER + 8
        return (
            f'<rect class="halo" x="{x - width / 2:g}" y="{y - 9:g}" width="{width:g}" height="18"/>'
            f'<text class="l" text-anchor="middle" x="{x:g}" y="{y + 4:g}">{escape(arrow.text)}</text>'
        )


def document(title: str, width: float, height: float, parts: Iterable[str]) -> str:
    """The whole file. Its colours follow the reader's scheme."""
    body = "\n".join(each for each in parts if each)
    head = '<marker id="h" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="n">\n<title id="n">{escape(title)}</title>\n'
        f'<style>{STYLE}</style>\n<defs>{head}<path class="h" d="M0 0L8 4L0 8z"/></marker></defs>\n'
        f'<rect class="bg" width="{width:g}" height="{height:g}"/>\n{body}\n</svg>\n'
    )
