"""The page of one application, in the words that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from careers.accounts.models import User
from careers.applications.answer_models import Answer
from careers.applications.answering import shown
from careers.applications.candidate_forms import kind_of
from careers.applications.candidate_services import WITHDRAWAL
from careers.applications.forms import is_web_address
from careers.applications.letter_services import LETTER, REPLY
from careers.applications.link_services import LINKS
from careers.applications.models import Application, Event
from careers.applications.pages import ShownFile, shown_file
from careers.applications.quarantine_services import HELD_ACKNOWLEDGEMENT
from careers.applications.submission import ACKNOWLEDGEMENT, NEW_APPLICATION
from careers.clock import now
from careers.documents.models import UNREADABLE, WAITING, Document
from careers.mail.models import Message
from careers.postings import words
from careers.postings.question_models import LINK
from careers.postings.staff_pages import instant
from careers.review import queries
from careers.review.assignment_services import ASSIGNMENT
from careers.review.mention_services import MENTION
from careers.review.models import Note
from careers.review.stages import STAGES, TRANSITIONS, next_stage, reason_label, stage_label
from careers.security import Permission, is_allowed

# What happened, by the kind of event; the names in braces are the event's details, stages and reasons in words.
EVENT_WORDS = {
    "submitted": "Application arrived",
    "released": "Released from quarantine",
    "stage_moved": "Moved from {from} to {to}",
    "note_added": "Note written",
    "scored": "Scorecard handed in",
    "score_amended": "Scorecard amended",
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
    "future_agreed": "The candidate agreed to be considered for later positions",
    "future_ended": "The candidate ended the consent to be considered for later positions",
}
TAKEN_BACK = ("reopened", "decision_undone")
MESSAGE_WORDS = {
    ACKNOWLEDGEMENT: "Acknowledgement to the candidate",
    HELD_ACKNOWLEDGEMENT: "Acknowledgement to the candidate",
    NEW_APPLICATION: "Notice to the hiring team",
    WITHDRAWAL: "Notice of withdrawal to the hiring team",
    LETTER: "Message to the candidate",
    REPLY: "Notice of the candidate’s message",
    MENTION: "Notice to a colleague who is named in a note",
    ASSIGNMENT: "Notice to a colleague who is asked to review",
    LINKS: "Links to the candidate's own pages",
}
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
    disposition: str
    reason: str
    moves: list[tuple[str, str]]
    next_move: str | None


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
    is_overdue = application.is_active and application.answer_due_at < now()
    onward = next_stage(application.stage)
    return Head(
        id=application.id,
        version=application.version,
        name=application.name,
        email=application.email,
        phone=application.phone,
        reference=application.reference,
        posting_id=application.posting_id,
        posting=application.posting.title,
        submitted=instant(application.submitted_at),
        answer_due=words.day(application.answer_due_at.date()),
        is_overdue=is_overdue,
        source=application.source,
        referred_by=application.referred_by,
        stage=application.stage,
        stage_name=stage_label(application.stage),
        disposition=application.disposition or "",
        reason=reason_label(application.disposition, application.disposition_reason),
        moves=[(key, STAGES[key]) for key in TRANSITIONS.get(application.stage, ())]
        if application.is_active
        else [],
        next_move=onward if application.is_active else None,
    )


def answers_of(application: Application) -> Answers:
    """The answers. The application's text and answers must be loaded."""
    lines = [line.strip() for line in application.text.links.splitlines() if line.strip()]
    return Answers(
        # Checked when it was sent, and once more here: this is where a stranger's address becomes a link.
        links=[Link(line, line if is_web_address(line) else None) for line in lines],
        project_description=application.text.project_description,
        cover_letter=application.text.cover_letter,
        questions=[(one.wording, _answer(one)) for one in application.answers],
    )


def documents_of(application: Application) -> list[ShownDocument]:
    """The files, resumes first, with their texts in one query. The attachments must be loaded."""
    replaced = {one.document_id: one.replaced_at for one in application.attachments if one.replaced_at}
    documents = [attachment.document for attachment in application.attachments]
    kinds = {one.document_id: kind_of(one) for one in application.attachments}
    texts = queries.texts_of([document.id for document in documents]) if documents else {}
    return [
        _document(one, kinds[one.id], texts.get(one.id, ""), replaced.get(one.id))
        for one in sorted(documents, key=lambda one: (one.id in replaced, one.kind, one.id))
    ]


def timeline_of(events: Sequence[Event]) -> list[Entry]:
    """What happened, newest first."""
    return [_event(event) for event in reversed(events)]


def changes_since(application: Application, version: int) -> list[Entry]:
    """What reviewers did after ``version`` of the application was read. The events must be loaded."""
    return timeline_of([event for event in application.events if event.details.get("version", 0) > version])


def notes_shown(notes: Sequence[Note]) -> list[Entry]:
    """The notes as the page shows them."""
    return [
        Entry(note.body, "", note.author_name, instant(note.created_at), _iso(note.created_at))
        for note in notes
    ]


def messages_shown(messages: Sequence[Message]) -> list[ShownMessage]:
    """Which e-mails went out because of an application, and which did not yet."""
    return [_message(message) for message in messages]


def rights_of(user: User) -> Rights:
    """What this member of staff may do with the applications that they may see."""
    return Rights(
        can_note=is_allowed(user, Permission.NOTE),
        can_move=is_allowed(user, Permission.MOVE),
        can_decide=is_allowed(user, Permission.DECIDE),
        can_read_posting=is_allowed(user, Permission.READ_POSTINGS),
    )


def _answer(answer: Answer) -> list[Link]:
    is_link = answer.kind == LINK
    return [Link(line, line if is_link and is_web_address(line) else None) for line in shown(answer)]


def _document(document: Document, kind: str, text: str, replaced_at: datetime | None) -> ShownDocument:
    file = shown_file(document)
    if replaced_at:
        file = replace(file, warning=f"The candidate replaced this version on {instant(replaced_at)}.")
    return ShownDocument(
        file=file,
        kind=kind,
        pages=range(1, document.preview_pages + 1),
        text=text.strip(),
        is_cut=len(text) >= queries.SHOWN_TEXT,
        sentence="" if text.strip() else TEXT_SENTENCES.get(document.text_state, "This file holds no text."),
    )


def _event(event: Event) -> Entry:
    known = {key: stage_label(str(event.details.get(key, ""))) for key in ("from", "to")}
    template = EVENT_WORDS.get(event.kind)
    what = template.format_map(known) if template else event.kind.replace("_", " ").capitalize()
    disposition = event.details.get("disposition", event.kind)
    reason = reason_label(str(disposition), event.details.get("reason"))
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
    return Entry(what, detail, event.actor_name, instant(event.at), _iso(event.at))


def _message(message: Message) -> ShownMessage:
    detail = f"Sent {instant(message.sent_at)}" if message.sent_at else (message.last_error or "")
    to = message.to_name or message.to_address
    return ShownMessage(
        MESSAGE_WORDS.get(message.kind, message.subject or message.kind), to, message.state, detail
    )


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
