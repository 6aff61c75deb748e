"""Emails to the hiring team: a new application, a withdrawal, and the daily digest."""

from __future__ import annotations

from careers.applications.notifications.digest_queries import applications_named
from careers.applications.notifications.digest_services import DIGEST
from careers.applications.notifications.queries import (
    NEW_APPLICATION,
    WITHDRAWAL,
    recipient_of,
    require_reader,
)
from careers.applications.presenters import mailed_name
from careers.applications.queries import application_about
from careers.clock import last_day
from careers.company.queries import company_profile
from careers.formatting import format_date
from careers.http.urls import external_url
from careers.mail.composition import Content, composes
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.postings.staff.reach_queries import reaches


@composes(DIGEST)
def digest(email: OutboundEmail) -> Content:
    """Compose the daily digest of new applications.

    Applications that were deleted since, or that the recipient may no longer see, are left out.
    """
    ids: list[int] = email.context["application_ids"]
    reader = recipient_of(email)
    found = [
        application for application in applications_named(ids) if reaches(reader, application.posting_id)
    ]
    return render(
        "applications/mail/digest",
        company_name=company_profile().name,
        to_name=email.to_name,
        count=len(ids),
        applications=[
            {
                "name": mailed_name(application),
                "posting": application.posting.title,
                "answer_by": format_date(last_day(application.answer_due_at)),
                "url": external_url("desk.show", application_id=application.id),
            }
            for application in found
        ],
        url=external_url("desk.index"),
    )


@composes(NEW_APPLICATION)
def new_application(email: OutboundEmail) -> Content:
    """Compose the notice of a new application; it contains nothing of it but the candidate's name."""
    application = application_about(email)
    require_reader(email, application)
    return render(
        "applications/mail/new_application",
        company_name=company_profile().name,
        to_name=email.to_name,
        name=mailed_name(application),
        posting=application.posting,
        reference=application.reference,
        answer_by=format_date(last_day(application.answer_due_at)),
        url=external_url("desk.show", application_id=application.id),
    )


@composes(WITHDRAWAL)
def withdrawal(email: OutboundEmail) -> Content:
    """Compose the notice of a withdrawal, without its reason."""
    application = application_about(email)
    require_reader(email, application)
    return render(
        "applications/mail/withdrawal",
        company_name=company_profile().name,
        to_name=email.to_name,
        name=mailed_name(application),
        posting=application.posting,
        reference=application.reference,
        url=external_url("desk.show", application_id=application.id),
    )
