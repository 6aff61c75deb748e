"""CSV files for spreadsheets (RFC 4180), streamed, and safe from formula injection."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

# Spreadsheets treat a cell that starts with one of these as a formula, which could send data elsewhere (OWASP, CSV
# injection). Some treat full-width forms the same way.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Only texts with one of these need a closer look.
SUSPECT = re.compile(r"\A\s*[=+\-@\t\r\n＝＋－＠]|[;\0]")
CELL_WITHIN = re.compile(r"(;\s*)(?=[=+@\-＝＋－＠])")
# Without a byte order mark, Excel reads UTF-8 as the local code page.
MARK = "\ufeff"
ROWS_AT_ONCE = 500


def pieces(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield the file in pieces; at most ``ROWS_AT_ONCE`` rows are in memory."""
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
    """Return a value as written in the file: text that could be a formula gets a leading apostrophe."""
    if isinstance(value, str):
        return value if SUSPECT.search(value) is None else _harmless(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")[:19]
    return value.isoformat() if isinstance(value, date) else value


def _harmless(value: str) -> str:
    # A program that splits cells at semicolons would see a formula start in the middle of a text.
    text = CELL_WITHIN.sub("\\1'", value.replace("\0", ""))
    return f"'{text}" if text.startswith(FORMULAS) or text.lstrip().startswith(FORMULAS) else text


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    # A lone surrogate can't be encoded.
    return text.encode("utf-8", "replace")
