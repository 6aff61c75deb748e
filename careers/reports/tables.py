"""The table of a report: plain values for CSV, and text for the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

NOTHING = "–"
TEXT, NUMBER, SHARE, DAYS, CELL = "text", "number", "share", "days", "cell"


def share(part: int, whole: int) -> float | None:
    """Return a share in percent with one decimal; None if the whole is zero."""
    return round(100 * part / whole, 1) if whole else None


WORDS: dict[str, Callable[[Any], str]] = {
    TEXT: str,
    NUMBER: lambda value: f"{value:,}",
    SHARE: lambda value: f"{value:g}%",
    DAYS: lambda value: f"{value:g}",
    # A figure that may be a sentence instead, if it can't be shown.
    CELL: lambda value: f"{value:,}" if isinstance(value, int) else str(value),
}


@dataclass(frozen=True)
class Column:
    """A column: its heading, and the kind of value it has."""

    label: str
    kind: str = NUMBER

    @property
    def css(self) -> str:
        """Return the CSS class for its alignment."""
        return "" if self.kind == TEXT else "number"


@dataclass(frozen=True)
class Table:
    """Rows of values; the first of each names it. The page shows ``most`` of them and says how many more there are."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    most: int = 50

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Return the headings as the table macro takes them."""
        return [(column.label, column.css) for column in self.columns]

    @property
    def shown(self) -> list[list[tuple[str, str, str]]]:
        """Return the rows of the page, each cell as (heading, text, class)."""
        return [
            [
                (column.label, said(value, column.kind), column.css)
                for column, value in zip(self.columns, row, strict=True)
            ]
            for row in self.rows[: self.most]
        ]

    @property
    def hidden(self) -> int:
        """Return how many rows the page does not show."""
        return max(0, len(self.rows) - self.most)


def said(value: Any, kind: str) -> str:
    """Return a value as text."""
    return NOTHING if value is None else WORDS[kind](value)
