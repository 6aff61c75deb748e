"""The email to a colleague who is asked to review an application."""

from __future__ import annotations

from careers.mail.composition import Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.pipeline.notifications.emails import about_application


@composes(EmailKind.REVIEW_ASSIGNED)
def assignment(email: OutboundEmail) -> Content:
    """Tells a colleague that they are asked to review an application."""
    return about_application(email, "review/mail/assignment")
