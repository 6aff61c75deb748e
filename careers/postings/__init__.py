"""Postings: the public listing and pages, and how staff write, publish and close them."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the public pages and the staff's screens to the app."""
    from careers.audit.objects import name_objects
    from careers.company.stages.uses import tell_stage_use
    from careers.company.uses import tell_uses
    from careers.postings.addresses import PostingConverter
    from careers.postings.alerts import own_views as alert_own_views
    from careers.postings.audited import AUDITED
    from careers.postings.general.opening import GeneralApplication
    from careers.postings.search_index import POSTINGS_INDEX
    from careers.postings.uses import POSTING_USES, stage_use
    from careers.search.registry import add_index

    app.url_map.converters["posting"] = PostingConverter
    add_index(app, POSTINGS_INDEX)
    name_objects(app, AUDITED)
    tell_uses(app, POSTING_USES)
    tell_stage_use(app, stage_use)
    app.jinja_env.globals["general_application"] = GeneralApplication()
    for view in alert_own_views.SELF_PROTECTED:
        app.extensions["csrf"].exempt(view)
