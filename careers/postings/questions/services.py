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
    """The posting has as many questions as it may have."""

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
    """What is asked. ``choices`` has one choice per line, and matters only to the kinds that have choices."""

    kind: str
    wording: str
    hint: str = ""
    is_required: bool = False
    choices: str = ""


def choices_in(text: str) -> list[str]:
    """Return the choices in a text with one per line."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def add_question(posting: Posting, content: QuestionContent, *, by: Actor) -> PostingQuestion:
    """Add a question after the others. Raises TooManyQuestions.

    If it equals the last one, the form was sent twice, and that one is returned.
    """
    asked = _held(posting)
    if asked and _is_same(asked[-1], content):
        return asked[-1]
    if len(asked) >= MAX_QUESTIONS:
        raise TooManyQuestions
    question = _new(posting.id, content, position=len(asked))
    _record(posting, by, {"added": question.id})
    return question


def change_question(
    posting: Posting, question: PostingQuestion, content: QuestionContent, *, version: int, by: Actor
) -> PostingQuestion:
    """Save a change of ``version``; return the question asked from now on. Raises QuestionConflict.

    Hint and requirement change in place. Anything else creates a new question, so that an answer keeps the wording it
    was given to.
    """
    _held(posting)
    db.session.refresh(question)
    if question.version != version or not question.is_asked:
        raise QuestionConflict
    question.version += 1
    said = (content.kind, content.wording, _choices(content))
    if said == (question.kind, question.wording, question.choices):
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
    asked = list(_held(posting))
    if question not in asked or direction not in (UP, DOWN):
        return
    place = asked.index(question)
    asked.insert(max(place + (1 if direction == DOWN else -1), 0), asked.pop(place))
    _number(asked)
    _record(posting, by, {"moved": question.id})


def remove_question(posting: Posting, question: PostingQuestion, *, by: Actor) -> None:
    """Stop asking a question; answers keep its wording. Removing it twice changes nothing."""
    asked = list(_held(posting))
    if question not in asked:
        return
    question.archived_at = now()
    question.version += 1
    asked.remove(question)
    _number(asked)
    _record(posting, by, {"removed": question.id})


def copy_questions(source_id: int, target_id: int) -> None:
    """Copy the questions of ``source_id`` to ``target_id``, a new posting without any."""
    for place, question in enumerate(questions_asked(source_id)):
        content = QuestionContent(
            question.kind, question.wording, question.hint, question.is_required, question.choices
        )
        _new(target_id, content, position=place)


def write_questions(posting_id: int, contents: Sequence[QuestionContent]) -> None:
    """Add these questions to a posting without any."""
    for place, content in enumerate(contents):
        _new(posting_id, content, position=place)


def _held(posting: Posting) -> Sequence[PostingQuestion]:
    db.session.execute(select(Posting.id).where(Posting.id == posting.id).with_for_update())
    return questions_asked(posting.id)


def _is_same(question: PostingQuestion, content: QuestionContent) -> bool:
    said = (content.kind, content.wording, content.hint, content.is_required, _choices(content))
    return said == (
        question.kind, question.wording, question.hint, question.is_required, question.choices
    )  # fmt: skip


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


def _number(asked: Sequence[PostingQuestion]) -> None:
    for place, question in enumerate(asked):
        question.position = place
    db.session.flush()


def _record(posting: Posting, by: Actor, details: dict[str, int]) -> None:
    record("changed questions", by=by, kind=AuditKind.POSTING, object_id=posting.id, details=details)
