"""Applications: the draft, the upload, the review, the submission, the receipt, and the mail that follows."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the applicant's pages, the e-mails and the background work to the app."""
    from careers.applications import (
        again_views,
        candidate_document_views,
        candidate_views,
        digest_emails,
        digest_tasks,
        emails,
        equal_staff_views,
        invitation_emails,
        letter_emails,
        letter_tasks,
        letter_views,
        link_views,
        quarantine_staff_views,
        tasks,
        views,
    )
    from careers.applications.likeness_services import LIKENESS_INDEX, compare_later
    from careers.search.changes import on_change
    from careers.search.registry import add_index

    on_change(app, "application", compare_later)
    add_index(app, LIKENESS_INDEX)
    app.register_blueprint(views.bp)
    app.register_blueprint(views.bp, name=views.GENERAL, url_prefix="/apply")
    app.register_blueprint(candidate_views.bp)
    app.register_blueprint(quarantine_staff_views.bp)
    app.register_blueprint(equal_staff_views.bp)
    # These views check the token themselves, so that a form with an expired one keeps its words (views.py).
    for view in views.SELF_PROTECTED:
        app.extensions["csrf"].exempt(view)
    assert candidate_document_views and letter_emails and letter_tasks and letter_views  # noqa: S101  # nosec B101  (imported for what they register)
    assert digest_emails and digest_tasks  # noqa: S101  # nosec B101
    assert again_views and emails and link_views and tasks  # noqa: S101  # nosec B101  (imported for what they register)
    assert again_views and emails and invitation_emails and link_views and tasks  # noqa: S101  # nosec B101  (imported for what they register)
