"""The emails that bring a candidate back: to their applications, or to a draft."""

from careers.applications import queries
from careers.applications.access_links.services import MAX_LINKS
from careers.applications.quarantine import queries as quarantine_queries
from careers.applications.quarantine.services import issue_held_portal_token
from careers.applications.services import issue_portal_token
from careers.applications.tokens import unsealed
from careers.clock import local_date
from careers.company.queries import company_profile
from careers.config import current_settings
from careers.formatting import format_date
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.postings.urls import apply_path


@composes(EmailKind.APPLICATION_LINKS)
def links(email: OutboundEmail) -> Content:
    """Compose the email with a new link to each of the candidate's applications."""
    number: int | None = email.context["candidate_id"]
    applications = queries.newest_applications_of(number, MAX_LINKS) if number else []
    found = [
        (application.posting, application.reference, issue_portal_token(application)) for application in applications
    ]
    for quarantined_id in email.context.get("held_ids", []):
        held = quarantine_queries.held_by_id(quarantined_id)
        if held is not None and held.application_id not in [application.id for application in applications]:
            found.append((held.posting, held.reference, issue_held_portal_token(held)))
    if not found:
        raise CannotCompose("Everything the links pointed to was deleted before they could be sent.")
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


@composes(EmailKind.DRAFT_LINK)
def draft_link(email: OutboundEmail) -> Content:
    """Compose the email with the link to a draft."""
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
