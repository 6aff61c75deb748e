"""Read the current and the archived questions of a posting."""

from collections.abc import Sequence

from flask import abort
from sqlalchemy import func, select

from careers.database import db
from careers.postings.questions.models import PostingQuestion


def questions_asked(posting_id: int) -> Sequence[PostingQuestion]:
    """Return the questions that new applicants are asked, in order."""
    statement = select(PostingQuestion).where(
        PostingQuestion.posting_id == posting_id, PostingQuestion.archived_at.is_(None)
    )
    return db.session.scalars(statement.order_by(PostingQuestion.position, PostingQuestion.id)).all()


def questions_ever_asked(posting_id: int) -> Sequence[PostingQuestion]:
    """Return current and archived questions in order; applicants may still be answering archived ones."""
    statement = select(PostingQuestion).where(PostingQuestion.posting_id == posting_id)
    return db.session.scalars(statement.order_by(PostingQuestion.position, PostingQuestion.id)).all()


def question_count(posting_id: int) -> int:
    """Return the number of current questions."""
    statement = select(func.count()).where(
        PostingQuestion.posting_id == posting_id, PostingQuestion.archived_at.is_(None)
    )
    return db.session.scalar(statement) or 0


def question_of(posting_id: int, question_id: int) -> PostingQuestion:
    """Return a question of the posting, archived or not; 404 if it belongs to another."""
    statement = select(PostingQuestion).where(
        PostingQuestion.id == question_id, PostingQuestion.posting_id == posting_id
    )
    question = db.session.scalar(statement.execution_options(populate_existing=True))
    if question is None:
        abort(404)
    return question
