"""MySQL and MariaDB: one MATCH … AGAINST in Boolean mode for each word or phrase."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_
from sqlalchemy.dialects import mysql

from careers.search.encoding import encode_all
from careers.search.query import Term
from careers.search.tables import Field, TextTable


def found(term: Term, fields: tuple[Field, ...], table: TextTable) -> ColumnElement[bool]:
    """The condition that a row of the table holds the term in one of the fields."""
    # Words without signs are alternatives. Phrases are not joined in one text: MariaDB then misses some of them.
    if len(term.tokens) == 1:
        star = "*" if term.is_prefix else ""
        return _match(table, " ".join(encode_all(term.tokens, field) + star for field in fields))
    return or_(*(_match(table, f'"{encode_all(term.tokens, field)}"') for field in fields))


def _match(table: TextTable, against: str) -> ColumnElement[bool]:
    # Compared with nothing, so that it is a truth to NOT and CASE on both servers, not a number.
    return mysql.match(table.words.expression, against=against).in_boolean_mode() > 0
