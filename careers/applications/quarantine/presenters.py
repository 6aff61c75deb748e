"""Quarantined submissions as staff see them."""

from dataclasses import dataclass
from datetime import datetime

from careers.applications.models import Draft
from careers.applications.presenters import (
    Entry,
    Receipt,
    ShownFile,
    entries_of,
    shown_file,
    submission_receipt,
)
from careers.applications.quarantine.models import GIVEN_UP, HELD, RELEASED, SPAM, QuarantinedSubmission
from careers.applications.quarantine.queries import texts_of
from careers.applications.quarantine.services import RELEASE_DELAY
from careers.applications.quarantine.spam_rules import HELD_FROM
from careers.applications.questions.services import sent_answers
from careers.clock import last_day, now
from careers.formatting import format_date, format_receipt_time

STATES = {HELD: "Needs review", RELEASED: "Released", SPAM: "Spam", GIVEN_UP: "Withdrawn"}
UNREAD = "We extract the text of this file once the submission is released."


@dataclass(frozen=True)
class HeldRow:
    """A submission in the list."""

    id: int
    name: str
    email: str
    posting: str
    arrived: str
    reasons: list[str]
    standing: str
    state: str
    can_undo: bool


@dataclass(frozen=True)
class Reason:
    """Why it is in quarantine, and the weight of that signal."""

    said: str
    weight: str


@dataclass(frozen=True)
class HeldFile:
    """A file with the beginning of its text; the file can't be downloaded before the release."""

    file: ShownFile
    text: str
    sentence: str


@dataclass(frozen=True)
class HeldPage:
    """Everything that the page of a submission shows."""

    row: HeldRow
    reference: str
    answer_due: str
    threshold: int
    total: int
    is_mailed: bool
    reasons: list[Reason]
    entries: list[Entry]
    files: list[HeldFile]
    application_id: int | None


def row_of(held: QuarantinedSubmission) -> HeldRow:
    """Return a submission for the list. Its posting must be loaded."""
    return HeldRow(
        id=held.id,
        name=held.name,
        email=held.email,
        posting=held.posting.title,
        arrived=format_receipt_time(held.submitted_at),
        reasons=[str(finding["said"]) for finding in held.findings],
        standing=_standing(held),
        state=GIVEN_UP if held.state == HELD and held.withdrawn_at else held.state,
        can_undo=held.state != HELD and held.application_id is None,
    )


def page_of(held: QuarantinedSubmission, draft: Draft | None) -> HeldPage:
    """Return the page of a submission. Its posting and the draft's attachments must be loaded."""
    reasons = [Reason(str(finding["said"]), _points(int(finding["weight"]))) for finding in held.findings]
    is_here = draft is not None and held.application_id is None
    return HeldPage(
        row=row_of(held),
        reference=held.reference,
        answer_due=format_date(last_day(held.reply_due_at)),
        threshold=HELD_FROM,
        total=sum(int(finding["weight"]) for finding in held.findings),
        is_mailed=held.is_acknowledged,
        reasons=reasons,
        entries=entries_of(draft.answers, sent_answers(draft)) if draft and is_here else [],
        files=_files(draft) if draft and is_here else [],
        application_id=held.application_id,
    )


def _files(draft: Draft) -> list[HeldFile]:
    return [HeldFile(shown_file(document), text, "" if text else UNREAD) for document, text in texts_of(draft)]


def _points(weight: int) -> str:
    return "1 point" if weight == 1 else f"{weight} points"


def _standing(held: QuarantinedSubmission) -> str:
    if held.state == HELD and held.withdrawn_at is not None:
        why = f"; reason given: “{held.withdrawal_message}”" if held.withdrawal_message else "."
        return f"Withdrawn by the candidate on {format_receipt_time(held.withdrawn_at)}{why}"
    if held.state == HELD:
        return "Needs review."
    said = f"{held.decided_by_name}, {_moment(held.decided_at)}"
    if held.application_id is not None:
        return f"Released by {said}. It’s now an application."
    if held.state == RELEASED:
        return f"Released by {said}. It becomes an application in {_release_wait(held)}."
    return f"Marked as spam by {said}. It will be deleted after {_moment(held.erased_after)}."


def _release_wait(held: QuarantinedSubmission) -> str:
    left = (held.decided_at or now()) + RELEASE_DELAY - now()
    return "a minute" if left.total_seconds() > 0 else "moments"


def _moment(at: datetime | None) -> str:
    return format_receipt_time(at) if at else ""


def held_receipt(held: QuarantinedSubmission, draft: Draft) -> Receipt:
    """Return the receipt of a quarantined submission, like any other. The posting must be loaded."""
    said = {name: value for name, value in draft.answers.items() if name != "keep_for_future"}
    return submission_receipt(held, said, sent_answers(draft), draft.attachments)
