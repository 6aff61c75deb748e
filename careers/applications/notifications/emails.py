"""The e-mail of the day about new applications."""

from __future__ import annotations

from careers.applications.identity import mailed_name
from careers.applications.notifications.digest_queries import applications_named
from careers.applications.notifications.digest_services import DIGEST
from careers.applications.notifications.queries import colleague_told
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
    """Names each application and its posting, and leads to it.

    Those that were deleted since are left out, or that are not theirs to read any more.
    """
    ids: list[int] = email.context["application_ids"]
    reader = colleague_told(email)
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
                "name": mailed_name(one),
                "posting": one.posting.title,
                "answer_by": format_date(last_day(one.answer_due_at)),
                "url": external_url("desk.show", application_id=one.id),
            }
            for one in found
        ],
        url=external_url("desk.index"),
    )
