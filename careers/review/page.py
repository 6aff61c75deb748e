"""The page of one application, in the words that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from careers.accounts.models import User
from careers.applications.access_links.services import LINKS
from careers.applications.apply.submission_services import ACKNOWLEDGEMENT
from careers.applications.candidates.invitation_services import INVITATION
from careers.applications.messages import presenters as letter_pages, queries as letter_queries
from careers.applications.messages.presenters import ShownLetter
from careers.applications.messages.services import LETTER, REPLY
from careers.applications.models import Answer, Application, Event
from careers.applications.notifications.queries import NEW_APPLICATION
from careers.applications.portal.forms import kind_of
from careers.applications.portal.services import WITHDRAWAL
from careers.applications.presenters import ShownFile, shown_file
from careers.applications.quarantine.services import HELD_ACKNOWLEDGEMENT
from careers.applications.questions.services import shown
from careers.applications.web_addresses import is_web_address
from careers.clock import last_day, now
from careers.company.stages.queries import all_stages, stage_label
from careers.documents.models import RESUME, UNREADABLE, WAITING, Document
from careers.formatting import format_date, format_datetime
from careers.mail.models import Message
from careers.postings.questions.models import FILE, LINK
from careers.review import queries
from careers.review.events import THE_SITE
from careers.review.interviews.queries import CALLED_OFF
from careers.review.interviews.services import APPOINTMENT, OFFER, REFUSAL, REMINDER
from careers.review.mentions.services import MENTION
from careers.review.models import Note
from careers.review.reviewers.services import ASSIGNMENT
from careers.review.stages.move_queries import moves_of, onward_of
from careers.review.stages.queries import reason_label, told
from careers.review.stages.rules import level
from careers.review.veil.pages import is_covered, shown_name, shown_text
from careers.security import Permission, is_allowed

# What happened, by the kind of event; the names in braces are the event's details, stages and reasons in words.
EVENT_WORDS = {
    "submitted": "Application arrived",
    "released": "Released from quarantine",
    "merged": "Merged: one person with several addresses",
    "unmerged": "The merge was undone",
    "invited": "Invited to apply for another posting",
    "stage_moved": "Moved from {from} to {to}",
    "note_added": "Note written",
    "scored": "Scorecard handed in",
    "score_amended": "Scorecard amended",
    "identity_revealed": "Name and contact revealed to the team",
    "resume_unlocked": "Resume unlocked",
    "work_scored": "Work sample scored",
    "tagged": "Tag added",
    "untagged": "Tag taken off",
    "assigned": "Asked to review",
    "unassigned": "No longer asked to review",
    "hired": "Hired",
    "rejected": "Rejected",
    "withdrawn": "Withdrawn",
    "reopened": "Reopened",
    "decision_undone": "Decision undone before anybody was told",
    "document_added": "The candidate added a file",
    "document_replaced": "The candidate replaced a file",
    "message_sent": "Message sent to the candidate",
    "reply_received": "The candidate wrote",
    "interview_offered": "Interview offered",
    "interview_booked": "The candidate picked a time for the interview",
    "interview_changed": "Interview changed",
    "interview_agreed": "The candidate agreed to the new time of the interview",
    "interview_cancelled": "Interview called off",
    "interview_refused": "The candidate refused the interview or its times",
    "future_agreed": "The candidate agreed to be considered for later positions",
    "future_ended": "The candidate ended the consent to be considered for later positions",
}
TAKEN_BACK = ("reopened", "decision_undone")
MESSAGE_WORDS = {
    ACKNOWLEDGEMENT: "Acknowledgement to the candidate",
    HELD_ACKNOWLEDGEMENT: "Acknowledgement to the candidate",
    INVITATION: "Invitation to apply for another posting",
    NEW_APPLICATION: "Notice to the hiring team",
    WITHDRAWAL: "Notice of withdrawal to the hiring team",
    OFFER: "Times for an interview, to pick from",
    APPOINTMENT: "Invitation to the interview",
    CALLED_OFF: "Interview called off",
    REFUSAL: "Notice that no time was agreed",
    REMINDER: "Reminder of the interview",
    LETTER: "Message to the candidate",
    REPLY: "Notice of the candidate’s message",
    MENTION: "Notice to a colleague who is named in a note",
    ASSIGNMENT: "Notice to a colleague who is asked to review",
    LINKS: "Links to the candidate's own pages",
}
LINKS_COVERED = "Hidden: links mostly say whose they are."
COVERED_ANSWERS = {LINK: LINKS_COVERED, FILE: "A file; its text is with the other files."}
TEXT_SENTENCES = {
    WAITING: "The text has not been read out of this file yet.",
    UNREADABLE: "No text could be read out of this file. Download it to read it.",
}


@dataclass(frozen=True)
class Link:
    """Something that the candidate points at; ``url`` is None where it is not a web address."""

    text: str
    url: str | None


@dataclass(frozen=True)
class ShownDocument:
    """A file with what was read out of it; ``sentence`` says why there is no text where there is none."""

    file: ShownFile
    kind: str
    pages: Sequence[int]
    text: str
    is_cut: bool
    sentence: str


@dataclass(frozen=True)
class Entry:
    """Something on the timeline, or a note: what, by whom, when."""

    what: str
    detail: str
    who: str
    at: str
    iso: str


@dataclass(frozen=True)
class ShownMessage:
    """An e-mail of this application, and whether it went out."""

    what: str
    to: str
    state: str
    detail: str


@dataclass(frozen=True)
class Head:
    """Who applied for what, and where the application stands."""

    id: int
    version: int
    is_covered: bool
    name: str
    email: str
    phone: str
    reference: str
    posting_id: int
    posting: str
    submitted: str
    answer_due: str
    is_overdue: bool
    source: str
    referred_by: str
    stage: str
    stage_name: str
    stage_level: int
    disposition: str
    reason: str
    moves: list[tuple[str, str]]
    next_move: str | None


# A link that somebody followed may name whoever made it, or whom it was made for.
HIDDEN_SOURCE = "Hidden while you review blind"


@dataclass(frozen=True)
class Answers:
    """What the candidate wrote beside the files."""

    links: list[Link]
    project_description: str
    cover_letter: str
    # What was asked, the answer's lines, and where one leads, if it is a web address.
    questions: list[tuple[str, list[Link]]]


@dataclass(frozen=True)
class Rights:
    """What whoever reads the page may do on it."""

    can_note: bool
    can_move: bool
    can_decide: bool
    can_read_posting: bool


def head_of(application: Application) -> Head:
    """Who, what, and where it stands. The posting must be loaded."""
    covered = is_covered(application)
    is_overdue = application.is_active and application.answer_due_at < now()
    onward = onward_of(application) if application.is_active else None
    return Head(
        id=application.id,
        version=application.version,
        is_covered=covered,
        name=shown_name(application),
        email="" if covered else application.email,
        phone="" if covered else application.phone,
        reference=application.reference,
        posting_id=application.posting_id,
        posting=application.posting.title,
        submitted=format_datetime(application.submitted_at),
        answer_due=format_date(last_day(application.answer_due_at)),
        is_overdue=is_overdue,
        source=HIDDEN_SOURCE if covered else application.source,
        referred_by=shown_text(application, application.referred_by),
        stage=application.stage,
        stage_name=stage_label(application.stage),
        disposition=application.disposition or "",
        reason=reason_label(application.disposition, application.disposition_reason),
        stage_level=level(application.stage, all_stages()),
        moves=[(stage.key, stage.name) for stage in moves_of(application)] if application.is_active else [],
        next_move=onward.key if onward else None,
    )


def answers_of(application: Application) -> Answers:
    """The answers. The application's text and answers must be loaded."""
    lines = [line.strip() for line in application.text.links.splitlines() if line.strip()]
    if is_covered(application):
        lines = [LINKS_COVERED] if lines else []
    return Answers(
        # Checked when it was sent, and once more here: this is where a stranger's address becomes a link.
        links=[Link(line, line if is_web_address(line) else None) for line in lines],
        project_description=shown_text(application, application.text.project_description),
        cover_letter=shown_text(application, application.text.cover_letter),
        questions=[(answer.wording, _answer(answer, application)) for answer in application.answers],
    )


