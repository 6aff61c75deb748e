"""The voluntary questions, and their answers as anonymous figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import ColumnElement, func, select

from careers.applications.equal_opportunity.models import EqualOpportunityCount, EqualOpportunityQuestion
from careers.clock import now
from careers.database import db

# The smallest number of people that a figure describes; figures are rounded down to a multiple of it. Rounding keeps
# small numbers from being computed as the difference of two figures.
MIN_CELL = 5


@dataclass(frozen=True)
class Figure:
    """How many people gave an answer, rounded down; None if fewer than ``MIN_CELL``, including zero."""

    choice: str
    at_least: int | None


@dataclass(frozen=True)
class EqualFigures:
    """A question with the figure for each answer; ``answered`` includes declining and is rounded too."""

    wording: str
    figures: list[Figure]
    answered: int | None


def equal_questions() -> Sequence[EqualOpportunityQuestion]:
    """Return all questions in order, asked or not."""
    return db.session.scalars(
        select(EqualOpportunityQuestion).order_by(EqualOpportunityQuestion.position, EqualOpportunityQuestion.id)
    ).all()


def equal_questions_asked() -> Sequence[EqualOpportunityQuestion]:
    """Return the questions that applicants are asked now; none if the company asks none."""
    statement = select(EqualOpportunityQuestion).where(EqualOpportunityQuestion.is_asked.is_(True))
    return db.session.scalars(statement.order_by(EqualOpportunityQuestion.position, EqualOpportunityQuestion.id)).all()


def equal_question(question_id: int) -> EqualOpportunityQuestion:
    """Return a question, or 404."""
    question = db.session.get(EqualOpportunityQuestion, question_id)
    if question is None:
        abort(404)
    return question


def equal_figures(year: int) -> list[EqualFigures]:
    """Return the figures of every question that was answered in a year, over all postings; none until the year is over.

    Counts must never be shown any other way. A figure that someone could see before and after one application would
    reveal that person's answer, however it is rounded.
    """
    statement = select(
        EqualOpportunityCount.question_id,
        EqualOpportunityCount.choice,
        func.sum(EqualOpportunityCount.answer_count),
    )
    statement = statement.where(EqualOpportunityCount.year == year, _is_over())
    grouped = statement.group_by(EqualOpportunityCount.question_id, EqualOpportunityCount.choice)
    counts = {(row[0], row[1]): int(row[2]) for row in db.session.execute(grouped)}
    answered = {number for number, _ in counts}
    return [_figures(question, counts) for question in equal_questions() if question.id in answered]


def equal_years() -> Sequence[int]:
    """Return the past years with answers, the latest first."""
    statement = select(EqualOpportunityCount.year).where(_is_over()).distinct()
    return db.session.scalars(statement.order_by(EqualOpportunityCount.year.desc())).all()


def rounded(count: int) -> int | None:
    """Return a count as it may be shown."""
    return count - count % MIN_CELL or None


def _is_over() -> ColumnElement[bool]:
    return EqualOpportunityCount.year < now().year


def _figures(question: EqualOpportunityQuestion, counts: dict[tuple[int, str], int]) -> EqualFigures:
    given = {choice: counts.get((question.id, choice), 0) for choice in question.offered}
    figures = [Figure(choice, rounded(count)) for choice, count in given.items()]
    return EqualFigures(question.wording, figures, rounded(sum(given.values())))
