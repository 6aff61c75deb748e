"""What the applicant's pages show: files, answers and the receipt, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from careers.applications.models import Answer, Application, Attachment, Draft
from careers.applications.quarantine.models import HeldSubmission
from careers.applications.questions.services import sent_answers, shown
from careers.applications.web_addresses import links_in
from careers.clock import last_day
from careers.company.queries import company_profile
from careers.config import Settings
from careers.documents.formats import accept_attribute, accepted_text
from careers.documents.models import RESUME, Document
from careers.documents.names import extension_of
from careers.documents.services import format_of
from careers.formatting import format_date, format_receipt_time, format_size
from careers.postings.urls import posting_path


@dataclass(frozen=True)
class ShownFile:
    """A stored file in words."""

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
        """All of them, in this order."""
        return [*self.resume, *self.work_samples, *self.answers]


@dataclass(frozen=True)
class Entry:
    """One answer: what was asked, and the paragraphs that were answered."""

    label: str
    value: list[str]


@dataclass(frozen=True)
class Receipt:
    """What arrived, as the receipt and the acknowledgement tell it."""

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
    # Those of them that answer the posting's own questions.
    answers: list[Entry]


def shown_file(document: Document) -> ShownFile:
    """A stored file in words."""
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
    """The files as their pages show them, without versions that a newer one took the place of."""
    files = Files()
    for attachment in attachments:
        if attachment.replaced_at is not None:
            continue
        kind = files.resume if attachment.document.kind == RESUME else files.work_samples
        if attachment.question_id is not None:
            kind = files.answers
        kind.append(shown_file(attachment.document))
    return files


def entries_of(answers: dict[str, Any], questions: Sequence[Answer] = ()) -> list[Entry]:
    """The answers that were given, in the order of the form; ``questions`` are those to the posting's own."""
    rows: list[tuple[str, Sequence[str]]] = [
        ("Your name", [answers.get("name", "")]),
        ("E-mail", [answers.get("email", "")]),
        ("Phone", [answers.get("phone", "")]),
        ("Links to your work", links_in(answers.get("links", ""))),
        ("A project you are proud of", _paragraphs(answers.get("project_description", ""))),
        *((question.wording, shown(question)) for question in questions),
        ("Cover letter", _paragraphs(answers.get("cover_letter", ""))),
        ("Who told you about us", [answers.get("referred_by", "")]),
        ("Later positions", ["Keep me for future postings"] if answers.get("keep_for_future") else []),
    ]
    return [Entry(label, list(value)) for label, value in rows if any(value)]


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def receipt_of(application: Application) -> Receipt:
    """The receipt of an application. Its posting, text, answers and attachments must be loaded."""
    said = {
        name: getattr(application.text, name) for name in ("links", "project_description", "cover_letter")
    }
    said |= {name: getattr(application, name) for name in ("name", "email", "phone", "referred_by")}
    return Receipt(
        reference=application.reference,
        posting_title=application.posting.title,
        posting_url=posting_path(application.posting),
        is_general=bool(application.posting.is_general),
        name=application.name,
        email=application.email,
        arrived=format_receipt_time(application.submitted_at),
        answer_by=format_date(last_day(application.answer_due_at)),
        files=files_shown(application.attachments),
        entries=entries_of(said, application.answers),
        answers=[Entry(answer.wording, list(shown(answer))) for answer in application.answers],
    )


def held_receipt(held: HeldSubmission, draft: Draft) -> Receipt:
    """The receipt of a submission in quarantine: nothing in it is different. The posting must be loaded."""
    questions = sent_answers(draft)
    said = {name: value for name, value in draft.answers.items() if name != "keep_for_future"}
    return Receipt(
        reference=held.reference,
        posting_title=held.posting.title,
        posting_url=posting_path(held.posting),
        is_general=bool(held.posting.is_general),
        name=held.name,
        email=held.email,
        arrived=format_receipt_time(held.submitted_at),
        answer_by=format_date(last_day(held.answer_due_at)),
        files=files_shown(draft.attachments),
        entries=entries_of(said, questions),
        answers=[Entry(question.wording, list(shown(question))) for question in questions],
    )


def form_limits(settings: Settings) -> dict[str, Any]:
    """What the form says about files."""
    return {
        "max_file": format_size(settings.max_file_bytes),
        "max_bytes": settings.max_file_bytes,
        "max_samples": settings.max_work_samples,
        "types": accepted_text("resume"),
        "accept": accept_attribute("resume"),
        "sample_types": accepted_text("work_sample"),
        "sample_accept": accept_attribute("work_sample"),
    }


def privacy_notice() -> dict[str, str]:
    """The version of the privacy notice in force, and where it stands."""
    return {"version": company_profile().privacy_version, "url": "/privacy"}