def documents_of(application: Application, *, is_locked: bool = False) -> list[ShownDocument]:
    """The files, resumes first, with their texts in one query. The attachments must be loaded.

    ``is_locked`` leaves the resumes out, until the work sample is scored.
    """
    replaced = {
        attachment.document_id: attachment.replaced_at
        for attachment in application.attachments
        if attachment.replaced_at
    }
    documents = [
        attachment.document
        for attachment in application.attachments
        if not is_locked or attachment.document.kind != RESUME
    ]
    kinds = {attachment.document_id: kind_of(attachment) for attachment in application.attachments}
    texts = queries.texts_of([document.id for document in documents]) if documents else {}
    shown = [
        _document(one, kinds[one.id], texts.get(one.id, ""), replaced.get(one.id))
        for one in sorted(documents, key=lambda one: (one.id in replaced, one.kind, one.id))
    ]
    return [_covered(application, one) for one in shown] if is_covered(application) else shown


def timeline_of(application: Application, events: Sequence[Event]) -> list[Entry]:
    """What happened to the application, newest first."""
    entries = [
        (_event(event), event.actor_id is None and event.actor_name != THE_SITE) for event in reversed(events)
    ]
    if not is_covered(application):
        return [entry for entry, _ in entries]
    # Who acted without an account is the candidate, whose own words and names of files are left out.
    return [
        replace(entry, who=shown_name(application), detail="")
        if is_candidate
        else replace(entry, detail=shown_text(application, entry.detail))
        for entry, is_candidate in entries
    ]


