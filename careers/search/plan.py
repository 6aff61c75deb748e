"""How MySQL and MariaDB answer a search in a large table: by its rarest word, or by reading rows in their order.

Their full text reads and ranks all rows that hold a word, so a word of every third text takes seconds in a million of
them, and one of every thousandth takes nothing. Reading rows in the order of the page until it is full is the other
way round. A few hundred rows, read first, tell which of both a search needs (docs/adr/0016).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select
from sqlalchemy.dialects import mysql

from careers.database import db
from careers.search.encoding import encode
from careers.search.matching import matching
from careers.search.query import And, Node, Not, Or, Query, Term, all_of
from careers.search.query_timeout import with_timeout
from careers.search.scan import holds, holds_term
from careers.search.tables import TextTable

SAMPLE = 400  # rows; the newest, for these are what the first page shows
# What one row costs: read in its order, and found and ranked by the full text and then read. Measured; only the
# relation of the two matters.
READ, FOUND = 3, 10
# Where reading ends its page early, looking up has to have an end as well.
MAX_FOUND = 2_500
# What no table reaches: a limit that has servers gather what it ends first.
NO_END = 2**31
# Up to such a part of what a page may read, nothing is gathered first: it is full before that pays.
SHORT = 5
# The row that the full text finds is at hand: to look for so many words more in it costs less than to look up the thing
# itself, where these leave no more of them than a page takes.
FEW_WORDS = 4


@dataclass(frozen=True)
class Plan:
    """``looked_up``: words of which everything that the search finds holds one; None: rows are read in their order.

    ``is_sieved``: what else the search says leaves so few of these that it is asked first.
    ``is_long``: so many rows are read that it is worth gathering their ids first, and to end with them.
    """

    query: Query
    looked_up: tuple[Term, ...] | None = None
    is_sieved: bool = False
    is_long: bool = False


@dataclass(frozen=True)
class _Sample:
    """How many of the rows that were looked at hold each word and match the search, and how many rows there may be."""

    size: int
    matched: int
    holding: dict[Term, int]
    rows: int


def planned(
    query: Query, table: TextTable, *, wanted: int, among: int | None = None, at_most: int | None = None
) -> Plan | None:
    """The plan for ``wanted`` rows; None where there is nothing to search for, or the engine needs no plan.

    ``among``: how many rows whatever else is asked for leaves, where that is known. ``at_most``: how many are read
    in their order before the page ends, full or not.
    """
    if query.root is None or not is_planned(query):
        return None
    sample = _sampled(query, table)
    words = _rarest(query.root, sample)
    rows = sample.rows if among is None else among
    read = min(rows, wanted * sample.size / max(sample.matched, 0.5))
    if words is not None and sample.size:
        found = sum(max(sample.holding[word], 0.5) for word in words) / sample.size * sample.rows
        if found * FOUND < read * READ and (at_most is None or found <= MAX_FOUND):
            rest = _untold(query, tuple(words))
            is_short = len(_words_in(rest.root)) <= FEW_WORDS
            return Plan(query, tuple(words), is_short and found * _share(rest.root, sample) <= wanted)
    return Plan(query, is_long=at_most is not None and sample.rows > at_most and read * SHORT > at_most)


def searched(
    statement: Select[Any],
    query: Query,
    plan: Plan | None,
    table: TextTable,
    key: Any,
    *,
    within: Sequence[int] | None = None,
) -> Select[Any]:
    """The statement, which selects from the table of ``key``, for what the search finds among its rows.

    ``within``: the ids of those that are read, where they were gathered first.
    """
    if plan is None:
        return statement.where(matching(query, table, key))
    if plan.looked_up and within is None:
        return _found_by_index(statement, plan, plan.looked_up, table, key)
    if within is not None:
        # Not as a list of numbers, for which MariaDB reads the whole table once it is long.
        numbers: ColumnElement[Any] = literal_column("'$[*]' COLUMNS (id BIGINT PATH '$')")
        read = func.json_table(json.dumps([*within]), numbers).table_valued("id", name="gathered")
        statement = statement.select_from(read).join(table.model, table.owner == read.c.id)
        statement = statement.join(key.class_, table.owner == key)
    else:
        statement = statement.join(table.model, table.owner == key)
    # Servers know nothing of how often a word is to be met.
    return in_this_order(statement).where(holds(query, table))


def _found_by_index(
    statement: Select[Any], plan: Plan, words: tuple[Term, ...], table: TextTable, key: Any
) -> Select[Any]:
    rest = _untold(plan.query, words)
    # Gathered, so that no row is read twice.
    found = select(table.owner.label("id")).where(_looked_up(words, table)).limit(NO_END)
    if plan.is_sieved:
        found = found.where(holds(rest, table))
    gathered = found.subquery()
    statement = in_this_order(statement.select_from(gathered).join(key.class_, key == gathered.c.id))
    if plan.is_sieved or rest.root is None:
        return statement
    # Last, so that words are read only of what the other conditions leave.
    return statement.join(table.model, table.owner == key).where(holds(rest, table))


def is_planned(query: Query) -> bool:
    """Whether a search needs a plan: SQLite, which is for small sites, has none."""
    return query.root is not None and db.engine.dialect.name != "sqlite"


def in_this_order(statement: Select[Any]) -> Select[Any]:
    """The statement, of which MySQL and MariaDB take the tables in the order in which they stand."""
    for dialect in ("mysql", "mariadb"):
        statement = statement.prefix_with("STRAIGHT_JOIN", dialect=dialect)
    return statement


def _looked_up(words: tuple[Term, ...], table: TextTable) -> ColumnElement[bool]:
    # Words without signs are alternatives.
    against = " ".join(
        f"{encode(word.tokens[0], field)}{'*' if word.is_prefix else ''}"
        for word in words
        for field in table.fields_named(word.field)
    )
    return mysql.match(table.words.expression, against=against).in_boolean_mode() > 0


def _sampled(query: Query, table: TextTable) -> _Sample:
    # Their ids first: of a sub-select with words in it, servers would copy all of these.
    newest = select(table.owner.label("id")).order_by(table.owner.desc()).limit(SAMPLE).subquery()
    words = [word for term in query.terms() for word in _words(term)]
    conditions = [holds(query, table), *(holds_term(word, table, table.words) for word in words)]
    last = select(func.max(table.owner)).scalar_subquery()
    counts = (func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in conditions)
    statement = select(last, func.count(), *counts).select_from(newest)
    statement = in_this_order(statement.join(table.model, table.owner == newest.c.id))
    row = db.session.execute(with_timeout(statement)).one()
    numbers = [int(value or 0) for value in row]
    # Where the sample is all that there is, it is counted; ids say little of how many rows are left.
    rows = numbers[0] if numbers[1] == SAMPLE else numbers[1]
    return _Sample(numbers[1], numbers[2], dict(zip(words, numbers[3:], strict=True)), rows)


def _words(term: Term) -> list[Term]:
    return [Term((token,), term.is_prefix, term.field) for token in term.tokens]


def _words_in(node: Node | None) -> list[Term]:
    """Every word of a node, those that it excludes too."""
    if node is None or isinstance(node, Term):
        return _words(node) if node else []
    return [
        word for part in ((node.part,) if isinstance(node, Not) else node.parts) for word in _words_in(part)
    ]


def _rarest(node: Node, sample: _Sample) -> list[Term] | None:
    """The rarest words of which one stands in whatever the node finds; None where there are none to rely on."""
    if isinstance(node, Not):
        return None
    if isinstance(node, Term):
        return min(([word] for word in _words(node)), key=lambda words: _count(words, sample))
    found = [_rarest(part, sample) for part in node.parts]
    if isinstance(node, And):
        known = [words for words in found if words is not None]
        return min(known, key=lambda words: _count(words, sample), default=None)
    return None if None in found else [word for words in found if words for word in words]


def _untold(query: Query, words: tuple[Term, ...]) -> Query:
    """What is left to ask of a row that holds one of the words, which were looked up."""
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    left = [part for part in parts if part and not (_is_one_of(part) and {*words} <= {*_words_in(part)})]
    return Query(all_of(tuple(left)) if left else None)


def _share(node: Node | None, sample: _Sample) -> float:
    """Which part of all rows a node finds at most, as if no word had to do with another."""
    if node is None or isinstance(node, Not):
        return 1
    if isinstance(node, Term):
        return max(_count(_rarest(node, sample) or [], sample), 0.5) / sample.size
    shares = [_share(part, sample) for part in node.parts]
    return math.prod(shares) if isinstance(node, And) else min(sum(shares), 1)


def _is_one_of(node: Node | None) -> bool:
    """Whether whatever holds one of the node's words is found."""
    if isinstance(node, Term):
        return len(node.tokens) == 1
    return isinstance(node, Or) and all(map(_is_one_of, node.parts))


def _count(words: list[Term], sample: _Sample) -> int:
    return sum(sample.holding[word] for word in words)
