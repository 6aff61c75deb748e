"""Receivers for the signals of the company's lists and stages."""

from collections.abc import Mapping

from careers.company.signals import counting_postings, finding_stage_use, list_row_renamed
from careers.postings.queries import is_stage_chosen, posting_counts
from careers.tasks import enqueue
from careers.tasks.names import TaskName


@counting_postings.connect
def count_postings(_sender: object, *, list_key: str) -> Mapping[int, int]:
    """Return how many postings belong to each department or location."""
    return posting_counts(list_key)


@list_row_renamed.connect
def reindex_postings(_sender: object, *, list_key: str, row_id: int) -> None:
    """Update the search index for the row's postings in the background: there may be thousands."""
    enqueue(TaskName.REINDEX_POSTINGS, {"kind": list_key, "id": row_id})


@finding_stage_use.connect
def find_stage_use(_sender: object, *, stage_key: str, **_unused: object) -> str:
    """Return a sentence if the stage was chosen for a posting, else an empty string."""
    return "A posting uses it." if is_stage_chosen(stage_key) else ""
