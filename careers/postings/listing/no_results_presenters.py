"""Suggestions when nothing matches: fewer filters, another spelling, or the nearest postings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from careers.postings.card_presenters import Card, cards
from careers.postings.listing import queries
from careers.postings.listing.filters import FILTER_LABELS, PostingFilter
from careers.search.spelling import respelled

MAX_NEAREST = 5
MAX_SHOWN_LENGTH = 60  # characters of a search


@dataclass(frozen=True)
class SuggestedSearch:
    """A link to a listing that isn't empty: its label and the number of positions."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class NoResultsHelp:
    """Suggestions: wider searches, those with the most positions first, a spelling, and the nearest postings."""

    wider_searches: list[SuggestedSearch] = field(default_factory=list)
    spelling: SuggestedSearch | None = None
    nearest: list[Card] = field(default_factory=list)


def help_for(posting_filter: PostingFilter, options: Mapping[str, Mapping[str, str]]) -> NoResultsHelp:
    """Return suggestions for a filter that matches nothing, in at most ten queries."""
    parts = posting_filter.parts if len(posting_filter.parts) > 1 else []
    searches = [_without(posting_filter, name, options) for name in parts]
    wider = sorted((search for search in searches if search.count), key=lambda search: -search.count)
    nearest = PostingFilter(query=posting_filter.query.loosened()) if posting_filter.query.terms() else None
    postings = queries.open_postings(nearest, size=MAX_NEAREST) if nearest else []
    return NoResultsHelp(wider, _spelling(posting_filter), cards(postings, nearest.query if nearest else None))


def _without(posting_filter: PostingFilter, name: str, options: Mapping[str, Mapping[str, str]]) -> SuggestedSearch:
    wider = posting_filter.without(name)
    return SuggestedSearch(_label(posting_filter, name, options), wider.address(), queries.open_count(wider))


def _label(posting_filter: PostingFilter, name: str, options: Mapping[str, Mapping[str, str]]) -> str:
    if name == "q":
        q = posting_filter.q
        return f"Without the words “{q if len(q) <= MAX_SHOWN_LENGTH else q[:MAX_SHOWN_LENGTH] + '…'}”"
    if name == "pay_min":
        return f"Without the minimum pay of {posting_filter.pay_min:,}"
    chosen = " or ".join(options[name][value] for value in posting_filter.filters[name])
    return f"Without {FILTER_LABELS[name].lower()} {chosen}"


def _spelling(posting_filter: PostingFilter) -> SuggestedSearch | None:
    text = respelled(posting_filter.q, queries.visible_words()) if posting_filter.query.terms() else None
    if text is None:
        return None
    respelled_filter = replace(posting_filter.with_query(text), page=1)
    count = queries.open_count(respelled_filter)
    return SuggestedSearch(text, respelled_filter.address(), count) if count else None
