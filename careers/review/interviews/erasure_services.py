"""Cancel the interviews of candidates whose data is erased, so that calendars follow. Nothing here commits."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from careers.accounts.models import User
from careers.clock import now
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.services import queue_email
from careers.review.interviews.models import BOOKED, Interview
from careers.review.interviews.queries import held_interviews_of, unsent_cancellations
from careers.review.interviews.services import STAFF


def cancel_erased(application_ids: Sequence[int], by: str) -> None:
    """Queue a cancellation to every staff member with an upcoming interview, before its rows are deleted.

    The emails carry everything they need, because nothing can be looked up anymore: time, posting, calendar UID, and
    who erased it. No name, title, place, or text.
    """
    interviews = held_interviews_of(application_ids)
    for interview in interviews:
        if interview.state == BOOKED and not interview.is_past:
            for interviewer in interview.interviewers:
                _owe(interviewer.user, _known(interview, by))
    _repeat_untold({interview.id: interview for interview in interviews}, by)


def _known(interview: Interview, by: str) -> dict[str, Any]:
    assert interview.starts_at is not None  # noqa: S101  # nosec B101  (a booked one has a time)
    return {
        "uid": interview.uid,
        "sequence": interview.sequence + 1,
        "starts_at": interview.starts_at.isoformat(),
        "minutes": interview.minutes,
        "posting": interview.application.posting.title,
        "by": by,
    }


def _owe(user: User, context: dict[str, Any]) -> None:
    if user.is_active:
        queue_email(EmailKind.INTERVIEW_ERASED, to_name=user.name, to_address=user.email, context=context)


def _repeat_untold(interviews: dict[int, Interview], by: str) -> None:
    """Queue earlier cancellations again that are not sent yet and would be deleted with the application."""
    for message, interview in _untold(interviews):
        said = {name: message.context[name] for name in ("sequence", "starts_at", "minutes")}
        context = {"uid": interview.uid, "posting": interview.application.posting.title, "by": by} | said
        queue_email(
            EmailKind.INTERVIEW_ERASED,
            to_name=message.to_name,
            to_address=message.to_address,
            context=context,
        )


def _untold(interviews: dict[int, Interview]) -> Iterator[tuple[OutboundEmail, Interview]]:
    for message in unsent_cancellations([interview.application_id for interview in interviews.values()]):
        context = message.context
        if context["to"] == STAFF and _ends_at(context) > now():
            yield message, interviews[context["interview_id"]]


def _ends_at(context: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(context["starts_at"]) + timedelta(minutes=context["minutes"])
