"""The content of the application page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from careers.accounts.models import User
from careers.applications.fields import ABOUT, FIELDS, LINKS, MORE, TEXT, WORK, FormField, fields_in
from careers.applications.messages import presenters as message_presenters, queries as message_queries
from careers.applications.messages.presenters import ShownMessage
from careers.applications.models import Answer, Application
from careers.applications.portal.forms import kind_of
from careers.applications.presenters import ShownFile, answer_lines, shown_file
from careers.applications.web_addresses import is_web_address
from careers.desk.application import queries
from careers.documents.models import RESUME, UNREADABLE, WAITING, Document
from careers.formatting import format_datetime
from careers.mail.models import OutboundEmail
from careers.pipeline.blind_review.presenters import display_field, display_name, display_text, is_redacted
from careers.postings.questions.models import FILE, LINK
from careers.security import Permission, is_allowed

LINKS_REDACTED = "Hidden because links usually reveal who it is."
REDACTED_ANSWERS = {LINK: LINKS_REDACTED, FILE: "A file. Its text is shown with the other files."}
NO_TEXT_REASONS = {
    WAITING: "We haven’t extracted the text of this file yet.",
    UNREADABLE: "We couldn’t extract any text from this file. Download it to read it.",
}


@dataclass(frozen=True)
class Link:
    """A link entered by the candidate; ``url`` is None if it isn't a web address."""

    text: str
    url: str | None


@dataclass(frozen=True)
class ShownDocument:
    """A file with its extracted text; ``sentence`` says why there is none."""

    file: ShownFile
    kind: str
    pages: Sequence[int]
    text: str
    is_cut: bool
    sentence: str


@dataclass(frozen=True)
class ShownEmail:
    """An email about this application, and whether it was sent."""

    what: str
    to: str
    state: str
    detail: str


@dataclass(frozen=True)
class Answers:
    """What the candidate entered besides files: short answers as rows, long ones as labeled texts."""

    contact: list[tuple[str, list[Link]]]
    details: list[tuple[str, list[Link]]]
    texts: list[tuple[str, str]]
    # The question, the lines of the answer, and the link if it is a web address.
    questions: list[tuple[str, list[Link]]]


@dataclass(frozen=True)
class Rights:
    """What the user can do on the page."""

    can_note: bool
    can_move: bool
    can_decide: bool
    can_read_posting: bool


def answers_of(application: Application) -> Answers:
    """Return the answers. The application's text and answers must be loaded."""
    # The name is the heading of the page.
    contact = [row for row in fields_in(ABOUT) if row.name != "name"]
    details = [row for row in fields_in(WORK, MORE) if row.kind != TEXT]
    texts = [row for row in FIELDS if row.kind == TEXT]
    return Answers(
        contact=_shown_rows(application, contact),
        details=_shown_rows(application, sorted(details, key=lambda row: row.kind == LINKS)),
        texts=[(row.staff_label, display_field(application, row)) for row in texts],
        questions=[(answer.wording, _answer(answer, application)) for answer in application.answers],
    )


def documents_of(application: Application, *, is_locked: bool = False) -> list[ShownDocument]:
    """Return the files with their texts, resumes first, in one query. The attachments must be loaded.

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
        _document(document, kinds[document.id], texts.get(document.id, ""), replaced.get(document.id))
        for document in sorted(documents, key=lambda document: (document.id in replaced, document.kind, document.id))
    ]
    return [_redacted_document(application, document) for document in shown] if is_redacted(application) else shown


def emails_shown(application: Application, emails: Sequence[OutboundEmail]) -> list[ShownEmail]:
    """Return the emails sent because of an application, and those still unsent."""
    shown = [_email(email) for email in emails]
    if not is_redacted(application):
        return shown
    return [
        replace(email, to=display_text(application, email.to), detail=display_text(application, email.detail))
        for email in shown
    ]


def thread_of(application: Application) -> list[ShownMessage]:
    """Return the messages between staff and the candidate."""
    thread = message_presenters.thread_shown(message_queries.thread_of(application.id))
    if not is_redacted(application):
        return thread
    return [
        replace(
            message,
            who=display_name(application) if message.is_reply else message.who,
            subject=display_text(application, message.subject),
            body=display_text(application, message.body),
        )
        for message in thread
    ]


def rights_of(user: User) -> Rights:
    """Return what this staff member can do with the applications that they can see."""
    return Rights(
        can_note=is_allowed(user, Permission.NOTE),
        can_move=is_allowed(user, Permission.MOVE),
        can_decide=is_allowed(user, Permission.DECIDE),
        can_read_posting=is_allowed(user, Permission.READ_POSTINGS),
    )


def _shown_rows(application: Application, rows: Sequence[FormField]) -> list[tuple[str, list[Link]]]:
    shown = [(row.staff_label, _shown_lines(application, row)) for row in rows]
    return [(label, lines) for label, lines in shown if lines]


def _shown_lines(application: Application, row: FormField) -> list[Link]:
    lines = row.lines(display_field(application, row))
    if row.name == "email":
        return [Link(line, f"mailto:{quote(line, safe='@')}") for line in lines]
    if row.kind != LINKS:
        return [Link(line, None) for line in lines]
    if not lines and row.value_of(application).strip():
        return [Link(LINKS_REDACTED, None)]
    # Checked when it was submitted, and again here, where a stranger's text becomes a link.
    return [Link(line, line if is_web_address(line) else None) for line in lines]


def _answer(answer: Answer, application: Application) -> list[Link]:
    is_link = answer.kind == LINK
    if is_redacted(application):
        hidden = REDACTED_ANSWERS.get(answer.kind)
        lines = [hidden] if hidden else [display_text(application, line) for line in answer_lines(answer)]
        return [Link(line, None) for line in lines]
    return [Link(line, line if is_link and is_web_address(line) else None) for line in answer_lines(answer)]


def _document(document: Document, kind: str, text: str, replaced_at: datetime | None) -> ShownDocument:
    file = shown_file(document)
    if replaced_at:
        file = replace(file, warning=f"Replaced by the candidate on {format_datetime(replaced_at)}.")
    return ShownDocument(
        file=file,
        kind=kind,
        pages=range(1, document.preview_pages + 1),
        text=text.strip(),
        is_cut=len(text) >= queries.SHOWN_TEXT,
        sentence="" if text.strip() else NO_TEXT_REASONS.get(document.text_state, "This file has no text."),
    )


def _redacted_document(application: Application, shown: ShownDocument) -> ShownDocument:
    # An image can show a photo, and a file name usually contains the candidate's name.
    name = f"{shown.kind}.{shown.file.extension.lower()}"
    file = replace(shown.file, name=name, sha256="")
    return replace(shown, file=file, pages=(), text=display_text(application, shown.text))


def _email(email: OutboundEmail) -> ShownEmail:
    detail = f"Sent {format_datetime(email.sent_at)}" if email.sent_at else (email.last_error or "")
    to = email.to_name or email.to_address
    return ShownEmail(email.kind_label, to, email.state, detail)
