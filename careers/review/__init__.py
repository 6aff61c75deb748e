"""Review: how staff read applications, write about them, move them along and settle them."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the reviewer's screens to the app, and tell the room of postings how many applications wait."""
    from careers.review import (  # noqa: F401
        answer_views,
        assignment_views,
        board_views,
        bulk_tasks,
        bulk_views,
        candidate_views,
        closing_views,
        decision_views,
        document_views,
        emails,
        interview_emails,
        interview_public_views,
        interview_views,
        letter_views,
        mention_views,
        reapplication_views,
        saved_views,
        score_views,
        stage_views,
        tag_views,
        tasks,
        template_views,
        veil_views,
        views,
        workbench_views,
    )

    # Most modules of views add their routes to the one blueprint when they are imported.
    for blueprint in (
        views.bp,
        stage_views.bp,
        template_views.bp,
        candidate_views.bp,
        bulk_views.bp,
        interview_public_views.bp,
    ):
        app.register_blueprint(blueprint)
    _join_lower_rooms(app)


def _join_lower_rooms(app: Flask) -> None:
    """Hand over what rooms below this one ask, without knowing it: counts for postings, and the index of a search."""
    from careers.applications.interviews_told import tell_interviews_with
    from careers.postings.waiting import count_unanswered_with, count_waiting_with
    from careers.review.attention import waiting_by_posting
    from careers.review.closing_queries import unanswered_by_posting
    from careers.review.interview_pages import told_interviews
    from careers.review.search_index import APPLICATIONS_INDEX, index_later, index_those_of_document
    from careers.search.changes import on_change
    from careers.search.registry import add_index

    count_waiting_with(app, waiting_by_posting)
    count_unanswered_with(app, unanswered_by_posting)
    tell_interviews_with(app, told_interviews)
    add_index(app, APPLICATIONS_INDEX)
    on_change(app, "application", index_later)
    on_change(app, "document", index_those_of_document)
