"""The search indexes that packages keep, so that one command can rebuild all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Index:
    """One search index: ``ids_after(id, limit)`` returns the next ids to index, ``write(ids)`` indexes them."""

    name: str
    ids_after: Callable[[int, int], Sequence[int]]
    write: Callable[[Sequence[int]], None]


INDEXES: dict[str, Index] = {}


def add_index(index: Index) -> None:
    """Include an index in ``search rebuild``."""
    INDEXES[index.name] = index
