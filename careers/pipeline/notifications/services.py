"""Queue the emails that tell staff about an application. Nothing here commits."""

from collections.abc import Iterable

from careers.accounts.models import User
from careers.accounts.queries import user_by_id
from careers.applications.messages.queries import last_message_to_candidate
from careers.applications.models import Application
from careers.mail.kinds import APPLICATIONS, IMMEDIATELY, KINDS, EmailKind
from careers.mail.services import queue_email
from careers.pipeline.notifications.digest_services import add_to_digest
from careers.pipeline.notifications.recipients import immediate_recipients, recipients_for
from careers.pipeline.visibility.queries import can_see_posting
from careers.security import Permission, is_allowed


def notify_of_new_application(application: Application) -> None:
    """Notify the hiring team of a new application, immediately or in the daily digest, as each member chose."""
    recipients = recipients_for(application.posting_id)
    for user in recipients.daily:
        add_to_digest(application, user)
    notify(EmailKind.NEW_APPLICATION, application, recipients.immediate)


def notify_of_withdrawal(application: Application) -> None:
    """Notify the hiring team that the candidate withdrew."""
    notify_team(EmailKind.APPLICATION_WITHDRAWN, application)


def notify_of_reply(application: Application) -> None:
    """Notify the last author of a message to the candidate of a reply, or the hiring team if that person
    lost access.
    """
    last = last_message_to_candidate(application.id)
    writer = user_by_id(last.author_id) if last and last.author_id else None
    if writer and is_allowed(writer, Permission.DECIDE) and can_see_posting(writer, application.posting_id):
        notify(EmailKind.REPLY_RECEIVED, application, [writer])
    else:
        notify_team(EmailKind.REPLY_RECEIVED, application)


def notify_team(kind: EmailKind, application: Application, *, by: User | None = None) -> None:
    """Email the members of the hiring team who chose it, except the user who caused it."""
    setting = KINDS[kind].setting or APPLICATIONS
    notify(kind, application, immediate_recipients(application.posting_id, setting), by=by)


def notify_user(kind: EmailKind, application: Application, user: User, *, by: User) -> None:
    """Email one staff member, if they chose it and did not cause it themselves."""
    setting = KINDS[kind].setting
    if setting is None or setting.choice_of(user) == IMMEDIATELY:
        notify(kind, application, [user], by=by)


def notify(kind: EmailKind, application: Application, recipients: Iterable[User], *, by: User | None = None) -> None:
    """Email staff members about the application; whether they may see it is checked again before each is sent."""
    for user in recipients:
        if by is not None and user.id == by.id:
            continue
        queue_email(
            kind,
            to_name=user.name,
            to_address=user.email,
            context={"application_id": application.id, **({"by": by.id} if by else {})},
            application_id=application.id,
        )
