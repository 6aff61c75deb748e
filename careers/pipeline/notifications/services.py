"""Queue the emails that tell the hiring team about an application. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable

from careers.accounts.models import User
from careers.accounts.queries import user_by_id
from careers.applications.messages.queries import last_message_to_candidate
from careers.applications.models import Application
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email
from careers.pipeline.notifications.digest_services import add_to_digest
from careers.pipeline.notifications.recipients import immediate_recipients, recipients_for
from careers.pipeline.visibility.queries import can_see_posting
from careers.security import Permission, is_allowed


def notify_of_new_application(application: Application) -> None:
    """Tell the hiring team that somebody applied: at once or in the daily digest, as each member chose."""
    recipients = recipients_for(application.posting_id)
    for user in recipients.daily:
        add_to_digest(application, user)
    _queue(EmailKind.NEW_APPLICATION, application, recipients.immediate)


def notify_of_withdrawal(application: Application) -> None:
    """Tell the hiring team that the candidate withdrew."""
    _queue(EmailKind.APPLICATION_WITHDRAWN, application, immediate_recipients(application.posting_id))


def notify_of_reply(application: Application) -> None:
    """Tell whoever wrote to the candidate last that an answer came, or the hiring team if that person lost access."""
    last = last_message_to_candidate(application.id)
    writer = user_by_id(last.author_id) if last and last.author_id else None
    if writer and is_allowed(writer, Permission.DECIDE) and can_see_posting(writer, application.posting_id):
        _queue(EmailKind.REPLY_RECEIVED, application, [writer])
    else:
        _queue(EmailKind.REPLY_RECEIVED, application, immediate_recipients(application.posting_id))


def _queue(kind: str, application: Application, recipients: Iterable[User]) -> None:
    for user in recipients:
        queue_email(
            kind,
            to_name=user.name,
            to_address=user.email,
            context={"application_id": application.id},
            application_id=application.id,
        )
