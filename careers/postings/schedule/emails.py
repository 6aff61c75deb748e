"""The email that tells HR why a scheduled posting was not published."""

from careers.company.queries import company_profile
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.postings.schedule.queries import posting_to_publish


@composes(EmailKind.POSTING_NOT_PUBLISHED)
def not_published(email: OutboundEmail) -> Content:
    """List what was missing, with a link to the editor."""
    posting = posting_to_publish(email.context["posting_id"])
    if posting is None:
        raise CannotCompose("The posting was deleted.")
    return render(
        "postings/mail/not_published",
        company_name=company_profile().name,
        to_name=email.to_name,
        title=posting.title,
        problems=email.context["problems"],
        url=external_url("postings_staff.show", posting_id=posting.id),
    )
