"""Open an application, which the candidate can see."""

from flask_login import current_user

from careers.applications.models import Application
from careers.applications.opening_queries import is_opened_today_by
from careers.applications.opening_services import record_opening
from careers.database import transaction
from careers.http.prefetch import refuse_prefetch
from careers.pipeline.access.queries import application_for


def opened_application(application_id: int) -> Application:
    """Return the application and record that it was opened, once a day; 404 if the user can't see it.

    Browsers that prefetch get nothing: nobody reads that page, and opening it stops the candidate from changing
    files.
    """
    refuse_prefetch()
    application = application_for(current_user, application_id)
    if is_opened_today_by(application.id, current_user.id):
        return application
    # Like an access log. No decision depends on it, but the candidate can see it.
    with transaction():
        record_opening(application.id, by=current_user, role=current_user.role)
    return application_for(current_user, application_id)
