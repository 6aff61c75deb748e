"""Check a search against the encoded words row by row: exact, the same on every database, and without an index.

It costs a few microseconds per row. That is the fastest way to the first page of common matches, and to filter rows
that the index has found by one word. See ``plan``.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, true

from careers.search.encoding import encode
from careers.search.query import And, Node, Not, Or, Query, Term
from careers.search.tables import Field, TextTable

# No token contains it, and it has no special meaning in a string on any database.
_ESCAPE = "/"
_NO_FIELD, _ANY_FIELD = Field("", ""), Field("", "?")


def holds(query: Query, table: TextTable, words: Any = None) -> ColumnElement[bool]:
    """Return the condition that a row's encoded words, by default the table's, match the search."""
    return true() if query.root is None else _holds(query.root, table, table.words if words is None else words)


def holds_term(term: Term, table: TextTable, words: Any) -> ColumnElement[bool]:
    """Return the condition that the words contain one term, in one of its fields."""
    if term.field is None and table.is_whole:
        return _in_any_field(term, words)
    return or_(*(_stands_in(words, _run(term, field)) for field in table.fields_named(term.field)))


def _holds(node: Node, table: TextTable, words: Any) -> ColumnElement[bool]:
    if isinstance(node, Term):
        return holds_term(node, table, words)
    if isinstance(node, Not):
        return not_(_holds(node.part, table, words))
    join = {And: and_, Or: or_}[type(node)]
    return join(*(_holds(part, table, words) for part in node.parts))


def _in_any_field(term: Term, words: Any) -> ColumnElement[bool]:
    # One wildcard stands for the field. Servers take ten times as long for it as for literal text, so the literal
    # word is checked first.
    end = "" if term.is_prefix else " "
    plain = [_stands_in(words, f"{encode(token, _NO_FIELD)[1:]}{end}") for token in term.tokens]
    pattern = _run(term, _ANY_FIELD).replace("_", f"{_ESCAPE}_").replace("?", "_")
    return and_(*plain, words.like(f"%{pattern}%", escape=_ESCAPE))


def _run(term: Term, field: Field) -> str:
    """Return the term as it appears in the encoded words."""
    encoded = (f" {encode(token, field)}" for token in term.tokens)
    return f"{''.join(encoded)}{'' if term.is_prefix else ' '}"


def _stands_in(words: Any, run: str) -> ColumnElement[bool]:
    return func.instr(words, run) > 0
