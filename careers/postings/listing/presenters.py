"""The listing: what an address asks for, the options of its filters with counts, and the page's cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from careers.company.queries import departments, locations
from careers.postings import presenters
from careers.postings.card_presenters import Card, cards
from careers.postings.listing import facet_queries, queries
from careers.postings.listing.filters import LEGENDS, SORTS, PostingFilter, has_unknown, parse_filter
from careers.postings.listing.no_results_presenters import Advice, advice_for
from careers.search.patience import SearchTooSlow, patience

UNKNOWN = "The address asks for something that we do not know; it was left out."


@dataclass(frozen=True)
class Option:
    """One value of a filter, with how many postings it would leave under the other filters."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Group:
    """One filter with its options."""

    name: str
    legend: str
    options: list[Option]


@dataclass(frozen=True)
class Sort:
    """One order in which the positions may be listed."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Pager:
    """Where this page stands among the pages."""

    page: int
    pages: int
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True)
class Listing:
    """Everything that the page of open positions shows.

    ``is_filtered`` counts words to search for in, ``is_narrowed`` does not. ``is_stopped``: the search took too long.
    """

    cards: list[Card]
    total: int
    team_count: int
    groups: list[Group]
    notices: list[str]
    pager: Pager
    is_filtered: bool
    is_narrowed: bool
    q: str
    pay_min: int | None
    alert_url: str
    sorts: list[Sort]
    advice: Advice | None
    is_stopped: bool = False


def labels() -> dict[str, dict[str, str]]:
    """Every value that each filter knows, with what it is called."""
    return {
        "department": {department.slug: department.name for department in departments()},
        "workplace": presenters.WORKPLACES,
        "location": {location.slug: location.name for location in locations()},
        "type": presenters.EMPLOYMENT_TYPES,
    }


def listing(arguments: MultiDict[str, str]) -> Listing:
    """The page of open positions for an address. A page beyond the end shows the last one.

    A search that takes too long is left out, and a notice says so.
    """
    known = labels()
    wish = parse_filter(arguments, known)
    if has_unknown(arguments):
        wish = replace(wish, notices=[*wish.notices, UNKNOWN])
    try:
        with patience():
            return _listing(wish, known)
    except SearchTooSlow as error:
        wider = replace(wish.without("q"), notices=[*wish.notices, str(error)])
        return replace(_listing(wider, known), q=wish.q, is_stopped=True)


def _listing(wish: PostingFilter, known: Mapping[str, Mapping[str, str]]) -> Listing:
    kinds = queries.kinds(wish)
    counts = {
        name: facet_queries.option_counts(name, kinds, wish.filters)
        for name in ("department", "type", "workplace")
    }
    counts["location"] = queries.location_counts(wish)
    total = facet_queries.total(kinds, wish.filters)
    pages = max(1, -(-total // queries.PAGE_SIZE))
    page = min(wish.page, pages)
    found = queries.open_postings(wish, page=page) if total else []
    is_filtered = bool(wish.parts)
    beyond = [f"There is no page beyond {pages}: this is the last."] if page < wish.page else []
    return Listing(
        cards=cards(found, wish.query if wish.query.terms() else None),
        total=total,
        team_count=len(counts["department"]),
        groups=[_group(name, known[name], counts[name], wish.filters[name]) for name in LEGENDS],
        notices=[*wish.notices, *beyond],
        pager=_pager(wish, page, pages),
        is_filtered=is_filtered,
        is_narrowed=bool(set(wish.parts) - {"q"}),
        q=wish.q,
        pay_min=wish.pay_min,
        alert_url=wish.alert_address,
        sorts=_sorts(wish),
        advice=advice_for(wish, known) if is_filtered and not total else None,
    )


def _group(name: str, values: Mapping[str, str], counts: Mapping[str, int], chosen: Sequence[str]) -> Group:
    options = [Option(key, label, counts.get(key, 0), key in chosen) for key, label in values.items()]
    return Group(name, LEGENDS[name], [option for option in options if option.count or option.selected])


def _sorts(wish: PostingFilter) -> list[Sort]:
    offered = [value for value in SORTS if value != "relevance" or wish.query.terms()]
    # The first is what an address without an order gives; named, it would outlive the words that it was chosen for.
    return [
        Sort(value if value != offered[0] else "", SORTS[value], value == wish.order) for value in offered
    ]


def _pager(wish: PostingFilter, page: int, pages: int) -> Pager:
    return Pager(
        page,
        pages,
        wish.address(page - 1) if page > 1 else None,
        wish.address(page + 1) if page < pages else None,
    )
