"""Tell the posting pages how many applicants still wait for a reply."""

from collections.abc import Collection, Mapping

from careers.postings.signals import counting_unanswered_applications
from careers.review.closing.queries import unanswered_by_posting


@counting_unanswered_applications.connect
def count_unanswered(_sender: object, *, posting_ids: Collection[int]) -> Mapping[int, int]:
    """Return how many applicants of each posting have had no reply."""
    return unanswered_by_posting(posting_ids)
