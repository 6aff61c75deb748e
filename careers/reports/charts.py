"""Charts as positions and lengths that a template draws as SVG; widths are in percent.

The table below a chart has the same figures, as its text alternative.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MAX_ROWS = 15
MAX_LABEL_LENGTH = 26
ROW_HEIGHT, TEXT_AT, BAR_AT, BAR_HEIGHT = 44, 15, 22, 12


@dataclass(frozen=True)
class Part:
    """A piece of a bar: its start and length in percent of the width. ``kind`` determines its color."""

    x: str
    width: str
    kind: str


@dataclass(frozen=True)
class Bar:
    """A row: its name, its value as text, and its pieces; ``text_y`` and ``bar_y`` are pixels from the top."""

    label: str
    said: str
    text_y: int
    bar_y: int
    parts: list[Part]


@dataclass(frozen=True)
class Chart:
    """Bars below each other. ``legend`` names the kinds of pieces if there are several."""

    title: str
    bars: list[Bar]
    height: int
    bar_height: int
    legend: list[tuple[str, str]]


@dataclass(frozen=True)
class Figure:
    """The input for a bar: its name, its value as text, and its pieces as (kind, from, to) in any unit."""

    label: str
    said: str
    pieces: Sequence[tuple[str, float, float]]


def chart(title: str, figures: Sequence[Figure], legend: Sequence[tuple[str, str]] = ()) -> Chart:
    """Return the first ``MAX_ROWS`` figures as bars on a common scale from zero to the largest."""
    shown = figures[:MAX_ROWS]
    most = max((end for figure in shown for _, _, end in figure.pieces), default=0) or 1
    bars = [_bar(figure, place, most) for place, figure in enumerate(shown)]
    return Chart(title, bars, ROW_HEIGHT * len(bars), BAR_HEIGHT, list(legend))


def _bar(figure: Figure, place: int, most: float) -> Bar:
    top = place * ROW_HEIGHT
    label = figure.label if len(figure.label) <= MAX_LABEL_LENGTH else figure.label[: MAX_LABEL_LENGTH - 1] + "…"
    parts = [
        Part(_share(begin, most), _share(end - begin, most), kind) for kind, begin, end in figure.pieces if end > begin
    ]
    return Bar(label, figure.said, top + TEXT_AT, top + BAR_AT, parts)


def _share(value: float, most: float) -> str:
    return f"{100 * value / most:.2f}%"
