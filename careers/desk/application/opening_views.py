"""Opening an application to read it, which its candidate may ask about."""

from __future__ import annotations

from flask_login import current_user

from careers.applications.models import Application
from careers.applications.opening_queries import is_opened_today_by
from careers.applications.opening_services import record_opening
from careers.database import transaction
from careers.http.prefetch import refuse_prefetch
from careers.pipeline.access.queries import application_for


def opened_application(application_id: int) -> Application:
    """The application, with an opening recorded once a day; 404 where it is not this person's to see.

    A browser that looks ahead of its user gets nothing: nobody reads what it would show, and the candidate may not
    change the files of what somebody has read.
    """
    refuse_prefetch()
    application = application_for(current_user, application_id)
    if is_opened_today_by(application.id, current_user.id):
        return application
    # Like an access log, and nothing that anybody decides by: the candidate may ask who has looked.
    with transaction():
        record_opening(application.id, by=current_user, role=current_user.role)
    return application_for(current_user, application_id)
