"""The kinds of email that the site sends: one row for each, for all packages.

The names are stored in ``outbound_emails.kind``; the labels are for the email log. Each kind is composed by a function
that an ``emails.py`` registers with ``composes``.
"""

from __future__ import annotations

from enum import StrEnum, auto


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


LABELS: dict[str, str] = {
    EmailKind.ACKNOWLEDGMENT: "Application confirmation",
    EmailKind.ALERT_CONFIRMATION: "Job alert confirmation",
    EmailKind.ALERT_LINKS: "Links to job alerts",
    EmailKind.ALERT_NEW_POSTINGS: "Job alert",
    EmailKind.APPLICATION_LINKS: "Links to the candidate's applications",
    EmailKind.APPLICATION_WITHDRAWN: "Withdrawal notification",
    EmailKind.DAILY_DIGEST: "Daily digest of new applications",
    EmailKind.DAILY_SUMMARY: "Daily summary of a reviewer's work",
    EmailKind.DRAFT_LINK: "Link to a draft",
    EmailKind.INTERVIEW_BOOKED: "Interview invitation",
    EmailKind.INTERVIEW_CANCELED: "Interview cancellation",
    EmailKind.INTERVIEW_DECLINED: "Interview declined notification",
    EmailKind.INTERVIEW_ERASED: "Interview cancellation",
    EmailKind.INTERVIEW_OFFERED: "Interview times to choose from",
    EmailKind.INTERVIEW_REMINDER: "Interview reminder",
    EmailKind.INVITATION_TO_APPLY: "Invitation to apply",
    EmailKind.MENTION: "Mention notification",
    EmailKind.MESSAGE: "Message to candidate",
    EmailKind.NEW_APPLICATION: "New application notification",
    EmailKind.PASSWORD_LINK: "Link to set a password",
    EmailKind.POSTING_NOT_PUBLISHED: "Failed publication notification",
    EmailKind.QUARANTINE_ACKNOWLEDGMENT: "Application confirmation",
    EmailKind.REPLY_RECEIVED: "Candidate reply notification",
    EmailKind.REVIEW_ASSIGNED: "Reviewer notification",
}
