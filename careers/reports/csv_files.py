"""Files for a spreadsheet: rows as CSV (RFC 4180), piece by piece, and nothing in them that one would compute."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

# A spreadsheet takes a cell that begins with one of these for a formula, which may send the others somewhere (OWASP,
# CSV injection). Full-width forms are taken for the same by some.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What has to be looked at closely: most texts need not.
SUSPECT = re.compile(r"\A\s*[=+\-@\t\r\n＝＋－＠]|[;\0]")
CELL_WITHIN = re.compile(r"(;\s*)(?=[=+@\-＝＋－＠])")
# Without it Excel reads UTF-8 as the code page of the country.
MARK = "\ufeff"
ROWS_AT_ONCE = 500


def pieces(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The file in pieces; no more than ``ROWS_AT_ONCE`` rows are in memory."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(MARK)
    writer.writerow([cell(name) for name in head])
    for number, row in enumerate(rows, start=1):
        writer.writerow([cell(value) for value in row])
        if number % ROWS_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def cell(value: Any) -> Any:
    """A value as it stands in the file: a text that could be a formula gets an apostrophe before it."""
    if isinstance(value, str):
        return value if SUSPECT.search(value) is None else _harmless(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")[:19]
    return value.isoformat() if isinstance(value, date) else value


def _harmless(value: str) -> str:
    # A program that parts cells at semicolons would see one begin in the middle of a text.
    text = CELL_WITHIN.sub("\\1'", value.replace("\0", ""))
    return f"'{text}" if text.startswith(FORMULAS) or text.lstrip().startswith(FORMULAS) else text


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    # What is no character alone (a lone surrogate) cannot be written.
    return text.encode("utf-8", "replace")
