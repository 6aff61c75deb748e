"""The page of open positions: filter options with counts, cards, sort orders, and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from careers.company.queries import departments, locations
from careers.postings import presenters
from careers.postings.card_presenters import Card, cards
from careers.postings.listing import facet_queries, queries
from careers.postings.listing.filters import (
    FILTER_LABELS,
    SORTS,
    PostingFilter,
    has_unknown_argument,
    parse_filter,
)
from careers.postings.listing.no_results_presenters import NoResultsHelp, help_for
from careers.search.query_timeout import SearchTooSlow, report_timeouts

UNKNOWN = "We ignored part of the URL that we don’t recognize."


@dataclass(frozen=True)
class Option:
    """An option of a filter, with how many postings it would leave under the other filters."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Group:
    """A filter with its options."""

    name: str
    legend: str
    options: list[Option]


@dataclass(frozen=True)
class Sort:
    """A sort order."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Pager:
    """Links to the previous and next pages."""

    page: int
    pages: int
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True)
class Listing:
    """Everything that the page of open positions shows.

    Search terms count for ``is_filtered`` but not for ``is_narrowed``. ``is_stopped`` says that the search took too
    long.
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
    advice: NoResultsHelp | None
    is_stopped: bool = False


def filter_options() -> dict[str, dict[str, str]]:
    """Return every filter's options with their labels."""
    return {
        "department": {department.slug: department.name for department in departments()},
        "workplace": presenters.WORKPLACES,
        "location": {location.slug: location.name for location in locations()},
        "type": presenters.EMPLOYMENT_TYPES,
    }


def listing_page(arguments: MultiDict[str, str]) -> Listing:
    """Return the listing for a URL; a page past the end shows the last one.

    A search that takes too long is ignored, with a notice.
    """
    options = filter_options()
    posting_filter = parse_filter(arguments, options)
    if has_unknown_argument(arguments):
        posting_filter = replace(posting_filter, notices=[*posting_filter.notices, UNKNOWN])
    try:
        with report_timeouts():
            return _listing(posting_filter, options)
    except SearchTooSlow as error:
        wider = replace(posting_filter.without("q"), notices=[*posting_filter.notices, str(error)])
        return replace(_listing(wider, options), q=posting_filter.q, is_stopped=True)


def _listing(posting_filter: PostingFilter, options: Mapping[str, Mapping[str, str]]) -> Listing:
    facets = queries.facet_counts(posting_filter)
    counts = {
        name: facet_queries.option_counts(name, facets, posting_filter.filters)
        for name in ("department", "type", "workplace")
    }
    counts["location"] = queries.location_counts(posting_filter)
    total = facet_queries.total(facets, posting_filter.filters)
    pages = max(1, -(-total // queries.PAGE_SIZE))
    page = min(posting_filter.page, pages)
    postings = queries.open_postings(posting_filter, page=page) if total else []
    is_filtered = bool(posting_filter.parts)
    beyond = ["That page doesn’t exist. Here is the last one."] if page < posting_filter.page else []
    return Listing(
        cards=cards(postings, posting_filter.query if posting_filter.query.terms() else None),
        total=total,
        team_count=len(counts["department"]),
        groups=[_group(name, options[name], counts[name], posting_filter.filters[name]) for name in FILTER_LABELS],
        notices=[*posting_filter.notices, *beyond],
        pager=_pager(posting_filter, page, pages),
        is_filtered=is_filtered,
        is_narrowed=bool(set(posting_filter.parts) - {"q"}),
        q=posting_filter.q,
        pay_min=posting_filter.pay_min,
        alert_url=posting_filter.alert_address,
        sorts=_sorts(posting_filter),
        advice=help_for(posting_filter, options) if is_filtered and not total else None,
    )


def _group(name: str, values: Mapping[str, str], counts: Mapping[str, int], chosen: Sequence[str]) -> Group:
    options = [Option(key, label, counts.get(key, 0), key in chosen) for key, label in values.items()]
    return Group(name, FILTER_LABELS[name], [option for option in options if option.count or option.selected])


def _sorts(posting_filter: PostingFilter) -> list[Sort]:
    offered = [value for value in SORTS if value != "relevance" or posting_filter.query.terms()]
    # The first is the default and not named in the URL, so that it changes when search terms are added or removed.
    return [
        Sort(value if value != offered[0] else "", SORTS[value], value == posting_filter.order) for value in offered
    ]


def _pager(posting_filter: PostingFilter, page: int, pages: int) -> Pager:
    return Pager(
        page,
        pages,
        posting_filter.address(page - 1) if page > 1 else None,
        posting_filter.address(page + 1) if page < pages else None,
    )
