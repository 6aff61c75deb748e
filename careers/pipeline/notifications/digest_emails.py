"""The daily digest email to the hiring team."""

from careers.applications.presenters import mailed_name
from careers.clock import last_day
from careers.company.queries import company_profile
from careers.formatting import format_date
from careers.http.urls import external_url
from careers.mail.composition import Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.pipeline.notifications.digest_queries import applications_named
from careers.pipeline.notifications.recipients import (
    recipient_of,
)
from careers.pipeline.visibility.queries import can_see_posting


@composes(EmailKind.DAILY_DIGEST)
def digest(email: OutboundEmail) -> Content:
    """Compose the daily digest of new applications.

    Applications that were deleted since, or that the recipient may no longer see, are left out.
    """
    ids: list[int] = email.context["application_ids"]
    reader = recipient_of(email)
    found = [application for application in applications_named(ids) if can_see_posting(reader, application.posting_id)]
    return render(
        "pipeline/mail/digest",
        company_name=company_profile().name,
        to_name=email.to_name,
        count=len(ids),
        applications=[
            {
                "name": mailed_name(application),
                "posting": application.posting.title,
                "answer_by": format_date(last_day(application.reply_due_at)),
                "url": external_url("desk.show", application_id=application.id),
            }
            for application in found
        ],
        url=external_url("desk.index"),
    )
