"""Who stands at which stage of a posting, in words for its editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from careers.company.stages.presenters import describe_count, format_count
from careers.company.stages.queries import active_applications, all_stages, offered_stages
from careers.postings.models import Posting

FOLLOWS = "Every application starts at “{first}”. Select all to include stages added later."
STAYS = " Active now: {standing}. Applications in a removed stage stay there until someone moves them."


class RemovedStage(NamedTuple):
    """A stage that is not the posting's any more, at which applications still stand."""

    key: str
    sentence: str


def active_by_stage(posting: Posting) -> Mapping[str, int]:
    """How many of the posting's active applications stand at each stage. One query."""
    return active_applications([stage.key for stage in all_stages()], posting.id)


def stages_hint(counts: Mapping[str, int]) -> str:
    """What the boxes mean, and who stands where."""
    standing = [
        f"{format_count(counts[stage.key])} at {stage.name}"
        for stage in all_stages()
        if counts.get(stage.key)
    ]
    now = STAYS.format(standing=", ".join(standing)) if standing else ""
    return FOLLOWS.format(first=all_stages()[0].name) + now


def removed_stages(posting: Posting, counts: Mapping[str, int]) -> list[RemovedStage]:
    """The stages that are not on the posting's way, and how many stand there still."""
    ahead = offered_stages(posting.stage_keys)
    return [
        RemovedStage(stage.key, f"{describe_count(counts[stage.key])} at {stage.name}")
        for stage in all_stages()
        if counts.get(stage.key) and stage not in ahead
    ]
