"""Where an application may stand, where it may go from there, and why it may end: the rules, as tables."""

from __future__ import annotations

from careers.applications.models import FIRST_STAGE, HIRED, REJECTED, WITHDRAWN

# In the order of the way; the first is where every application begins.
STAGES = {FIRST_STAGE: "New", "screen": "Screen", "interview": "Interview", "offer": "Offer"}

# Forward to the next stage, or past the screen where that has been done elsewhere; back by one to correct a mistake.
# The first of each row that lies ahead is what "move on" means.
TRANSITIONS: dict[str, tuple[str, ...]] = {
    "applied": ("screen", "interview"),
    "screen": ("interview", "applied"),
    "interview": ("offer", "screen"),
    "offer": ("interview",),
}

# Why an active application ends, for each way of ending. Every ending may be reached from every stage, and an ended
# application may be reopened at the stage where it stood.
REASONS: dict[str, dict[str, str]] = {
    HIRED: {"hired": "Accepted the offer"},
    REJECTED: {
        "skills": "Skills do not match yet",
        "experience": "Experience does not match yet",
        "other_candidate": "Another candidate was chosen",
        "position_filled": "The position is filled",
        "position_cancelled": "The position is no longer open",
        "location": "Location or time zone does not fit",
        "right_to_work": "No right to work at the location",
        "pay": "Pay expectations do not fit",
        "incomplete": "The application is incomplete, and stayed so",
        "duplicate": "The same application was sent before",
    },
    WITHDRAWN: {
        "candidate_withdrew": "The candidate withdrew",
        "accepted_elsewhere": "The candidate accepted another position",
        "declined_offer": "The candidate declined the offer",
        "no_answer": "The candidate no longer answers",
    },
}
HIRED_REASON = "hired"


def can_move(stage: str, target: str) -> bool:
    """Whether an active application may go from one stage to the other."""
    return target in TRANSITIONS.get(stage, ())


def next_stage(stage: str) -> str | None:
    """The stage that "move on" leads to, or None at the last one."""
    order = list(STAGES)
    return next(
        (target for target in TRANSITIONS.get(stage, ()) if order.index(target) > order.index(stage)), None
    )


def stage_label(stage: str) -> str:
    """A stage as the company calls it."""
    from careers.review.stages import queries as stage_queries

    return stage_queries.stage_label(stage)


def reason_label(disposition: str | None, reason: str | None) -> str:
    """A reason as the company calls it."""
    from careers.review.stages import queries as stage_queries

    return stage_queries.reason_label(disposition, reason)
