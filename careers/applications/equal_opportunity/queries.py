"""The voluntary questions, and what was answered to them: as figures that name nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import ColumnElement, func, select

from careers.applications.equal_opportunity.models import EqualOpportunityCount, EqualOpportunityQuestion
from careers.clock import now
from careers.database import db

# The smallest number of people that a figure tells of; every figure is rounded down to a multiple of it. Rounding
# keeps a small number from being found by taking one figure off another, of a total or of another year.
MIN_CELL = 5


@dataclass(frozen=True)
class Figure:
    """How many gave an answer, rounded down; None where they are fewer than ``MIN_CELL``, none at all included."""

    choice: str
    at_least: int | None


@dataclass(frozen=True)
class EqualFigures:
    """One question with the figure of each answer; ``answered`` counts declining, and is rounded as well."""

    wording: str
    figures: list[Figure]
    answered: int | None


def equal_questions() -> Sequence[EqualOpportunityQuestion]:
    """All questions, asked or not, in order."""
    return db.session.scalars(
        select(EqualOpportunityQuestion).order_by(
            EqualOpportunityQuestion.position, EqualOpportunityQuestion.id
        )
    ).all()


def equal_questions_asked() -> Sequence[EqualOpportunityQuestion]:
    """What applicants are asked now; nothing where the company asks none of it."""
    statement = select(EqualOpportunityQuestion).where(EqualOpportunityQuestion.is_asked.is_(True))
    return db.session.scalars(
        statement.order_by(EqualOpportunityQuestion.position, EqualOpportunityQuestion.id)
    ).all()


def equal_question(question_id: int) -> EqualOpportunityQuestion:
    """One question, or 404."""
    question = db.session.get(EqualOpportunityQuestion, question_id)
    if question is None:
        abort(404)
    return question


def equal_figures(year: int) -> list[EqualFigures]:
    """The figures of every question that was answered in a year, of all postings; none while the year runs.

    This is the only way to the counts; whoever shows figures shows these, and never the counts themselves. A figure
    that could be seen before and after somebody applied would tell of that person, however it is rounded.
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
    """The years that are over in which anything was answered, the latest first."""
    statement = select(EqualOpportunityCount.year).where(_is_over()).distinct()
    return db.session.scalars(statement.order_by(EqualOpportunityCount.year.desc())).all()


def rounded(count: int) -> int | None:
    """A count as it may be shown."""
    return count - count % MIN_CELL or None


def _is_over() -> ColumnElement[bool]:
    return EqualOpportunityCount.year < now().year


def _figures(question: EqualOpportunityQuestion, counts: dict[tuple[int, str], int]) -> EqualFigures:
    given = {choice: counts.get((question.id, choice), 0) for choice in question.offered}
    figures = [Figure(choice, rounded(count)) for choice, count in given.items()]
    return EqualFigures(question.wording, figures, rounded(sum(given.values())))
