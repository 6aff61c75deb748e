"""Files, answers, and the receipt as applicants see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from careers.applications.fields import ABOUT, MORE, WORK, fields_in, values_of
from careers.applications.models import Answer, Application, Attachment
from careers.clock import last_day
from careers.documents.file_names import extension_of
from careers.documents.models import RESUME, Document
from careers.documents.services import format_of
from careers.formatting import format_date, format_receipt_time, format_size
from careers.postings.questions.models import DATE
from careers.postings.urls import posting_path


@dataclass(frozen=True)
class ShownFile:
    """A stored file as text."""

    id: int
    name: str
    size: str
    kind: str
    extension: str
    sha256: str
    received: str
    warning: str | None


@dataclass(frozen=True)
class Files:
    """The files of a draft or an application."""

    resume: list[ShownFile] = field(default_factory=list)
    work_samples: list[ShownFile] = field(default_factory=list)
    answers: list[ShownFile] = field(default_factory=list)

    @property
    def everything(self) -> list[ShownFile]:
        """Return all files in this order."""
        return [*self.resume, *self.work_samples, *self.answers]


@dataclass(frozen=True)
class Entry:
    """An answer: the question, and the answer's paragraphs."""

    label: str
    value: list[str]


@dataclass(frozen=True)
class Receipt:
    """The receipt, as shown on the page and in the acknowledgement."""

    reference: str
    posting_title: str
    posting_url: str
    is_general: bool
    name: str
    email: str
    arrived: str
    answer_by: str
    files: Files
    entries: list[Entry]
    # The answers to the posting's own questions.
    answers: list[Entry]


def shown_file(document: Document) -> ShownFile:
    """Return a stored file as text."""
    return ShownFile(
        id=document.id,
        name=document.display_name,
        size=format_size(document.size),
        kind=format_of(document).name,
        extension=extension_of(document.display_name).upper(),
        sha256=document.sha256,
        received=format_receipt_time(document.received_at),
        warning=document.warning,
    )


def files_shown(attachments: Sequence[Attachment]) -> Files:
    """Return the files as pages show them, without replaced versions."""
    files = Files()
    for attachment in attachments:
        if attachment.replaced_at is not None:
            continue
        kind = files.resume if attachment.document.kind == RESUME else files.work_samples
        if attachment.question_id is not None:
            kind = files.answers
        kind.append(shown_file(attachment.document))
    return files


def entries_of(answers: Mapping[str, Any], questions: Sequence[Answer] = ()) -> list[Entry]:
    """Return the given answers in the order of the form; ``questions`` are those to the posting's own questions."""
    rows = [
        *((row.label, row.lines(answers.get(row.name, ""))) for row in fields_in(ABOUT, WORK)),
        *((question.wording, list(answer_lines(question))) for question in questions),
        *((row.label, row.lines(answers.get(row.name, ""))) for row in fields_in(MORE)),
        ("Future roles", ["Consider me for future roles"] if answers.get("keep_for_future") else []),
    ]
    return [Entry(label, lines) for label, lines in rows if lines]


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def answer_lines(answer: Answer) -> Sequence[str]:
    """Return the lines of an answer as people read them, with dates written out."""
    if answer.kind == DATE:
        try:
            return [format_date(date.fromisoformat(answer.text))]
        except ValueError:
            return [answer.text]
    return _paragraphs(answer.text)


def receipt_of(application: Application) -> Receipt:
    """Return the receipt of an application. Its posting, text, answers, and attachments must be loaded."""
    return submission_receipt(application, values_of(application), application.answers, application.attachments)


def submission_receipt(
    sent: Any, values: Mapping[str, Any], answers: Sequence[Answer], attachments: Sequence[Attachment]
) -> Receipt:
    """Return the receipt of an application, or of a quarantined submission, which has the same attributes."""
    return Receipt(
        reference=sent.reference,
        posting_title=sent.posting.title,
        posting_url=posting_path(sent.posting),
        is_general=bool(sent.posting.is_general),
        name=sent.name,
        email=sent.email,
        arrived=format_receipt_time(sent.submitted_at),
        answer_by=format_date(last_day(sent.reply_due_at)),
        files=files_shown(attachments),
        entries=entries_of(values, answers),
        answers=[Entry(answer.wording, list(answer_lines(answer))) for answer in answers],
    )


def alias_of(application: Application) -> str:
    """Return a name without identity: ``Candidate`` and the reference."""
    return alias(application.reference)


def alias(reference: str) -> str:
    """Return the same for a reference."""
    return f"Candidate {reference}"


def mailed_name(application: Application) -> str:
    """Return the candidate's name for an email to staff; under blind review, the alias.

    Emails are forwarded and stay where they were delivered, so everyone gets the alias. The posting must be loaded.
    """
    is_hidden = application.posting.blind_review and application.identity_revealed_at is None
    return alias_of(application) if is_hidden else application.name
