"""Plan how MySQL and MariaDB run a search in a large table: by its rarest word, or by reading rows in order.

The full-text index reads and ranks all rows that contain a word, so in a million texts a word in every third takes
seconds, and one in every thousandth no time. Reading rows in page order until the page is full is the opposite. A
sample of a few hundred rows shows which is cheaper (docs/adr/0016).
"""

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
# The cost of one row when read in order, and when found and ranked by the full-text index. Measured; only the ratio
# matters.
READ, FOUND = 3, 10
# A page that stops reading early also limits how many rows are looked up.
MAX_FOUND = 2_500
# A limit that no table reaches, which makes servers materialize the subquery.
NO_END = 2**31
# Below this share of the rows that a page may read, ids are not collected first: the page fills up before that pays
# off.
SHORT = 5
# Checking up to this many more words in the row that the full-text index found costs less than looking up the object
# itself, if no more than a page of rows remain.
FEW_WORDS = 4


@dataclass(frozen=True)
class Plan:
    """``looked_up``: words of which every match contains one; None: rows are read in order.

    ``is_sieved``: the rest of the search leaves so few rows that it is checked first. ``is_long``: so many rows are
    read that collecting their ids first pays off.
    """

    query: Query
    looked_up: tuple[Term, ...] | None = None
    is_sieved: bool = False
    is_long: bool = False


@dataclass(frozen=True)
class _Sample:
    """How many of the sampled rows contain each word and match the search, and an estimate of all rows."""

    size: int
    matched: int
    holding: dict[Term, int]
    rows: int


def planned(
    query: Query, table: TextTable, *, wanted: int, among: int | None = None, at_most: int | None = None
) -> Plan | None:
    """Return the plan for ``wanted`` rows; None for an empty search, or if the database needs no plan.

    ``among``: how many rows the other conditions leave, if known. ``at_most``: how many rows are read in order before
    the page ends, full or not.
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
    """Return the statement, which selects from the table of ``key``, limited to what the search matches.

    ``within``: the ids of the rows to read, if they were collected first.
    """
    if plan is None:
        return statement.where(matching(query, table, key))
    if plan.looked_up and within is None:
        return _found_by_index(statement, plan, plan.looked_up, table, key)
    if within is not None:
        # Not an IN list: MariaDB reads the whole table if it is long.
        numbers: ColumnElement[Any] = literal_column("'$[*]' COLUMNS (id BIGINT PATH '$')")
        read = func.json_table(json.dumps([*within]), numbers).table_valued("id", name="gathered")
        statement = statement.select_from(read).join(table.model, table.owner == read.c.id)
        statement = statement.join(key.class_, table.owner == key)
    else:
        statement = statement.join(table.model, table.owner == key)
    # Optimizers don't know how common a word is.
    return in_this_order(statement).where(holds(query, table))


def _found_by_index(
    statement: Select[Any], plan: Plan, words: tuple[Term, ...], table: TextTable, key: Any
) -> Select[Any]:
    rest = _untold(plan.query, words)
    # Materialized, so that no row is read twice.
    found = select(table.owner.label("id")).where(_looked_up(words, table)).limit(NO_END)
    if plan.is_sieved:
        found = found.where(holds(rest, table))
    gathered = found.subquery()
    statement = in_this_order(statement.select_from(gathered).join(key.class_, key == gathered.c.id))
    if plan.is_sieved or rest.root is None:
        return statement
    # Last, so that words are only checked in rows that meet the other conditions.
    return statement.join(table.model, table.owner == key).where(holds(rest, table))


def is_planned(query: Query) -> bool:
    """Return whether a search needs a plan: SQLite, which is for small sites, doesn't."""
    return query.root is not None and db.engine.dialect.name != "sqlite"


def in_this_order(statement: Select[Any]) -> Select[Any]:
    """Return the statement with its tables joined in the written order on MySQL and MariaDB."""
    for dialect in ("mysql", "mariadb"):
        statement = statement.prefix_with("STRAIGHT_JOIN", dialect=dialect)
    return statement


def _looked_up(words: tuple[Term, ...], table: TextTable) -> ColumnElement[bool]:
    # Words without operators are alternatives.
    against = " ".join(
        f"{encode(word.tokens[0], field)}{'*' if word.is_prefix else ''}"
        for word in words
        for field in table.fields_named(word.field)
    )
    return mysql.match(table.words.expression, against=against).in_boolean_mode() > 0


def _sampled(query: Query, table: TextTable) -> _Sample:
    # The ids first: with the words in a subquery, servers would copy all of them.
    newest = select(table.owner.label("id")).order_by(table.owner.desc()).limit(SAMPLE).subquery()
    words = [word for term in query.terms() for word in _words(term)]
    conditions = [holds(query, table), *(holds_term(word, table, table.words) for word in words)]
    last = select(func.max(table.owner)).scalar_subquery()
    counts = (func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in conditions)
    statement = select(last, func.count(), *counts).select_from(newest)
    statement = in_this_order(statement.join(table.model, table.owner == newest.c.id))
    row = db.session.execute(with_timeout(statement)).one()
    numbers = [int(value or 0) for value in row]
    # A sample of the whole table is an exact count; ids say little about how many rows remain.
    rows = numbers[0] if numbers[1] == SAMPLE else numbers[1]
    return _Sample(numbers[1], numbers[2], dict(zip(words, numbers[3:], strict=True)), rows)


def _words(term: Term) -> list[Term]:
    return [Term((token,), term.is_prefix, term.field) for token in term.tokens]


def _words_in(node: Node | None) -> list[Term]:
    """Return every word of a node, including excluded ones."""
    if node is None or isinstance(node, Term):
        return _words(node) if node else []
    return [word for part in ((node.part,) if isinstance(node, Not) else node.parts) for word in _words_in(part)]


def _rarest(node: Node, sample: _Sample) -> list[Term] | None:
    """Return the rarest set of words of which every match of the node contains one; None if there is no such set."""
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
    """Return what remains to check in a row that contains one of the looked-up words."""
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    left = [part for part in parts if part and not (_is_one_of(part) and {*words} <= {*_words_in(part)})]
    return Query(all_of(tuple(left)) if left else None)


def _share(node: Node | None, sample: _Sample) -> float:
    """Return an upper bound of the share of rows that match a node, assuming that words are independent."""
    if node is None or isinstance(node, Not):
        return 1
    if isinstance(node, Term):
        return max(_count(_rarest(node, sample) or [], sample), 0.5) / sample.size
    shares = [_share(part, sample) for part in node.parts]
    return math.prod(shares) if isinstance(node, And) else min(sum(shares), 1)


def _is_one_of(node: Node | None) -> bool:
    """Return whether any row with one of the node's words matches it."""
    if isinstance(node, Term):
        return len(node.tokens) == 1
    return isinstance(node, Or) and all(map(_is_one_of, node.parts))


def _count(words: list[Term], sample: _Sample) -> int:
    return sum(sample.holding[word] for word in words)
