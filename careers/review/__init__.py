"""Review: how staff read applications, write about them, move them along and settle them."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the reviewer's screens to the app, and tell the room of postings how many applications wait."""
    _join_lower_rooms(app)


def _join_lower_rooms(app: Flask) -> None:
    """Hand over what rooms below this one ask, without knowing it: counts for postings, and the index of a search."""
    from careers.applications.portal.erasure_told import before_erasure
    from careers.applications.portal.interviews_told import tell_interviews_with
    from careers.company.stages.standing import count_standing_with
    from careers.company.stages.uses import tell_stage_use
    from careers.postings.waiting import count_unanswered_with, count_waiting_with
    from careers.review.closing.queries import unanswered_by_posting
    from careers.review.interviews.erasure_services import call_off_erased
    from careers.review.interviews.pages import told_interviews
    from careers.review.stages.move_queries import standing
    from careers.review.stages.use_queries import stage_use
    from careers.review.today.queries import waiting_by_posting

    count_standing_with(app, standing)
    tell_stage_use(app, stage_use)
    count_waiting_with(app, waiting_by_posting)
    count_unanswered_with(app, unanswered_by_posting)
    tell_interviews_with(app, told_interviews)
    before_erasure(app, call_off_erased)
