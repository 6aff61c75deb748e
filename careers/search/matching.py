"""A parsed search as a condition for the database, the same on every engine, and how well each thing fits."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, literal, not_, or_, select, true

from careers.database import db
from careers.search import _mysql, _sqlite
from careers.search.query import And, Node, Not, Or, Query, Term
from careers.search.tables import Field, TextTable

_DIALECTS: dict[str, ModuleType] = {"mysql": _mysql, "mariadb": _mysql, "sqlite": _sqlite}
# Each term costs the server a look-up for each weight; what the ninth word says about the order is little.
MAX_RANKED = 8


def matching(query: Query, table: TextTable, key: Any) -> ColumnElement[bool]:
    """The condition that the thing whose id is the column ``key`` matches; a search for nothing matches everything."""
    if query.root is None:
        return true()
    # All terms stand in one sub-select over one row a thing. With a sub-select for each, MariaDB and MySQL look the
    # words up anew for every row of the other: 470 seconds instead of one for two words in 20,000 texts.
    found: ColumnElement[bool] = key.in_(select(table.owner).where(_condition(query.root, table)))
    return found


def relevance(query: Query, table: TextTable) -> Subquery | None:
    """What matches, as rows of ``owner_id`` and ``score``, for joining; None when there is nothing to rank by.

    The score adds up the weights of the fields in which each wanted term is found, so that every engine gives the
    same order. To be used instead of ``matching``, not beside it.
    """
    terms = query.terms()[:MAX_RANKED]
    if query.root is None or not terms:
        return None
    score: ColumnElement[int] = literal(0)
    for term in terms:
        for weight, fields in _by_weight(term, table):
            score = score + case((_found(term, fields, table), weight), else_=0)
    found = select(table.owner.label("owner_id"), score.label("score")).where(_condition(query.root, table))
    return found.subquery("relevance")


def _condition(node: Node, table: TextTable) -> ColumnElement[bool]:
    if isinstance(node, Term):
        return _found(node, table.fields_named(node.field), table)
    if isinstance(node, Not):
        return not_(_condition(node.part, table))
    join = {And: and_, Or: or_}[type(node)]
    return join(*(_condition(part, table) for part in node.parts))


def _found(term: Term, fields: tuple[Field, ...], table: TextTable) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = _DIALECTS[db.engine.dialect.name].found(term, fields, table)
    return condition


def _by_weight(term: Term, table: TextTable) -> list[tuple[int, tuple[Field, ...]]]:
    fields = table.fields_named(term.field)
    weights = sorted({field.weight for field in fields}, reverse=True)
    return [(weight, tuple(field for field in fields if field.weight == weight)) for weight in weights]
