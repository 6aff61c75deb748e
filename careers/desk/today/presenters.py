"""The rows of Today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from careers.clock import company_zone, last_day, today
from careers.company.queries import company_profile
from careers.desk.today.interview_queries import UpcomingInterview
from careers.desk.today.queries import Shown, UnreadReply
from careers.formatting import format_appointment, format_date, format_datetime, format_planned_time
from careers.postings import presenters as posting_words
from careers.postings.models import Posting

MAX_ROWS = 20
CLOSING_SOON = timedelta(days=7)


@dataclass(frozen=True)
class OverdueReply:
    """An application whose reply is overdue or due soon."""

    id: int
    name: str
    posting: str
    due: str
    late: str


@dataclass(frozen=True)
class ClosingSoon:
    """A posting that closes soon or has passed its closing date, or a draft that will be published."""

    id: int
    title: str
    ends: str


def overdue_replies(applications: Iterable[Shown]) -> list[OverdueReply]:
    """Return the rows of overdue replies."""
    zone, this_day, rows = company_zone(), today(), []
    for application in applications:
        day = last_day(application.reply_due_at, zone)
        rows.append(
            OverdueReply(
                application.id,
                application.name,
                application.posting,
                format_date(day),
                _late((this_day - day).days),
            )
        )
    return rows


@dataclass(frozen=True)
class Reply:
    """An unread message from a candidate."""

    id: int
    name: str
    posting: str
    at: str


def replies(unread: Sequence[UnreadReply], applications: Mapping[int, Shown]) -> list[Reply]:
    """Return the rows of unread messages."""
    found = [(applications[reply.application_id], reply.at) for reply in unread if reply.application_id in applications]
    return [Reply(reply.id, reply.name, reply.posting, format_datetime(at)) for reply, at in found]


@dataclass(frozen=True)
class ShownInterview:
    """A booked interview, or one the candidate has not answered: ``when`` is its time or the first offered one."""

    application_id: int
    name: str
    posting: str
    when: str
    people: str
    clashes: bool
    is_moved: bool


def shown_interviews(meetings: Sequence[UpcomingInterview], applications: Mapping[int, Shown]) -> list[ShownInterview]:
    """Return the rows of interviews, in the company's time zone."""
    zone, found = company_profile().time_zone, []
    for meeting in meetings:
        if application := applications.get(meeting.application_id):
            who, what, when = (
                application.name,
                application.posting,
                format_appointment(meeting.starts_at, zone),
            )
            people = ", ".join(meeting.people)
            found.append(ShownInterview(application.id, who, what, when, people, meeting.clashes, meeting.is_moved))
    return found


def closing_soon(postings: Sequence[Posting]) -> list[ClosingSoon]:
    """Return the rows of postings that close soon."""
    zone = company_profile().time_zone
    return [
        ClosingSoon(
            posting.id,
            posting.title,
            posting_words.closes(posting, zone) if posting.is_open() else "Closing date passed",
        )
        for posting in postings
    ]


def scheduled(postings: Sequence[tuple[Posting, datetime]]) -> list[ClosingSoon]:
    """Return the rows of scheduled drafts."""
    zone = company_profile().time_zone
    return [ClosingSoon(posting.id, posting.title, format_planned_time(at, zone)) for posting, at in postings]


def _late(days: int) -> str:
    if days < 0:
        return "in 1 day" if days == -1 else f"in {-days} days"
    return "today" if days == 0 else "1 day overdue" if days == 1 else f"{days} days overdue"
