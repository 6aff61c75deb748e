"""A report's table: values as they are, for a file, and in words, for the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

NOTHING = "–"
TEXT, NUMBER, SHARE, DAYS, CELL = "text", "number", "share", "days", "cell"


def share(part: int, whole: int) -> float | None:
    """A part of a whole in percent with one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


WORDS: dict[str, Callable[[Any], str]] = {
    TEXT: str,
    NUMBER: lambda value: f"{value:,}",
    SHARE: lambda value: f"{value:g} %",
    DAYS: lambda value: f"{value:g}",
    # A figure that may be a sentence, where it must not be told.
    CELL: lambda value: f"{value:,}" if isinstance(value, int) else str(value),
}


@dataclass(frozen=True)
class Column:
    """One column: its heading, and which kind of value it holds."""

    label: str
    kind: str = NUMBER

    @property
    def css(self) -> str:
        """How the page aligns it."""
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
        """The headings as the table macro takes them."""
        return [(column.label, column.css) for column in self.columns]

    @property
    def shown(self) -> list[list[tuple[str, str, str]]]:
        """The rows of the page, each cell as (heading, words, class)."""
        return [
            [
                (column.label, said(value, column.kind), column.css)
                for column, value in zip(self.columns, row, strict=True)
            ]
            for row in self.rows[: self.most]
        ]

    @property
    def hidden(self) -> int:
        """How many rows the page does not show."""
        return max(0, len(self.rows) - self.most)


def said(value: Any, kind: str) -> str:
    """A value in words."""
    return NOTHING if value is None else WORDS[kind](value)
