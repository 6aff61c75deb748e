"""The number of applications in each stage of a posting, in words."""

from collections.abc import Mapping
from typing import NamedTuple

from careers.company.stages.presenters import describe_count, format_count
from careers.company.stages.queries import active_applications, all_stages, offered_stages
from careers.postings.models import Posting

ALL_STAGES_HINT = "Every application starts at “{first}”. Select all to include stages added later."
ACTIVE_HINT = " Active now: {active}. Applications in a removed stage stay there until someone moves them."


class RemovedStage(NamedTuple):
    """A stage that the posting no longer uses but that still has applications."""

    key: str
    sentence: str


def active_by_stage(posting: Posting) -> Mapping[str, int]:
    """Return how many of the posting's active applications are in each stage, in one query."""
    return active_applications([stage.key for stage in all_stages()], posting.id)


def stages_hint(counts: Mapping[str, int]) -> str:
    """Return the hint of the stage checkboxes, with the number of active applications in each stage."""
    active = [f"{format_count(counts[stage.key])} at {stage.name}" for stage in all_stages() if counts.get(stage.key)]
    more = ACTIVE_HINT.format(active=", ".join(active)) if active else ""
    return ALL_STAGES_HINT.format(first=all_stages()[0].name) + more


def removed_stages(posting: Posting, counts: Mapping[str, int]) -> list[RemovedStage]:
    """Return the stages that the posting doesn't use but that still have applications."""
    used = offered_stages(posting.stage_keys)
    return [
        RemovedStage(stage.key, f"{describe_count(counts[stage.key])} at {stage.name}")
        for stage in all_stages()
        if counts.get(stage.key) and stage not in used
    ]
