"""The acknowledgement email to the candidate."""

from careers.applications import queries
from careers.applications.presenters import Receipt, receipt_of
from careers.applications.quarantine import queries as quarantine_queries
from careers.applications.quarantine.presenters import held_receipt
from careers.applications.quarantine.services import issue_held_portal_token
from careers.applications.services import issue_portal_token
from careers.company.queries import company_profile
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.postings.models import Posting
from careers.postings.urls import posting_url


@composes(EmailKind.ACKNOWLEDGMENT)
def acknowledgement(email: OutboundEmail) -> Content:
    """Compose the acknowledgement of an application, which lists every file."""
    application = queries.application_about(email)
    return _acknowledged(receipt_of(application), application.posting, issue_portal_token(application))


@composes(EmailKind.QUARANTINE_ACKNOWLEDGMENT)
def held_acknowledgement(email: OutboundEmail) -> Content:
    """Compose the same acknowledgement for a submission in quarantine, without a hint that it is."""
    held = quarantine_queries.held_by_id(email.context["quarantined_id"])
    draft = quarantine_queries.draft_of(held) if held else None
    if held is None or draft is None:
        raise CannotCompose("This submission is no longer in quarantine.")
    application = queries.whole_application(held.application_id) if held.application_id else None
    receipt = receipt_of(application) if application else held_receipt(held, draft)
    return _acknowledged(receipt, held.posting, issue_held_portal_token(held))


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
