"""The rules for moving between stages and for ending an application."""

from collections.abc import Sequence

from careers.applications.models import HIRED, REJECTED, WITHDRAWN
from careers.company.stages.models import Stage

# The reasons for each disposition. Every disposition is possible from every stage, and a decided application can be
# reopened in its last stage.
REASONS: dict[str, dict[str, str]] = {
    HIRED: {"hired": "Accepted our offer"},
    REJECTED: {
        "skills": "Skills don’t match yet",
        "experience": "Experience doesn’t match yet",
        "other_candidate": "Another candidate was chosen",
        "position_filled": "The position was filled",
        "position_canceled": "The position is no longer open",
        "location": "Location or time zone doesn’t fit",
        "right_to_work": "No right to work at the location",
        "pay": "Pay expectations don’t fit",
        "incomplete": "Application stayed incomplete",
        "duplicate": "Duplicate application",
    },
    WITHDRAWN: {
        "candidate_withdrew": "Withdrew without a reason",
        "accepted_elsewhere": "Accepted another job",
        "declined_offer": "Declined our offer",
        "no_answer": "Stopped responding",
    },
}
HIRED_REASON = "hired"


def allowed_targets(stage: str, way: Sequence[Stage], order: Sequence[Stage]) -> list[Stage]:
    """Return the stages that an application can move to from ``stage``; ``way`` are its posting's stages, in ``order``.

    Forward up to the next stage that can't be skipped, the nearest first; then back by one, to correct a mistake.
    From a stage that is archived or that the posting doesn't use, its place in the order counts.
    """
    keys = [known.key for known in order]
    if stage not in keys:
        return []
    place = keys.index(stage)
    ahead = [target for target in way if keys.index(target.key) > place]
    behind = [target for target in way if keys.index(target.key) < place]
    fixed = next((number for number, target in enumerate(ahead, start=1) if not target.may_skip), len(ahead))
    return ahead[:fixed] + behind[-1:]


def next_stage(stage: str, way: Sequence[Stage], order: Sequence[Stage]) -> Stage | None:
    """Return the stage that "move on" leads to: the next one ahead, or None at the last."""
    found = allowed_targets(stage, way, order)
    keys = [known.key for known in order]
    return found[0] if found and keys.index(found[0].key) > keys.index(stage) else None


def level(stage: str, order: Sequence[Stage]) -> int:
    """Return how far along a stage is, from 1 for the first to 4 for the last; 0 if there is no such stage."""
    keys = [known.key for known in order if not known.is_archived or known.key == stage]
    if stage not in keys:
        return 0
    return 1 + round(3 * keys.index(stage) / max(1, len(keys) - 1))


def levels(order: Sequence[Stage]) -> dict[str, int]:
    """Return the same for every stage, for lists that show many."""
    return {stage.key: level(stage.key, order) for stage in order}
