"""Compose the emails that tell staff about an application. The candidate's name is the only personal data in them."""

from functools import partial

from careers.accounts.queries import user_by_id
from careers.applications.presenters import mailed_name
from careers.applications.queries import application_about
from careers.clock import last_day
from careers.company.queries import company_profile
from careers.formatting import format_date
from careers.http.urls import external_url
from careers.mail.composition import Content, composes
from careers.mail.kinds import KINDS
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.pipeline.notifications.recipients import require_access


def application_url(application_id: int) -> str:
    """Return the absolute URL of an application's page for staff."""
    return external_url("desk.show", application_id=application_id)


def about_application(email: OutboundEmail, template: str) -> Content:
    """Compose an email to a staff member about an application.

    Raises CannotCompose if the application was deleted, or if the recipient can't see it anymore.
    """
    application = application_about(email)
    require_access(email, application)
    by = user_by_id(email.context["by"]) if "by" in email.context else None
    return render(
        template,
        company_name=company_profile().name,
        to_name=email.to_name,
        by=by.name if by else "A colleague",
        name=mailed_name(application),
        posting=application.posting,
        reference=application.reference,
        answer_by=format_date(last_day(application.reply_due_at)),
        url=application_url(application.id),
    )


for _kind, _row in KINDS.items():
    if _row.template:
        composes(_kind)(partial(about_application, template=_row.template))
