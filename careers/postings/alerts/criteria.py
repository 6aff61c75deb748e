"""The criteria of an alert: a filter of the listing without order and page, as stored in the database."""

import hashlib
import json

from careers.postings.alerts.models import Criteria
from careers.postings.listing.filters import FILTER_LABELS, PostingFilter


def criteria_of(posting_filter: PostingFilter) -> Criteria:
    """Return the parts of a filter that exclude positions, as plain values; empty for all positions."""
    criteria: Criteria = {name: sorted(values) for name, values in posting_filter.filters.items() if values}
    if posting_filter.query.root is not None:
        criteria["q"] = posting_filter.q
    if posting_filter.pay_min:
        criteria["pay_min"] = posting_filter.pay_min
    return criteria


def filter_of(criteria: Criteria) -> PostingFilter:
    """Return the filter for an alert's criteria.

    A deleted department or location stays in the filter and matches nothing. Without it, the alert would start to send
    postings that the subscriber didn't ask for.
    """
    filters = {name: list(criteria[name]) for name in FILTER_LABELS if name in criteria}
    return PostingFilter(filters, pay_min=criteria.get("pay_min")).with_query(criteria.get("q", ""))


def criteria_hash(criteria: Criteria) -> str:
    """Return a hash of the criteria, used to prevent two equal alerts of an address."""
    return hashlib.sha256(json.dumps(criteria, sort_keys=True).encode()).hexdigest()
