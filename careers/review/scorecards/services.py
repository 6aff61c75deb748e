"""Submit and change scorecards. Nothing here commits."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select, update

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.pipeline.events.services import add_event
from careers.pipeline.scores.models import Score, Scorecard, ScorecardRevision
from careers.pipeline.scores.queries import own_card
from careers.pipeline.scores.scoring import (
    LOWEST_SCORE,
    MAX_COMMENT_LENGTH,
    MAX_SUMMARY_LENGTH,
    NOTHING,
    RECOMMENDATIONS,
    SCALE,
    Entry,
    average_of,
)
from careers.pipeline.visibility.models import Assignment
from careers.versions import count_up


class InvalidScorecard(DomainError):
    """The scorecard is incomplete, or cites evidence that doesn't exist."""


class StaleScorecard(DomainError):
    """The user's own scorecard was changed after this page was opened."""

    def __init__(self) -> None:
        super().__init__(
            "You’ve edited this scorecard in another window, so this wasn’t saved. Submit again "
            "to replace the saved version."
        )


def submit_scorecard(
    application: Application,
    entries: Sequence[Entry],
    *,
    recommendation: str,
    summary: str = "",
    citable: Collection[str],
    revision: int,
    by: User,
) -> Scorecard:
    """Submit or change a user's scorecard; earlier versions are kept. Raises InvalidScorecard and StaleScorecard.

    ``citable`` is the possible evidence; ``revision`` is that of the changed scorecard, 0 for the first. Unchanged
    content was submitted twice, and counts once.
    """
    _require_whole(entries, recommendation, summary, citable)
    # Locked from here on: of two simultaneous scorecards, the second includes the first in the average.
    count_up(application)
    card = own_card(by, application.id)
    if (card.revision if card else 0) != revision:
        if card and _says(card, entries, recommendation, summary):
            return card
        raise StaleScorecard
    if card is None:
        card = Scorecard(application_id=application.id, author_id=by.id, author_name=by.name)
        db.session.add(card)
    else:
        _keep(card)
    card.recommendation, card.summary = recommendation, summary.strip()
    card.average = average_of([entry.value for entry in entries])
    card.scores = [_score(position, entry) for position, entry in enumerate(entries)]
    db.session.flush()
    _count_in(application)
    asked = Assignment.application_id == application.id, Assignment.user_id == by.id
    db.session.execute(update(Assignment).where(*asked).values(has_scorecard=True))
    add_event(application, EventKind.SCORED if card.revision == 1 else "score_amended", by, {"card": card.id})
    return card


def content_of(card: Scorecard) -> dict[str, Any]:
    """Return the whole content of a scorecard, as its history stores it. The scores must be loaded."""
    fields = ("name", "description", "value", "evidence", "comment")
    return {
        "recommendation": card.recommendation,
        "summary": card.summary,
        "average": card.average,
        "scores": [{name: getattr(score, name) for name in fields} for score in card.scores],
    }


def _says(card: Scorecard, entries: Sequence[Entry], recommendation: str, summary: str) -> bool:
    known = [(score.criterion_id, score.value, score.evidence, score.comment) for score in card.scores]
    given = [(entry.criterion.id or None, entry.value, entry.evidence, entry.comment.strip()) for entry in entries]
    return (card.recommendation, card.summary, known) == (recommendation, summary.strip(), given)


def _keep(card: Scorecard) -> None:
    db.session.add(
        ScorecardRevision(
            scorecard_id=card.id,
            revision=card.revision,
            submitted_at=card.submitted_at,
            content=content_of(card),
        )
    )
    card.scores = []
    db.session.flush()
    card.revision += 1
    card.submitted_at = now()


def _score(position: int, entry: Entry) -> Score:
    return Score(
        position=position,
        criterion_id=entry.criterion.id or None,
        name=entry.criterion.name,
        description=entry.criterion.description,
        value=entry.value,
        evidence=entry.evidence,
        comment=entry.comment.strip(),
    )


def _count_in(application: Application) -> None:
    cards = select(func.avg(Scorecard.average), func.count()).where(Scorecard.application_id == application.id)
    average, count = db.session.execute(cards).one()
    statement = update(Application).where(Application.id == application.id)
    values = {"score": int(float(average) + 0.5), "scorecard_count": count}
    db.session.execute(statement.values(values).execution_options(synchronize_session=False))
    db.session.refresh(application, list(values))


def _require_whole(entries: Sequence[Entry], recommendation: str, summary: str, citable: Collection[str]) -> None:
    if recommendation not in RECOMMENDATIONS:
        raise InvalidScorecard("Choose a recommendation.")
    if not entries:
        raise InvalidScorecard("Add at least one score.")
    if len(summary) > MAX_SUMMARY_LENGTH:
        raise InvalidScorecard(f"Use at most {MAX_SUMMARY_LENGTH:,} characters.")
    for entry in entries:
        if problem := problem_with(entry, citable):
            raise InvalidScorecard(f"{entry.criterion.name}: {problem}")


def problem_with(entry: Entry, citable: Collection[str]) -> str | None:
    """Return what is wrong with a score as a sentence, or None."""
    if entry.value not in SCALE:
        return "Choose a score."
    if entry.evidence not in citable:
        return "Choose the evidence."
    if entry.evidence == NOTHING and entry.value != LOWEST_SCORE:
        return f"Scores above {LOWEST_SCORE} need evidence."
    if not entry.comment.strip():
        return "Enter a short comment."
    if len(entry.comment) > MAX_COMMENT_LENGTH:
        return f"Use at most {MAX_COMMENT_LENGTH} characters. You entered {len(entry.comment)}."
    return None
