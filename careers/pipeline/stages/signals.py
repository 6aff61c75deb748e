"""Tell the posting pages and the stage settings how many applications are at each stage."""

from collections.abc import Collection, Mapping

from careers.company.signals import counting_active_applications
from careers.pipeline.stages.queries import active_counts_by_stage


@counting_active_applications.connect
def count_active(_sender: object, *, stage_keys: Collection[str], posting_id: int | None) -> Mapping[str, int]:
    """Return how many active applications are at each stage, of one posting or of all."""
    return active_counts_by_stage(stage_keys, posting_id)
