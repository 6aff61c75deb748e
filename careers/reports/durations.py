"""Time between two instants, and its quartiles in each group, computed by the database.

The quartiles are members of the group, by nearest rank: of n values in order the first is at ceil(n / 4), the median
at ceil(n / 2), the third at ceil(3n / 4). Written without a division, which engines round in their own ways.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Float, Select, case, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

# The key of the one row for all. MySQL takes a number in PARTITION BY for a position and refuses it.
ALL = 1
# Which rank each is, as (times, of): the smallest rank r with r * of >= n * times.
QUARTILES = {"first": (1, 4), "median": (1, 2), "third": (3, 4)}


class seconds_between(FunctionElement[float]):  # noqa: N801  (reads like SQL's own functions)
    """The seconds from the first instant to the second."""

    type = Float()
    inherit_cache = True


@compiles(seconds_between, "mysql")
@compiles(seconds_between, "mariadb")
def _mysql(element: seconds_between, compiler: SQLCompiler, **named: Any) -> str:
    first, second = (compiler.process(clause, **named) for clause in element.clauses)
    return f"TIMESTAMPDIFF(SECOND, {first}, {second})"


@compiles(seconds_between, "sqlite")
def _sqlite(element: seconds_between, compiler: SQLCompiler, **named: Any) -> str:
    first, second = (compiler.process(clause, **named) for clause in element.clauses)
    return f"((julianday({second}) - julianday({first})) * 86400)"


def quartiles(
    key: ColumnElement[Any] | None, seconds: ColumnElement[float], rows: Select[Any]
) -> Select[Any]:
    """Of each ``key`` in ``rows``: the key, how many have a time, and the three quartiles in seconds.

    Without a key there is one row for all, whose key is ``ALL``.
    """
    ranked = (
        rows.with_only_columns(
            (literal(ALL) if key is None else key).label("key"),
            seconds.label("seconds"),
            func.row_number().over(partition_by=key, order_by=seconds).label("place"),
            func.count().over(partition_by=key).label("size"),
        )
        .where(seconds.is_not(None))
        .subquery()
    )
    place, size = ranked.c.place, ranked.c.size
    at = [
        func.max(case((_is_rank(place, size, times, of), ranked.c.seconds))).label(name)
        for name, (times, of) in QUARTILES.items()
    ]
    return select(ranked.c.key, func.max(size).label("size"), *at).group_by(ranked.c.key)


def _is_rank(place: ColumnElement[int], size: ColumnElement[int], times: int, of: int) -> ColumnElement[bool]:
    return (place * of >= size * times) & ((place - 1) * of < size * times)
