"""Filters of the listing, and their URLs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from careers.postings.pay_queries import parse_amount
from careers.postings.search_index import POSTING_TEXTS
from careers.postings.sources import is_tracking_parameter
from careers.search.parser import MAX_LENGTH, parse
from careers.search.query import NOTHING, Query
from careers.text import one_line

FILTER_LABELS = {"department": "Team", "workplace": "Workplace", "location": "Location", "type": "Type"}
SORTS = {"relevance": "Best match", "date": "Newest", "pay": "Highest pay"}
ARGUMENTS = {"q", "pay_min", "sort", "page", *FILTER_LABELS}
NO_PAGE = "That page doesn’t exist. Here is the first one."
LAST_PAGE = 999_999  # higher than the last page of any listing
MAX_VALUES = 50  # of one filter
MAX_TERMS = 16  # fewer than for staff, because anyone can search without limit


@dataclass(frozen=True)
class PostingFilter:
    """Filters by name, search terms, minimum yearly pay, sort order, and page; ``notices`` say what was ignored.

    ``q`` is what was typed, ``query`` its parsed form. ``sort`` is empty if the URL doesn't name an order.
    """

    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    q: str = ""
    query: Query = NOTHING
    pay_min: int | None = None
    sort: str = ""
    page: int = 1
    notices: Sequence[str] = ()

    @property
    def order(self) -> str:
        """The sort order, one of ``SORTS``; by default the best match if there are search terms."""
        can_rank = bool(self.query.terms())
        if self.sort == "pay" or (self.sort == "date" and can_rank):
            return self.sort
        return "relevance" if can_rank else "date"

    @property
    def parts(self) -> list[str]:
        """The names of the criteria that exclude positions."""
        criteria = {"q": self.query.root, **self.filters, "pay_min": self.pay_min}
        return [name for name, value in criteria.items() if value]

    def with_query(self, q: str) -> PostingFilter:
        """Return the filter with other search terms, cut to 2,000 characters."""
        return replace(self, q=q[:MAX_LENGTH], query=parse(q, POSTING_TEXTS.field_names(), most_terms=MAX_TERMS))

    def without(self, name: str) -> PostingFilter:
        """Return the first page of the filter without one of its ``parts``."""
        if name == "q":
            return replace(self.with_query(""), page=1)
        if name == "pay_min":
            return replace(self, pay_min=None, page=1)
        return replace(self, filters={key: values for key, values in self.filters.items() if key != name}, page=1)

    def address(self, page: int = 1) -> str:
        """Return the path and query string for this filter and page."""
        pairs = self._pairs()
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("page", str(page))] if page > 1 else []
        return "/jobs" + ("?" + urlencode(pairs) if pairs else "")

    @property
    def alert_address(self) -> str:
        """Return the path and query string of the form for job alerts like this filter."""
        return "/alerts" + ("?" + urlencode(self._pairs()) if self.parts else "")

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        return pairs + ([("pay_min", str(self.pay_min))] if self.pay_min else [])


def parse_filter(arguments: MultiDict[str, str], options: Mapping[str, Mapping[str, str]]) -> PostingFilter:
    """Return the filter for URL arguments. Unknown ones are ignored with a notice. Never raises."""
    filters: dict[str, list[str]] = {}
    notices: list[str] = []
    for name, values in options.items():
        requested = [value for value in dict.fromkeys(arguments.getlist(name)[:MAX_VALUES]) if value]
        filters[name] = [value for value in requested if value in values]
        if len(filters[name]) < len(requested):
            notices.append(f"We ignored an unknown {FILTER_LABELS[name].lower()} in the URL.")
    q = one_line(arguments.get("q"))
    pay_min, sort = arguments.get("pay_min", "").strip(), arguments.get("sort", "")
    page = parse_page(arguments.get("page") or "1")
    posting_filter = PostingFilter(
        filters, pay_min=parse_amount(pay_min), sort=sort if sort in SORTS else "", page=page or 1
    ).with_query(q)
    notices += _notices(posting_filter, q, pay_min, sort)
    return replace(posting_filter, notices=notices if page else [*notices, NO_PAGE])


def has_unknown_argument(arguments: MultiDict[str, str]) -> bool:
    """Return whether the URL has an argument that isn't part of any filter."""
    return any(value and not (name in ARGUMENTS or is_tracking_parameter(name)) for name, value in arguments.items())


def parse_page(text: str) -> int | None:
    """Return a page number, at most ``LAST_PAGE``; None if the text isn't a number."""
    digits = text.lstrip("0")
    if not (digits.isascii() and digits.isdigit()):
        return None
    return min(int(digits[:7]), LAST_PAGE)


def _notices(posting_filter: PostingFilter, q: str, pay_min: str, sort: str) -> list[str]:
    notices = [problem.message for problem in posting_filter.query.problems if problem.is_cut]
    if q and posting_filter.query.root is None:
        notices.append("The search has no letters or digits, so it was ignored.")
    if pay_min and posting_filter.pay_min is None:
        notices.append("We ignored the minimum pay. Enter a number, like 90000.")
    if sort and not posting_filter.sort:
        notices.append("We ignored an unknown sort order in the URL.")
    return notices
