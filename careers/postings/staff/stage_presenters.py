"""Who stands at which stage of a posting, in words for its editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from careers.company.stages.presenters import describe_count, format_count
from careers.company.stages.queries import active_applications, all_stages, offered_stages
from careers.postings.models import Posting

FOLLOWS = "Every application begins at “{first}”. With all of them ticked, those that are added later belong to it too."
STAYS = " Active now: {standing}. Whoever stands at one that is taken out stays there, and can be moved on."


class Left(NamedTuple):
    """A stage that is not the posting's any more, at which applications still stand."""

    key: str
    sentence: str


def standing_at(posting: Posting) -> Mapping[str, int]:
    """How many of the posting's active applications stand at each stage. One query."""
    return active_applications([stage.key for stage in all_stages()], posting.id)


def hint_of(counts: Mapping[str, int]) -> str:
    """What the boxes mean, and who stands where."""
    standing = [
        f"{format_count(counts[stage.key])} at {stage.name}"
        for stage in all_stages()
        if counts.get(stage.key)
    ]
    now = STAYS.format(standing=", ".join(standing)) if standing else ""
    return FOLLOWS.format(first=all_stages()[0].name) + now


def left_at(posting: Posting, counts: Mapping[str, int]) -> list[Left]:
    """The stages that are not on the posting's way, and how many stand there still."""
    ahead = offered_stages(posting.stage_keys)
    return [
        Left(stage.key, f"{describe_count(counts[stage.key])} at {stage.name}")
        for stage in all_stages()
        if counts.get(stage.key) and stage not in ahead
    ]
