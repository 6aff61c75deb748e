"""The kinds of email that the site sends: one row for each, for all packages.

The names are stored in ``outbound_emails.kind``. A notification of staff about an application is complete with a row
here, a text, and a call of ``notify_team`` or ``notify_user`` in pipeline/notifications; other kinds have a composer in
some package's ``emails.py``. The setting that a row names appears on the account page, or on the pages of hiring teams.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Protocol

from careers.security import Role

# When to email a staff member. With DAILY it is in one email each morning, with NEVER only on the Today page.
IMMEDIATELY, DAILY, NEVER = "each", "daily", "none"


class Scope(StrEnum):
    """Where a staff member chooses: once on the account page, or for each posting on whose hiring team they are."""

    ACCOUNT = auto()
    TEAM = auto()


class Chooser(Protocol):
    """A user, or a member of a hiring team, with the choices that differ from the defaults."""

    @property
    def role(self) -> str:
        """The role in the company, or on the hiring team."""
        ...

    @property
    def notifications(self) -> Mapping[str, str]:
        """The choices by the setting's key."""
        ...


@dataclass(frozen=True)
class Setting:
    """A choice of staff members about some kinds of notifications. ``key`` is stored, and names the form field."""

    key: str
    scope: Scope
    label: str
    choices: Mapping[str, str]
    default: str = IMMEDIATELY
    role_defaults: Mapping[str, str] = field(default_factory=dict)
    # Whether recruiters and admins are notified if nobody on the team wants to be.
    is_never_nobody: bool = False

    def choice_of(self, chooser: Chooser) -> str:
        """Return what the user or team member chose, or the default of their role."""
        default = self.role_defaults.get(chooser.role, self.default)
        return chooser.notifications.get(self.key, default)


APPLICATIONS = Setting(
    "applications",
    Scope.TEAM,
    "New applications",
    {IMMEDIATELY: "Each application", DAILY: "Daily digest", NEVER: "Off"},
    role_defaults={Role.INTERVIEWER: NEVER},
    is_never_nobody=True,
)
MENTIONS = Setting(
    "mentions",
    Scope.ACCOUNT,
    "When someone mentions you in a note or assigns you as a reviewer",
    {
        IMMEDIATELY: "Email me right away",
        DAILY: "Send one email each morning",
        NEVER: "Don’t email me. I’ll check the Today page.",
    },
)


@dataclass(frozen=True)
class Kind:
    """What the email log calls a kind of email; for notifications about an application, its setting and its text."""

    label: str
    setting: Setting | None = None
    template: str = ""


class EmailKind(StrEnum):
    """What an email is about."""

    ACKNOWLEDGMENT = auto()
    ALERT_CONFIRMATION = auto()
    ALERT_LINKS = auto()
    ALERT_NEW_POSTINGS = auto()
    APPLICATION_LINKS = auto()
    APPLICATION_WITHDRAWN = auto()
    DAILY_DIGEST = auto()
    DAILY_SUMMARY = auto()
    DRAFT_LINK = auto()
    INTERVIEW_BOOKED = auto()
    INTERVIEW_CANCELED = auto()
    INTERVIEW_DECLINED = auto()
    INTERVIEW_ERASED = auto()
    INTERVIEW_OFFERED = auto()
    INTERVIEW_REMINDER = auto()
    INVITATION_TO_APPLY = auto()
    MENTION = auto()
    MESSAGE = auto()
    NEW_APPLICATION = auto()
    PASSWORD_LINK = auto()
    POSTING_NOT_PUBLISHED = auto()
    QUARANTINE_ACKNOWLEDGMENT = auto()
    REPLY_RECEIVED = auto()
    REVIEW_ASSIGNED = auto()


KINDS: dict[str, Kind] = {
    EmailKind.ACKNOWLEDGMENT: Kind("Application confirmation"),
    EmailKind.ALERT_CONFIRMATION: Kind("Job alert confirmation"),
    EmailKind.ALERT_LINKS: Kind("Links to job alerts"),
    EmailKind.ALERT_NEW_POSTINGS: Kind("Job alert"),
    EmailKind.APPLICATION_LINKS: Kind("Links to the candidate’s applications"),
    EmailKind.APPLICATION_WITHDRAWN: Kind("Withdrawal notification", APPLICATIONS, "pipeline/mail/withdrawal"),
    EmailKind.DAILY_DIGEST: Kind("Daily digest of new applications"),
    EmailKind.DAILY_SUMMARY: Kind("Daily summary of a reviewer’s work"),
    EmailKind.DRAFT_LINK: Kind("Link to a draft"),
    EmailKind.INTERVIEW_BOOKED: Kind("Interview invitation"),
    EmailKind.INTERVIEW_CANCELED: Kind("Interview cancellation"),
    EmailKind.INTERVIEW_DECLINED: Kind("Interview declined notification"),
    EmailKind.INTERVIEW_ERASED: Kind("Interview cancellation"),
    EmailKind.INTERVIEW_OFFERED: Kind("Interview times to choose from"),
    EmailKind.INTERVIEW_REMINDER: Kind("Interview reminder"),
    EmailKind.INVITATION_TO_APPLY: Kind("Invitation to apply"),
    EmailKind.MENTION: Kind("Mention notification", MENTIONS, "review/mail/mention"),
    EmailKind.MESSAGE: Kind("Message to candidate"),
    EmailKind.NEW_APPLICATION: Kind("New application notification", APPLICATIONS, "pipeline/mail/new_application"),
    EmailKind.PASSWORD_LINK: Kind("Link to set a password"),
    EmailKind.POSTING_NOT_PUBLISHED: Kind("Failed publication notification"),
    EmailKind.QUARANTINE_ACKNOWLEDGMENT: Kind("Application confirmation"),
    EmailKind.REPLY_RECEIVED: Kind("Candidate reply notification", APPLICATIONS, "pipeline/mail/reply"),
    EmailKind.REVIEW_ASSIGNED: Kind("Reviewer notification", MENTIONS, "review/mail/assignment"),
}
SETTINGS = tuple({kind.setting.key: kind.setting for kind in KINDS.values() if kind.setting}.values())


def settings_in(scope: Scope) -> list[Setting]:
    """Return the settings that staff members choose in one place."""
    return [setting for setting in SETTINGS if setting.scope == scope]
