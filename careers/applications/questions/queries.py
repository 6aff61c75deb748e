"""A posting's questions for an applicant who may have started before they were changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from careers.applications.models import Attachment
from careers.postings.questions.models import CHOICE, FILE, SEVERAL, YES_NO, PostingQuestion
from careers.postings.questions.queries import questions_ever_asked

Value = str | list[str]
# The prefix of a form field's name; the question's id follows.
PREFIX = "q"


@dataclass(frozen=True)
class Former:
    """An answer to a question that was changed or removed; ``current`` is its replacement, if any."""

    question: PostingQuestion
    lines: list[str]
    current: PostingQuestion | None


@dataclass(frozen=True)
class Asked:
    """All questions that a posting asks or has ever asked."""

    questions: Sequence[PostingQuestion] = field(default=())
    # For something that was submitted: the ids of the questions asked then.
    sent: frozenset[int] | None = None

    def asks(self, question: PostingQuestion) -> bool:
        """Return whether the question is asked now; for a submitted draft, whether it was asked then."""
        return question.is_asked if self.sent is None else question.id in self.sent

    @property
    def current(self) -> list[PostingQuestion]:
        """Return the questions that are asked now, in order."""
        return [question for question in self.questions if self.asks(question)]

    @property
    def retired_ids(self) -> set[str]:
        """Return the ids of questions that are no longer asked, as drafts write them."""
        return {str(question.id) for question in self.questions if not self.asks(question)}

    def now_asked(self, question_id: int | None) -> PostingQuestion | None:
        """Return the question while it is asked, otherwise its replacement, or None."""
        by_id = {question.id: question for question in self.questions}
        question = by_id.get(question_id or 0)
        while question is not None and not self.asks(question):
            question = by_id.get(question.replaced_by_id or 0)
        return question

    def value_for(self, question: PostingQuestion, answers: Mapping[str, Value]) -> Value | None:
        """Return the draft's answer to a question or to the one it replaced, if that fits."""
        if str(question.id) in answers:
            return answers[str(question.id)]
        for former in self.questions:
            value = answers.get(str(former.id))
            if value and former.replaced_by_id and self.now_asked(former.id) is question:
                return fitting(question, value)
        return None

    def former(self, answers: Mapping[str, Value], attachments: Iterable[Attachment]) -> list[Former]:
        """Return the answers to former questions."""
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
        """Return the files that answer current questions by the question's id; a replaced question's file moves
        along.
        """
        found: dict[int, list[Attachment]] = {}
        for attachment in attachments:
            question = self.now_asked(attachment.question_id)
            if question is not None and question.kind == FILE:
                found.setdefault(question.id, []).append(attachment)
        return found

    def unasked_files(self, attachments: Iterable[Attachment]) -> list[Attachment]:
        """Return the files that answered questions that are no longer asked."""
        kept = {id(file) for files in self.files(attachments).values() for file in files}
        return [
            attachment
            for attachment in attachments
            if attachment.question_id is not None and id(attachment) not in kept
        ]


def field_name(question: PostingQuestion) -> str:
    """Return the name of the form field for a question."""
    return f"{PREFIX}{question.id}"


def lines_of(value: Value | None) -> list[str]:
    """Return an answer as the lines to show."""
    lines = value.split("\n") if isinstance(value, str) else value or []
    return [line for line in lines if line.strip()]


def fitting(question: PostingQuestion, value: Value) -> Value | None:
    """Return an answer to one question as an answer to another, if it can be one; otherwise an empty value."""
    lines = lines_of(value)
    if question.kind == SEVERAL:
        return [line for line in lines if line in question.offered]
    if question.kind in (CHOICE, YES_NO):
        return lines[0] if len(lines) == 1 and lines[0] in question.offered else None
    return None if question.kind == FILE else "\n".join(lines)


NUMBER_FORM = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")


def number_in(text: str) -> str | None:
    """Return a number as it is stored, with digits and at most one dot; None if the text isn't a number."""
    plain = re.sub(r"(?<=\d)[,\u202f\u00a0 ](?=\d{3}(?!\d))", "", text).replace("\N{MINUS SIGN}", "-")
    return plain if NUMBER_FORM.fullmatch(plain) else None


def asked_of(posting_id: int, answers: Mapping[str, Any] | None = None) -> Asked:
    """Return the questions of a posting; with the ``answers`` of a submitted draft, as they were asked then."""
    sent = (answers or {}).get("asked")
    return Asked(questions_ever_asked(posting_id), None if sent is None else frozenset(sent))
