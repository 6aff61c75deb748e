"""Add, change, reorder, and remove the questions of a posting. Nothing here commits.

Each function locks the posting's row, so that simultaneous changes wait for each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.postings.models import Posting
from careers.postings.questions.models import WITH_CHOICES, PostingQuestion
from careers.postings.questions.queries import questions_asked

Actor = User | str
MAX_QUESTIONS, MAX_CHOICES, MIN_CHOICES = 20, 20, 2
MAX_WORDING_LENGTH, MAX_HINT_LENGTH, MAX_CHOICE_LENGTH = 300, 300, 120
UP, DOWN = "up", "down"


class TooManyQuestions(DomainError):
    """The posting already has the maximum number of questions."""

    def __init__(self) -> None:
        super().__init__(f"A posting can have at most {MAX_QUESTIONS} questions. Remove one first.")


class QuestionConflict(DomainError):
    """Someone else changed or removed the question after this version of it was read."""

    def __init__(self) -> None:
        super().__init__(
            "Someone else changed or removed this question while you were editing it. Nothing "
            "was saved, but your text is below."
        )


@dataclass(frozen=True)
class QuestionContent:
    """The content of a question. ``choices`` has one choice per line, for the kinds that have choices."""

    kind: str
    wording: str
    hint: str = ""
    is_required: bool = False
    choices: str = ""


def choices_in(text: str) -> list[str]:
    """Return the choices of a text that has one per line."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def add_question(posting: Posting, content: QuestionContent, *, by: Actor) -> PostingQuestion:
    """Add a question after the others. Raises TooManyQuestions.

    If it equals the last question, the form was sent twice, and the last question is returned.
    """
    questions = _locked_questions(posting)
    if questions and _is_same(questions[-1], content):
        return questions[-1]
    if len(questions) >= MAX_QUESTIONS:
        raise TooManyQuestions
    question = _new(posting.id, content, position=len(questions))
    _record(posting, by, {"added": question.id})
    return question


def change_question(
    posting: Posting, question: PostingQuestion, content: QuestionContent, *, version: int, by: Actor
) -> PostingQuestion:
    """Save a change of ``version``; return the question asked from now on. Raises QuestionConflict.

    Hint and requirement change in place. Any other change creates a new question, so that submitted answers keep the
    wording they belong to.
    """
    _locked_questions(posting)
    db.session.refresh(question)
    if question.version != version or not question.is_asked:
        raise QuestionConflict
    question.version += 1
    if (content.kind, content.wording, _choices(content)) == (
        question.kind,
        question.wording,
        question.choices,
    ):
        question.hint, question.is_required = content.hint, content.is_required
        current = question
    else:
        current = _new(posting.id, content, position=question.position)
        question.archived_at, question.replaced_by_id = now(), current.id
    db.session.flush()
    _record(posting, by, {"changed": question.id})
    return current


def move_question(posting: Posting, question: PostingQuestion, direction: str, *, by: Actor) -> None:
    """Move a question up or down; at the ends of the list nothing happens."""
    questions = list(_locked_questions(posting))
    if question not in questions or direction not in (UP, DOWN):
        return
    position = questions.index(question)
    questions.insert(max(position + (1 if direction == DOWN else -1), 0), questions.pop(position))
    _renumber(questions)
    _record(posting, by, {"moved": question.id})


def remove_question(posting: Posting, question: PostingQuestion, *, by: Actor) -> None:
    """Stop asking a question; answers keep its wording. Removing it twice changes nothing."""
    questions = list(_locked_questions(posting))
    if question not in questions:
        return
    question.archived_at = now()
    question.version += 1
    questions.remove(question)
    _renumber(questions)
    _record(posting, by, {"removed": question.id})


def copy_questions(source_id: int, target_id: int) -> None:
    """Copy the questions of ``source_id`` to ``target_id``, a new posting that has none."""
    contents = [
        QuestionContent(question.kind, question.wording, question.hint, question.is_required, question.choices)
        for question in questions_asked(source_id)
    ]
    write_questions(target_id, contents)


def write_questions(posting_id: int, contents: Sequence[QuestionContent]) -> None:
    """Add these questions to a posting that has none."""
    for position, content in enumerate(contents):
        _new(posting_id, content, position=position)


def _locked_questions(posting: Posting) -> Sequence[PostingQuestion]:
    db.session.execute(select(Posting.id).where(Posting.id == posting.id).with_for_update())
    return questions_asked(posting.id)


def _is_same(question: PostingQuestion, content: QuestionContent) -> bool:
    new = (content.kind, content.wording, content.hint, content.is_required, _choices(content))
    return new == (question.kind, question.wording, question.hint, question.is_required, question.choices)


def _new(posting_id: int, content: QuestionContent, *, position: int) -> PostingQuestion:
    question = PostingQuestion(
        posting_id=posting_id,
        position=position,
        kind=content.kind,
        wording=content.wording,
        hint=content.hint,
        is_required=content.is_required,
        choices=_choices(content),
    )
    db.session.add(question)
    db.session.flush()
    return question


def _choices(content: QuestionContent) -> str:
    return "\n".join(choices_in(content.choices)) if content.kind in WITH_CHOICES else ""


def _renumber(questions: Sequence[PostingQuestion]) -> None:
    for position, question in enumerate(questions):
        question.position = position
    db.session.flush()


def _record(posting: Posting, by: Actor, details: dict[str, int]) -> None:
    record("changed questions", by=by, kind=AuditKind.POSTING, object_id=posting.id, details=details)
