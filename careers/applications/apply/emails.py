"""The e-mails about an application: the candidate's acknowledgement and the notice to hiring managers."""

from __future__ import annotations

from careers.applications import queries
from careers.applications.access_links.services import DRAFT_LINK, LINKS, MAX_LINKS
from careers.applications.apply.submission_services import ACKNOWLEDGEMENT, mailed_access
from careers.applications.identity import mailed_name
from careers.applications.models import Application
from careers.applications.notifications.queries import NEW_APPLICATION, require_reader
from careers.applications.portal.services import WITHDRAWAL
from careers.applications.presenters import Receipt, held_receipt, receipt_of
from careers.applications.quarantine import queries as quarantine_queries
from careers.applications.quarantine.services import HELD_ACKNOWLEDGEMENT, mailed_held_access
from careers.applications.tokens import unsealed
from careers.clock import local_date
from careers.company.queries import company_profile
from careers.config import current_settings
from careers.formatting import format_date
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.postings.models import Posting
from careers.postings.urls import apply_path, posting_url


@composes(ACKNOWLEDGEMENT)
def acknowledgement(email: OutboundEmail) -> Content:
    """Tells the candidate what arrived, file by file."""
    application = _application(email)
    return _acknowledged(receipt_of(application), application.posting, mailed_access(application))


@composes(HELD_ACKNOWLEDGEMENT)
def held_acknowledgement(email: OutboundEmail) -> Content:
    """The same while the submission waits in quarantine; nothing in it tells so."""
    held = quarantine_queries.held_by_id(email.context["held_id"])
    draft = quarantine_queries.draft_of(held) if held else None
    if held is None or draft is None:
        raise CannotCompose("What this message is about is not in quarantine any more.")
    application = queries.whole_application(held.application_id) if held.application_id else None
    receipt = receipt_of(application) if application else held_receipt(held, draft)
    return _acknowledged(receipt, held.posting, mailed_held_access(held))


@composes(NEW_APPLICATION)
def new_application(email: OutboundEmail) -> Content:
    """Tells a hiring manager that somebody applied; the name is all that leaves the site."""
    application = _application(email)
    require_reader(email, application)
    return render(
        "applications/mail/new_application",
        company_name=company_profile().name,
        to_name=email.to_name,
        name=mailed_name(application),
        posting=application.posting,
        reference=application.reference,
        answer_by=receipt_of(application).answer_by,
        url=external_url("desk.show", application_id=application.id),
    )


@composes(WITHDRAWAL)
def withdrawal(email: OutboundEmail) -> Content:
    """Tells a hiring manager that somebody no longer wants to be considered; the reason stays on the site."""
    application = _application(email)
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


@composes(LINKS)
def links(email: OutboundEmail) -> Content:
    """Brings somebody back to the pages of all their applications, each by a new link."""
    number: int | None = email.context["candidate_id"]
    applications = queries.newest_applications_of(number, MAX_LINKS) if number else []
    found = [
        (application.posting, application.reference, mailed_access(application))
        for application in applications
    ]
    for held_id in email.context.get("held_ids", []):
        held = quarantine_queries.held_by_id(held_id)
        if held is not None and held.application_id not in [application.id for application in applications]:
            found.append((held.posting, held.reference, mailed_held_access(held)))
    if not found:
        raise CannotCompose(
            "Everything that the links would have led to was deleted before they could be sent."
        )
    company = company_profile()
    return render(
        "applications/mail/links",
        company_name=company.name,
        company=company,
        to_name=email.to_name,
        applications=[
            {
                "title": posting.title,
                "reference": reference,
                "url": external_url("candidate.show", token=token),
            }
            for posting, reference, token in found
        ],
    )


@composes(DRAFT_LINK)
def draft_link(email: OutboundEmail) -> Content:
    """Brings somebody back to a draft, on whatever device they read their mail."""
    draft = queries.draft_to_mail(email.context["draft_id"])
    if draft is None:
        raise CannotCompose("The draft was deleted before its link could be sent.")
    posting, token = draft.posting, unsealed(email.context["token"])
    company = company_profile()
    return render(
        "applications/mail/draft_link",
        company_name=company.name,
        company=company,
        title=posting.title,
        is_general=posting.is_general,
        url=f"{current_settings().site_url}{apply_path(posting)}/{token}",
        expires=format_date(local_date(draft.expires_at)),
    )


def _acknowledged(receipt: Receipt, posting: Posting, token: str) -> Content:
    company = company_profile()
    return render(
        "applications/mail/acknowledgement",
        company_name=company.name,
        company=company,
        receipt=receipt,
        posting_url=posting_url(posting),
        page_url=external_url("candidate.show", token=token),
    )


def _application(email: OutboundEmail) -> Application:
    application = queries.whole_application(email.context["application_id"])
    if application is None:
        raise LookupError("The application that this message is about is gone.")
    return application
