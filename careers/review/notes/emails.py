"""The email to a colleague who is mentioned in a note."""

from __future__ import annotations

from careers.mail.composition import Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.pipeline.notifications.emails import about_application


@composes(EmailKind.MENTION)
def mention(email: OutboundEmail) -> Content:
    """Tells a colleague that a note names them; what it says stays on the site."""
    return about_application(email, "review/mail/mention")