def changes_since(application: Application, version: int) -> list[Entry]:
    """What reviewers did after ``version`` of the application was read. The events must be loaded."""
    return timeline_of(
        application, [event for event in application.events if event.details.get("version", 0) > version]
    )


def notes_shown(application: Application, notes: Sequence[Note]) -> list[Entry]:
    """The notes as the page shows them."""
    return [
        Entry(
            shown_text(application, note.body),
            "",
            note.author_name,
            format_datetime(note.created_at),
            _iso(note.created_at),
        )
        for note in notes
    ]


def messages_shown(application: Application, messages: Sequence[Message]) -> list[ShownMessage]:
    """Which e-mails went out because of an application, and which did not yet."""
    shown = [_message(message) for message in messages]
    if not is_covered(application):
        return shown
    return [
        replace(one, to=shown_text(application, one.to), detail=shown_text(application, one.detail))
        for one in shown
    ]


def thread_of(application: Application) -> list[ShownLetter]:
    """What staff and the candidate have written to each other."""
    thread = letter_pages.thread_shown(letter_queries.thread_of(application.id))
    if not is_covered(application):
        return thread
    return [
        replace(
            one,
            who=shown_name(application) if one.is_reply else one.who,
            subject=shown_text(application, one.subject),
            body=shown_text(application, one.body),
        )
        for one in thread
    ]


def rights_of(user: User) -> Rights:
    """What this member of staff may do with the applications that they may see."""
    return Rights(
        can_note=is_allowed(user, Permission.NOTE),
        can_move=is_allowed(user, Permission.MOVE),
        can_decide=is_allowed(user, Permission.DECIDE),
        can_read_posting=is_allowed(user, Permission.READ_POSTINGS),
    )


def _answer(answer: Answer, application: Application) -> list[Link]:
    is_link = answer.kind == LINK
    if is_covered(application):
        hidden = COVERED_ANSWERS.get(answer.kind)
        lines = [hidden] if hidden else [shown_text(application, line) for line in shown(answer)]
        return [Link(line, None) for line in lines]
    return [Link(line, line if is_link and is_web_address(line) else None) for line in shown(answer)]


def _document(document: Document, kind: str, text: str, replaced_at: datetime | None) -> ShownDocument:
    file = shown_file(document)
    if replaced_at:
        file = replace(
            file, warning=f"The candidate replaced this version on {format_datetime(replaced_at)}."
        )
    return ShownDocument(
        file=file,
        kind=kind,
        pages=range(1, document.preview_pages + 1),
        text=text.strip(),
        is_cut=len(text) >= queries.SHOWN_TEXT,
        sentence="" if text.strip() else TEXT_SENTENCES.get(document.text_state, "This file holds no text."),
    )


def _covered(application: Application, shown: ShownDocument) -> ShownDocument:
    # An image shows the photo and whatever else; a name of a file mostly says whose it is.
    name = f"{shown.kind}.{shown.file.extension.lower()}"
    file = replace(shown.file, name=name, sha256="")
    return replace(shown, file=file, pages=(), text=shown_text(application, shown.text))


def _event(event: Event) -> Entry:
    known = {
        key: told(event.details, key, stage_label(str(event.details.get(key, "")))) for key in ("from", "to")
    }
    template = EVENT_WORDS.get(event.kind)
    what = template.format_map(known) if template else event.kind.replace("_", " ").capitalize()
    disposition = event.details.get("disposition", event.kind)
    reason = told(event.details, "reason", reason_label(str(disposition), event.details.get("reason")))
    detail = f"Was {disposition}: {reason}" if event.kind in TAKEN_BACK else reason
    # Why it was in quarantine; or what the candidate says about it: why withdrawn, or which file.
    detail = "\n".join(
        filter(
            None,
            [
                detail,
                *event.details.get("findings", []),
                str(event.details.get("said") or event.details.get("name") or ""),
            ],
        )
    )
    return Entry(what, detail, event.actor_name, format_datetime(event.at), _iso(event.at))


def _message(message: Message) -> ShownMessage:
    detail = f"Sent {format_datetime(message.sent_at)}" if message.sent_at else (message.last_error or "")
    to = message.to_name or message.to_address
    return ShownMessage(
        MESSAGE_WORDS.get(message.kind, message.subject or message.kind), to, message.state, detail
    )


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
