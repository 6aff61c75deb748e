"""MySQL and MariaDB: one MATCH … AGAINST in Boolean mode per word or phrase."""

from sqlalchemy import ColumnElement, or_
from sqlalchemy.dialects import mysql

from careers.search.encoding import encode_all
from careers.search.query import Term
from careers.search.tables import Field, TextTable


def found(term: Term, fields: tuple[Field, ...], table: TextTable) -> ColumnElement[bool]:
    """Return the condition that a row of the table contains the term in one of the fields."""
    # Words without operators are alternatives. Phrases are not combined in one text: MariaDB then misses some.
    if len(term.tokens) == 1:
        star = "*" if term.is_prefix else ""
        return _match(table, " ".join(encode_all(term.tokens, field) + star for field in fields))
    return or_(*(_match(table, f'"{encode_all(term.tokens, field)}"') for field in fields))


def _match(table: TextTable, against: str) -> ColumnElement[bool]:
    # Not compared with a number, so that NOT and CASE treat it as a boolean on both servers.
    return mysql.match(table.words.expression, against=against).in_boolean_mode() > 0
