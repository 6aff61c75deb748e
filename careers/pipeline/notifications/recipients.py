"""The staff members to notify about an application: by each team member's choice, and always at least someone."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.accounts.models import User
from careers.accounts.queries import active_users_with_role, user_by_email
from careers.applications.models import Application
from careers.mail.composition import CannotCompose
from careers.mail.kinds import APPLICATIONS, DAILY, IMMEDIATELY, Setting
from careers.mail.models import OutboundEmail
from careers.pipeline.visibility.queries import can_see_posting
from careers.postings.queries import members_to_notify
from careers.security import Role


@dataclass(frozen=True)
class Recipients:
    """The staff members to notify of a new application immediately, and those to notify in the daily digest."""

    immediate: Sequence[User]
    daily: Sequence[User]


def recipients_for(posting_id: int) -> Recipients:
    """Return the staff members to notify about a new application; recruiters and admins if nobody chose to be."""
    members = members_to_notify(posting_id)
    immediate = [member.user for member in members if APPLICATIONS.choice_of(member) == IMMEDIATELY]
    daily = [member.user for member in members if APPLICATIONS.choice_of(member) == DAILY]
    if not immediate and not daily:
        return Recipients(fallback_recipients(), [])
    return Recipients(immediate, daily)


def immediate_recipients(posting_id: int, setting: Setting = APPLICATIONS) -> Sequence[User]:
    """Return the hiring team's members to notify of something urgent, such as a reply or a withdrawal."""
    members = members_to_notify(posting_id, setting)
    immediate = [member.user for member in members if setting.choice_of(member) == IMMEDIATELY]
    if immediate or not setting.is_never_nobody:
        return immediate
    return [member.user for member in members] or fallback_recipients()


def recipient_of(email: OutboundEmail) -> User:
    """Return the staff member that an email is for. Raises CannotCompose if they have left since it was queued."""
    user = user_by_email(email.to_address)
    if user is None or not user.is_active:
        raise CannotCompose("The recipient’s account was deactivated.")
    return user


def require_access(email: OutboundEmail, application: Application) -> None:
    """Raise CannotCompose unless the recipient may still see the application."""
    if not can_see_posting(recipient_of(email), application.posting_id):
        raise CannotCompose("The recipient no longer has access to this application.")


def fallback_recipients() -> list[User]:
    """Return the recruiters and admins, who see every application."""
    return [*active_users_with_role(Role.RECRUITER), *active_users_with_role(Role.ADMIN)]
