"""Opening an application to read it, which its candidate may ask about."""

from __future__ import annotations

from flask import abort, make_response, request
from flask_login import current_user

from careers.applications.models import Application
from careers.applications.opening_services import record_opening
from careers.applications.own_page.queries import is_opened_today_by
from careers.database import transaction
from careers.review import queries

# What browsers say when they ask for a page before it is wanted.
LOOKING_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def opened_application(application_id: int) -> Application:
    """The application, with an opening recorded once a day; 404 where it is not this person's to see.

    A browser that looks ahead of its user gets nothing: nobody reads what it would show, and the candidate may not
    change the files of what somebody has read.
    """
    if any("prefetch" in request.headers.get(name, "").lower() for name in LOOKING_AHEAD):
        abort(make_response("", 503, {"Cache-Control": "no-store"}))
    application = queries.application_for(current_user, application_id)
    if is_opened_today_by(application.id, current_user.id):
        return application
    # Like an access log, and nothing that anybody decides by: the candidate may ask who has looked.
    with transaction():
        record_opening(application.id, by=current_user, role=current_user.role)
    return queries.application_for(current_user, application_id)
