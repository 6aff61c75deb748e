"""The email that invites a candidate who opted in to future roles to apply for a posting."""

from careers.applications import queries
from careers.applications.candidates.models import CandidateInvitation
from careers.applications.candidates.queries import consenting_application
from careers.applications.services import issue_portal_token
from careers.clock import local_date
from careers.company.queries import company_profile
from careers.database import db
from careers.formatting import format_date
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.postings import presenters
from careers.postings.models import Posting
from careers.postings.queries import public_posting
from careers.postings.sources import with_source
from careers.postings.urls import posting_url

SOURCE = "invitation"


@composes(EmailKind.INVITATION_TO_APPLY)
def invitation(email: OutboundEmail) -> Content:
    """Compose the invitation with the posting, the reason for the email, and how to opt out.

    Nothing is sent once the consent has ended.
    """
    invited = db.session.get(CandidateInvitation, email.context["invitation_id"])
    application = queries.whole_application(invited.application_id) if invited else None
    if invited is None or application is None or application.future_roles_consent_at is None:
        raise CannotCompose("The candidate no longer wants to be considered for future roles.")
    if consenting_application([application.candidate_id]) is None:
        raise CannotCompose("The candidate no longer wants to be considered for future roles.")
    posting: Posting | None = public_posting(invited.posting_id)
    if posting is None or not posting.is_open():
        raise CannotCompose("The posting no longer accepts applications.")
    company = company_profile()
    return render(
        "applications/mail/invitation",
        company_name=company.name,
        company=company,
        to_name=email.to_name,
        posting=posting,
        places=presenters.places(posting),
        closes=presenters.closes(posting, company.time_zone),
        since=format_date(local_date(application.future_roles_consent_at)),
        posting_url=with_source(posting_url(posting), SOURCE),
        page_url=external_url("candidate.show", token=issue_portal_token(application)) + "#future",
    )
