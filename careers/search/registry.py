"""The indexes that rooms keep, so that one command can make all of them anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask

EXTENSION = "search_indexes"


@dataclass(frozen=True)
class Index:
    """One kind of thing: ``ids_after(id, limit)`` gives the next ids, ``write(ids)`` indexes those things."""

    name: str
    ids_after: Callable[[int, int], Sequence[int]]
    write: Callable[[Sequence[int]], None]


def add_index(app: Flask, index: Index) -> None:
    """Let ``search rebuild`` know of the index."""
    indexes(app).append(index)


def indexes(app: Flask) -> list[Index]:
    """All indexes of the app."""
    known: list[Index] = app.extensions.setdefault(EXTENSION, [])
    return known
