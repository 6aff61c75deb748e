"""Tell the posting pages how many applications have no disposition yet."""

from collections.abc import Collection, Mapping

from careers.desk.today.queries import new_counts_by_posting
from careers.postings.signals import counting_waiting_applications


@counting_waiting_applications.connect
def count_waiting(_sender: object, *, posting_ids: Collection[int]) -> Mapping[int, int]:
    """Return how many applications of each posting have no disposition yet."""
    return new_counts_by_posting(posting_ids)
