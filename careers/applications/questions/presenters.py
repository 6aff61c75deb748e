"""A posting's questions as applicants see them, with their answers to former questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careers.applications.models import Answer, Attachment, Draft
from careers.applications.presenters import Entry, ShownFile, shown_file
from careers.applications.questions.queries import Asked, Value, asked_of, field_name
from careers.applications.questions.services import answer_rows


@dataclass(frozen=True)
class ShownQuestion:
    """A question: its form field, its kind, and the files that were accepted for it."""

    name: str
    kind: str
    hint: str
    is_required: bool
    files: list[ShownFile]


@dataclass(frozen=True)
class ShownFormer:
    """An answer to a question that was changed or removed; ``now`` is the question that replaced it, if any."""

    wording: str
    lines: list[str]
    now: str
    files: list[ShownFile]


@dataclass(frozen=True)
class ShownQuestions:
    """The part of the form with the posting's own questions. ``seen`` records which former ones it showed."""

    asked: list[ShownQuestion]
    former: list[ShownFormer]
    seen: str


def questions_shown(asked: Asked, answers: Mapping[str, Value], attachments: Sequence[Attachment]) -> ShownQuestions:
    """Return the part of the form with the posting's questions and the files that were accepted for them."""
    files, unasked = asked.files(attachments), asked.unasked_files(attachments)
    former = asked.former(answers, attachments)
    return ShownQuestions(
        asked=[
            ShownQuestion(
                field_name(question),
                question.kind,
                question.hint,
                question.is_required,
                _shown(files.get(question.id, [])),
            )
            for question in asked.current
        ],
        former=[
            ShownFormer(
                answer.question.wording,
                answer.lines,
                answer.current.wording if answer.current else "",
                _shown([file for file in unasked if file.question_id == answer.question.id]),
            )
            for answer in former
        ],
        seen=",".join(str(answer.question.id) for answer in former),
    )


def asked_files(asked: Asked, draft: Draft) -> list[Attachment]:
    """Return a draft's files without those for questions that are no longer asked."""
    unasked = asked.unasked_files(draft.attachments)
    return [attachment for attachment in draft.attachments if attachment not in unasked]


def all_answers(posting_id: int, answers: Mapping[str, Any], draft: Draft | None) -> tuple[list[Answer], list[Entry]]:
    """Return all answers to current and former questions, for a page where they can only be copied."""
    asked, said = asked_of(posting_id), answers.get("questions", {})
    attachments: Sequence[Attachment] = draft.attachments if draft else []
    former = [Entry(answer.question.wording, answer.lines) for answer in asked.former(said, attachments)]
    return answer_rows(asked, said, attachments), former


def _shown(attachments: Sequence[Attachment]) -> list[ShownFile]:
    return [shown_file(attachment.document) for attachment in attachments]
