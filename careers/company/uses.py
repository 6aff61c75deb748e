"""Who uses departments and locations, as told by a room above: this one must not import it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from flask import Flask, current_app

EXTENSION = "company_uses"


class Uses(NamedTuple):
    """``counts(kind)``: postings by the id of what they belong to. ``renamed(kind, id)`` is told of a new name."""

    counts: Callable[[str], Mapping[int, int]]
    renamed: Callable[[str, int], None]


def tell_uses(app: Flask, uses: Uses) -> None:
    """Let the company's lists know what uses their rows."""
    app.extensions[EXTENSION] = uses


def posting_counts(kind: str) -> Mapping[int, int]:
    """How many postings there are by the id of their department or location; those without any are missing."""
    uses: Uses = current_app.extensions[EXTENSION]
    return uses.counts(kind)


def tell_renamed(kind: str, row_id: int) -> None:
    """Tell whoever keeps a row's name, in the transaction that renames it."""
    uses: Uses = current_app.extensions[EXTENSION]
    uses.renamed(kind, row_id)
