"""A posting's questions as somebody meets them who may have begun before they were changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from careers.applications.models import Attachment
from careers.postings.questions.models import CHOICE, FILE, SEVERAL, YES_NO, PostingQuestion
from careers.postings.questions.queries import questions_ever_asked

Value = str | list[str]
# What a field of the form is called: this, and the question's id.
PREFIX = "q"


@dataclass(frozen=True)
class Former:
    """An answer to a question that was changed or removed since; ``current`` takes its place, or nothing does."""

    question: PostingQuestion
    lines: list[str]
    current: PostingQuestion | None


@dataclass(frozen=True)
class Asked:
    """All questions that a posting asks or ever asked."""

    questions: Sequence[PostingQuestion] = field(default=())
    # Where it is about something that was sent: the ids of what was asked then.
    sent: frozenset[int] | None = None

    def asks(self, question: PostingQuestion) -> bool:
        """Whether the question is asked; of what was sent, whether it was."""
        return question.is_asked if self.sent is None else question.id in self.sent

    @property
    def current(self) -> list[PostingQuestion]:
        """What is asked now, in order."""
        return [question for question in self.questions if self.asks(question)]

    @property
    def retired_ids(self) -> set[str]:
        """The ids, as drafts write them, of what is not asked any more."""
        return {str(question.id) for question in self.questions if not self.asks(question)}

    def now_asked(self, question_id: int | None) -> PostingQuestion | None:
        """The question itself while it is asked, else the one that took its place; None when nothing did."""
        by_id = {question.id: question for question in self.questions}
        question = by_id.get(question_id or 0)
        while question is not None and not self.asks(question):
            question = by_id.get(question.replaced_by_id or 0)
        return question

    def value_for(self, question: PostingQuestion, answers: Mapping[str, Value]) -> Value | None:
        """What a draft says to a question: to itself, or to the one whose place it took, as far as that fits."""
        if str(question.id) in answers:
            return answers[str(question.id)]
        for former in self.questions:
            value = answers.get(str(former.id))
            if value and former.replaced_by_id and self.now_asked(former.id) is question:
                return fitting(question, value)
        return None

    def former(self, answers: Mapping[str, Value], attachments: Iterable[Attachment]) -> list[Former]:
        """What was answered to questions that are not asked any more as they were."""
        names: dict[int, list[str]] = {}
        for attachment in attachments:
            names.setdefault(attachment.question_id or 0, []).append(attachment.document.display_name)
        found = [
            Former(
                question,
                names.get(question.id) or lines_of(answers.get(str(question.id))),
                self.now_asked(question.id),
            )
            for question in self.questions
            if not self.asks(question)
        ]
        return [answer for answer in found if answer.lines]

    def files(self, attachments: Iterable[Attachment]) -> dict[int, list[Attachment]]:
        """The files that answer a current question, by its id; a file moves on with its question."""
        found: dict[int, list[Attachment]] = {}
        for attachment in attachments:
            question = self.now_asked(attachment.question_id)
            if question is not None and question.kind == FILE:
                found.setdefault(question.id, []).append(attachment)
        return found

    def unasked_files(self, attachments: Iterable[Attachment]) -> list[Attachment]:
        """The files that answered a question that nobody is asked any more."""
        kept = {id(file) for files in self.files(attachments).values() for file in files}
        return [
            attachment
            for attachment in attachments
            if attachment.question_id is not None and id(attachment) not in kept
        ]


def field_name(question: PostingQuestion) -> str:
    """The name of the form's field for a question."""
    return f"{PREFIX}{question.id}"


def lines_of(value: Value | None) -> list[str]:
    """Return an answer as the lines to show."""
    lines = value.split("\n") if isinstance(value, str) else value or []
    return [line for line in lines if line.strip()]


def fitting(question: PostingQuestion, value: Value) -> Value | None:
    """An answer to one question as an answer to another, where it can be one."""
    lines = lines_of(value)
    if question.kind == SEVERAL:
        return [line for line in lines if line in question.offered]
    if question.kind in (CHOICE, YES_NO):
        return lines[0] if len(lines) == 1 and lines[0] in question.offered else None
    return None if question.kind == FILE else "\n".join(lines)


NUMBER_FORM = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")


def number_in(text: str) -> str | None:
    """A number as it is kept: digits and at most one dot; None where the text is none."""
    plain = re.sub(r"(?<=\d)[,\u202f\u00a0 ](?=\d{3}(?!\d))", "", text).replace("\N{MINUS SIGN}", "-")
    return plain if NUMBER_FORM.fullmatch(plain) else None


def asked_of(posting_id: int, answers: Mapping[str, Any] | None = None) -> Asked:
    """The questions of a posting; with the ``answers`` of a draft that was sent, as they were asked then."""
    sent = (answers or {}).get("asked")
    return Asked(questions_ever_asked(posting_id), None if sent is None else frozenset(sent))
