"""Durations in tenths of a day, and their quartiles.

The database counts how many applications took each duration, so that a million of them become a few hundred numbers.
Quartiles are members of the group, by nearest rank: of n ordered values, the first quartile is at ceil(n / 4), the
median at ceil(n / 2), the third at ceil(3n / 4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

# A tenth of a day is 8,640 seconds; adding half of that rounds to the nearest.
A_TENTH = 8_640


class tenths_between(FunctionElement[int]):  # noqa: N801  (reads like SQL's own functions)
    """The tenths of a day from the first instant to the second, rounded to the nearest."""

    type = Integer()
    inherit_cache = True


@compiles(tenths_between, "mysql")
@compiles(tenths_between, "mariadb")
def _mysql(element: tenths_between, compiler: SQLCompiler, **named: Any) -> str:
    first, second = (compiler.process(clause, **named) for clause in element.clauses)
    return f"((TIMESTAMPDIFF(SECOND, {first}, {second}) + {A_TENTH // 2}) DIV {A_TENTH})"


@compiles(tenths_between, "sqlite")
def _sqlite(element: tenths_between, compiler: SQLCompiler, **named: Any) -> str:
    first, second = (compiler.process(clause, **named) for clause in element.clauses)
    return f"CAST((julianday({second}) - julianday({first})) * 10 + 0.5 AS INTEGER)"


@dataclass(frozen=True)
class Quartiles:
    """Of ``size`` durations in days, a quarter is at most ``first``, half at most ``median``, three quarters
    at most ``third``.
    """

    size: int
    first: float
    median: float
    third: float


def quartiles(counts: Mapping[int, int]) -> Quartiles:
    """Return the quartiles of durations; ``counts`` maps tenths of a day to how often they occur, at least one."""
    size = sum(counts.values())
    # The smallest rank r with r * of >= n * times, as (times, of), without a division that rounds.
    wanted = [-(-size * times // of) for times, of in ((1, 4), (1, 2), (3, 4))]
    found: list[float] = []
    passed = 0
    for tenths in sorted(counts):
        passed += counts[tenths]
        while len(found) < len(wanted) and passed >= wanted[len(found)]:
            found.append(tenths / 10)
    return Quartiles(size, *found)
