"""Review: how staff read applications, write about them, move them along and settle them."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the reviewer's screens to the app, and tell the room of postings how many applications wait."""
    from careers.postings.waiting import count_waiting_with
    from careers.review import (  # noqa: F401
        answer_views,
        assignment_views,
        attention,
        board_views,
        candidate_views,
        decision_views,
        document_views,
        emails,
        letter_views,
        mention_views,
        reapplication_views,
        saved_views,
        score_views,
        tag_views,
        tasks,
        template_views,
        veil_views,
        views,
        workbench_views,
    )
    from careers.review.search_index import APPLICATIONS_INDEX, index_later, index_those_of_document
    from careers.search.changes import on_change
    from careers.search.registry import add_index

    # Each of the modules of views adds its routes to the one blueprint when it is imported.
    count_waiting_with(app, attention.waiting_by_posting)
    add_index(app, APPLICATIONS_INDEX)
    on_change(app, "application", index_later)
    on_change(app, "document", index_those_of_document)
    app.register_blueprint(views.bp)
    app.register_blueprint(template_views.bp)
    app.register_blueprint(candidate_views.bp)
