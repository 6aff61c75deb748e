"""What an alert looks for: a filter without order and page, as the database keeps it."""

import hashlib
import json

from careers.postings.alerts.models import Criteria
from careers.postings.listing.filters import FILTER_LABELS, PostingFilter


def criteria_of(posting_filter: PostingFilter) -> Criteria:
    """Return the parts of a filter that leave positions out, as plain values; empty for all positions."""
    kept: Criteria = {name: sorted(values) for name, values in posting_filter.filters.items() if values}
    if posting_filter.query.root is not None:
        kept["q"] = posting_filter.q
    if posting_filter.pay_min:
        kept["pay_min"] = posting_filter.pay_min
    return kept


def filter_of(criteria: Criteria) -> PostingFilter:
    """Return the filter that finds what the alert looks for.

    A department or location that no longer exists stays in it and matches nothing: if it were left out, the alert
    would start to send what nobody asked for.
    """
    filters = {name: list(criteria[name]) for name in FILTER_LABELS if name in criteria}
    return PostingFilter(filters, pay_min=criteria.get("pay_min")).asking(criteria.get("q", ""))


def criteria_hash(criteria: Criteria) -> str:
    """Return a hash that is equal for equal criteria, so that an address cannot have the same alert twice."""
    return hashlib.sha256(json.dumps(criteria, sort_keys=True).encode()).hexdigest()
