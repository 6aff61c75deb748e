"""Postings: the public listing and pages, and how staff write, publish and close them."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the public pages and the staff's screens to the app."""
    from careers.postings import (
        alert_emails,
        alert_own_views,
        alert_tasks,
        alert_views,
        editor,
        feed_check_views,
        feed_views,
        general_views,
        question_views,
        role_views,
        staff_views,
        tasks,
        views,
    )
    from careers.postings.addresses import PostingConverter
    from careers.postings.general import GeneralApplication
    from careers.postings.search_index import POSTINGS_INDEX
    from careers.search.registry import add_index

    app.url_map.converters["posting"] = PostingConverter
    app.register_blueprint(views.bp)
    app.register_blueprint(alert_views.bp)
    app.register_blueprint(feed_check_views.bp)
    app.register_blueprint(feed_views.bp)
    app.register_blueprint(role_views.bp)
    app.register_blueprint(staff_views.bp)
    assert question_views  # noqa: S101  # nosec B101  (it adds its routes to the staff's blueprint)
    add_index(app, POSTINGS_INDEX)
    app.jinja_env.globals["general_application"] = GeneralApplication()
    for view in alert_own_views.SELF_PROTECTED:
        app.extensions["csrf"].exempt(view)
    # imported for what they register
    assert editor and general_views and tasks and alert_emails and alert_tasks  # noqa: S101  # nosec B101
    _join_settings(app)


def _join_settings(app: Flask) -> None:
    from careers.company.uses import tell_uses
    from careers.postings import role_staff_views, rubric_views
    from careers.postings.uses import POSTING_USES

    app.register_blueprint(role_staff_views.bp)
    app.register_blueprint(rubric_views.bp)
    tell_uses(app, POSTING_USES)
