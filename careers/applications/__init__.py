"""Applications: the draft, the upload, the review, the submission, the receipt, and the mail that follows."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the applicant's pages, the e-mails and the background work to the app."""
    from careers.applications.apply import views
    from careers.applications.candidates.likeness_services import LIKENESS_INDEX, compare_later
    from careers.search.changes import on_change
    from careers.search.registry import add_index

    on_change(app, "application", compare_later)
    add_index(app, LIKENESS_INDEX)
    app.register_blueprint(views.bp, name=views.GENERAL, url_prefix="/apply")
    # These views check the token themselves, so that a form with an expired one keeps its words (views.py).
    for view in views.SELF_PROTECTED:
        app.extensions["csrf"].exempt(view)
