"""What can happen to an application. This is the only place that names the kinds of events as they are stored."""

from enum import StrEnum


class EventKind(StrEnum):
    """The kind of an event on an application's timeline.

    Staff read them as ``desk/application/timeline_presenters.py`` words them, candidates as
    ``applications/portal/wording.py`` does.
    """

    SUBMITTED = "submitted"
    RELEASED = "released"
    MERGED = "merged"
    UNMERGED = "unmerged"
    INVITED = "invited"
    STAGE_MOVED = "stage_moved"
    NOTE_ADDED = "note_added"
    SCORED = "scored"
    SCORE_AMENDED = "score_amended"
    IDENTITY_REVEALED = "identity_revealed"
    RESUME_UNLOCKED = "resume_unlocked"
    WORK_SCORED = "work_scored"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    DECISION_UNDONE = "decision_undone"
    DOCUMENT_ADDED = "document_added"
    DOCUMENT_REPLACED = "document_replaced"
    MESSAGE_SENT = "message_sent"
    REPLY_RECEIVED = "reply_received"
    INTERVIEW_OFFERED = "interview_offered"
    INTERVIEW_BOOKED = "interview_booked"
    INTERVIEW_CHANGED = "interview_changed"
    INTERVIEW_AGREED = "interview_agreed"
    INTERVIEW_CANCELED = "interview_canceled"
    INTERVIEW_REFUSED = "interview_refused"
    FUTURE_AGREED = "future_agreed"
    FUTURE_ENDED = "future_ended"
