"""Scorecards: their criteria, who can see them, and which are missing."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import selectinload

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.pipeline.assignments.queries import open_assignments
from careers.pipeline.scores.models import Scorecard
from careers.pipeline.scores.scoring import OVERALL, Criterion
from careers.pipeline.visibility.models import Assignment
from careers.postings.models import PostingCriterion
from careers.security import Role

MAX_CARDS = 100


def criteria_of(posting_id: int) -> list[Criterion]:
    """Return the posting's current scoring criteria; never empty."""
    statement = select(PostingCriterion).where(PostingCriterion.posting_id == posting_id)
    rows = db.session.scalars(statement.order_by(PostingCriterion.position, PostingCriterion.id))
    return [Criterion(row.id, row.name, row.description) for row in rows] or [OVERALL]


def scorecards_of(application_ids: Collection[int]) -> Sequence[Scorecard]:
    """Return the scorecards of applications with earlier versions, the first submitted first."""
    statement = select(Scorecard).where(Scorecard.application_id.in_(application_ids))
    return db.session.scalars(
        statement.options(selectinload(Scorecard.scores), selectinload(Scorecard.earlier))
        .order_by(Scorecard.id)
        .limit(MAX_CARDS)
        .execution_options(populate_existing=True)
    ).all()


def own_card(user: User, application_id: int) -> Scorecard | None:
    """Return this user's scorecard with its scores, or None."""
    statement = select(Scorecard).where(Scorecard.application_id == application_id, Scorecard.author_id == user.id)
    return db.session.scalar(
        statement.options(selectinload(Scorecard.scores)).execution_options(populate_existing=True)
    )


def ids_scored_by(user: User, application_ids: Collection[int]) -> set[int]:
    """Return those of the applications that this user has scored."""
    statement = select(Scorecard.application_id).where(
        Scorecard.author_id == user.id, Scorecard.application_id.in_(application_ids)
    )
    return set(db.session.scalars(statement))


def is_card_expected(user: User, reviewer_ids: Collection[int]) -> bool:
    """Return whether a scorecard is expected from this user: interviewers always, others if they are assigned."""
    return user.role == Role.INTERVIEWER or user.id in reviewer_ids


def ids_awaiting_scorecard(user: User, most: int) -> Sequence[int]:
    """Return the ids of active applications that wait for this user's scorecard, the longest waiting first,
    at most ``most``.
    """
    card = and_(Scorecard.application_id == Application.id, Scorecard.author_id == user.id)
    statement = open_assignments(user, Assignment.application_id).outerjoin(Scorecard, card)
    # The flag narrows the search; two simultaneous changes may have left it wrong.
    statement = statement.where(~Assignment.has_scorecard, Scorecard.id.is_(None))
    return db.session.scalars(statement.order_by(Assignment.application_id).limit(most)).all()
