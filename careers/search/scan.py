"""A search read off the encoded words themselves, row by row: the same on every engine, exact, and without an index.

It costs some microseconds a row. That is the fastest way to the first page of what many rows hold, and the way to sort
out the rows that the index has found by one word of a search. See ``plan``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_, true

from careers.search.encoding import encode
from careers.search.query import And, Node, Not, Or, Query, Term
from careers.search.tables import Field, TextTable

# No token contains it, and on no engine it means anything in a string.
_ESCAPE = "/"


def holds(query: Query, table: TextTable, words: Any = None) -> ColumnElement[bool]:
    """The condition that the encoded words of a row, by default the table's, are what the search looks for."""
    return (
        true() if query.root is None else _holds(query.root, table, table.words if words is None else words)
    )


def holds_term(term: Term, table: TextTable, words: Any) -> ColumnElement[bool]:
    """The condition that the words hold one term, in one of its fields."""
    fields = table.fields_named(term.field)
    if term.field is None and table.is_whole:
        return _like(term, None, words)
    return or_(*(_like(term, field, words) for field in fields))


def _holds(node: Node, table: TextTable, words: Any) -> ColumnElement[bool]:
    if isinstance(node, Term):
        return holds_term(node, table, words)
    if isinstance(node, Not):
        return not_(_holds(node.part, table, words))
    join = {And: and_, Or: or_}[type(node)]
    return join(*(_holds(part, table, words) for part in node.parts))


def _like(term: Term, field: Field | None, words: Any) -> ColumnElement[bool]:
    pattern = " ".join(_pattern(token, field) for token in term.tokens)
    condition: ColumnElement[bool] = words.like(
        f"% {pattern}{'' if term.is_prefix else ' '}%", escape=_ESCAPE
    )
    return condition


def _pattern(token: str, field: Field | None) -> str:
    if field is not None:
        return encode(token, field).replace("_", f"{_ESCAPE}_")
    # One character stands for the field, whichever it is.
    encoded = encode(token, Field("", "?")).replace("_", f"{_ESCAPE}_")
    return encoded.replace("?", "_", 1)
