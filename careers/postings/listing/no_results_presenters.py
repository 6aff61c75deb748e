"""What to do when nothing matches: which part to drop, how a word is spelled, and what comes nearest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from careers.postings.card_presenters import Card, cards
from careers.postings.listing import queries
from careers.postings.listing.filters import LEGENDS, PostingFilter
from careers.search.spelling import respelled

MAX_NEAREST = 5
MAX_SHOWN_LENGTH = 60  # characters of a search


@dataclass(frozen=True)
class WayOut:
    """A link to a listing that is not empty: what it does, in words, and how many positions it shows."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class Advice:
    """Ways out of an empty listing, the one to most positions first, and the positions that come nearest."""

    ways_out: list[WayOut] = field(default_factory=list)
    spelling: WayOut | None = None
    nearest: list[Card] = field(default_factory=list)


def advice_for(wish: PostingFilter, known: Mapping[str, Mapping[str, str]]) -> Advice:
    """Advice for a wish that nothing fits. At most ten queries, whatever is stored."""
    ways = [_without(wish, name, known) for name in wish.parts] if len(wish.parts) > 1 else []
    ways = sorted((way for way in ways if way.count), key=lambda way: -way.count)
    nearest = PostingFilter(query=wish.query.loosened()) if wish.query.terms() else None
    found = queries.open_postings(nearest, size=MAX_NEAREST) if nearest else []
    return Advice(ways, _spelling(wish), cards(found, nearest.query if nearest else None))


def _without(wish: PostingFilter, name: str, known: Mapping[str, Mapping[str, str]]) -> WayOut:
    wider = wish.without(name)
    return WayOut(_label(wish, name, known), wider.address(), queries.open_count(wider))


def _label(wish: PostingFilter, name: str, known: Mapping[str, Mapping[str, str]]) -> str:
    if name == "q":
        shown = wish.q if len(wish.q) <= MAX_SHOWN_LENGTH else wish.q[:MAX_SHOWN_LENGTH] + "…"
        return f"Without the words “{shown}”"
    if name == "pay_min":
        return f"Without the least pay of {wish.pay_min:,}"
    chosen = " or ".join(known[name][value] for value in wish.filters[name])
    return f"Without {LEGENDS[name].lower()} {chosen}"


def _spelling(wish: PostingFilter) -> WayOut | None:
    text = respelled(wish.q, queries.visible_words()) if wish.query.terms() else None
    if text is None:
        return None
    respelled_wish = replace(wish.asking(text), page=1)
    count = queries.open_count(respelled_wish)
    return WayOut(text, respelled_wish.address(), count) if count else None
