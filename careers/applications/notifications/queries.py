"""Whom of the staff an application is told to: by the choice of each member of the hiring team, and never nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.accounts.models import User
from careers.accounts.queries import active_users_with_role, user_by_email
from careers.applications.models import Application
from careers.mail.composition import CannotCompose
from careers.mail.models import OutboundEmail
from careers.postings.models import DAILY, EACH, Posting
from careers.postings.queries import members_to_notify
from careers.postings.staff.reach_queries import reaches
from careers.security import Role

NEW_APPLICATION = "applications.new_application"


@dataclass(frozen=True)
class Told:
    """Who is told of a new application at once, and who once a day."""

    at_once: Sequence[User]
    daily: Sequence[User]


def told_of_new(posting: Posting) -> Told:
    """Everybody on the team as they chose; where nobody wants to be told, those who read what nobody else does."""
    members = members_to_notify(posting.id)
    at_once = [member.user for member in members if member.notify == EACH]
    daily = [member.user for member in members if member.notify == DAILY]
    if not at_once and not daily:
        return Told(readers_of_last_resort(), [])
    return Told(at_once, daily)


def told_at_once(posting: Posting) -> list[tuple[str, str]]:
    """Names and addresses of those who are told of what cannot wait a day, such as a reply or a withdrawal."""
    told = told_of_new(posting)
    return [(user.name, user.email) for user in told.at_once or told.daily]


def colleague_told(email: OutboundEmail) -> User:
    """Who on the staff a message is for. Raises CannotCompose where they have left since it was written.

    It may have waited for a mail server, or for somebody who tries again what was refused.
    """
    user = user_by_email(email.to_address)
    if user is None or not user.is_active:
        raise CannotCompose("The recipient's account was deactivated.")
    return user


def require_reader(email: OutboundEmail, application: Application) -> None:
    """See that who is told may still read the application. Raises CannotCompose."""
    if not reaches(colleague_told(email), application.posting_id):
        raise CannotCompose("The recipient no longer has access to this application.")


def readers_of_last_resort() -> list[User]:
    """The recruiters and administrators, so that somebody reads it."""
    return [*active_users_with_role(Role.RECRUITER), *active_users_with_role(Role.ADMIN)]
