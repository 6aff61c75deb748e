"""The emails that carry messages to the candidate, and notifications of replies to the team."""

from careers.applications import queries
from careers.applications.messages import queries as message_queries
from careers.applications.services import issue_portal_token
from careers.company.queries import company_profile
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render


@composes(EmailKind.MESSAGE)
def message(email: OutboundEmail) -> Content:
    """Compose the email with the message as it was written, and a link to the candidate portal."""
    written = message_queries.message_with_text(email.context["message_id"])
    application = queries.whole_application(written.application_id) if written else None
    if written is None or application is None:
        raise CannotCompose("The application was deleted.")
    company = company_profile()
    return render(
        "applications/mail/message",
        subject=written.subject,
        company_name=company.name,
        company=company,
        paragraphs=paragraphs_of(written.text.body),
        posting=application.posting,
        reference=application.reference,
        page_url=external_url("candidate.show", token=issue_portal_token(application)) + "#messages",
    )


def paragraphs_of(body: str) -> list[list[str]]:
    """Return the text as paragraphs of lines: an empty line ends a paragraph."""
    blocks = [block.split("\n") for block in body.split("\n\n")]
    return [[line.rstrip() for line in block if line.strip()] for block in blocks if any(map(str.strip, block))]
