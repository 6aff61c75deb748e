"""Compose emails to staff about one application."""

from __future__ import annotations

from careers.accounts.queries import user_by_id
from careers.applications.models import Application
from careers.applications.notifications.queries import require_reader
from careers.applications.presenters import mailed_name
from careers.applications.queries import whole_application
from careers.company.queries import company_profile
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render


def application_url(application_id: int) -> str:
    """Return the absolute URL of an application's page for staff."""
    return external_url("desk.show", application_id=application_id)


def about_application(email: OutboundEmail, template: str) -> Content:
    """Compose an email to a member of staff about one application. Raises CannotCompose if it is no longer theirs."""
    application: Application | None = whole_application(email.context["application_id"])
    by = user_by_id(email.context["by"])
    if application is None:
        raise CannotCompose("The application was deleted before this could be sent.")
    require_reader(email, application)
    return render(
        template,
        company_name=company_profile().name,
        to_name=email.to_name,
        by=by.name if by else "A colleague",
        name=mailed_name(application),
        posting=application.posting,
        reference=application.reference,
        url=application_url(application.id),
    )
