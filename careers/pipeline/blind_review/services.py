"""Reveal what blind review and "work sample first" hide; each action is an event. Nothing here commits."""

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.pipeline.blind_review.queries import has_work_sample, own_work_score
from careers.pipeline.events.services import add_event
from careers.pipeline.scores.scoring import MAX_COMMENT_LENGTH, SCALE
from careers.pipeline.scores.work_score_models import WorkSampleScore
from careers.versions import count_up


class AlreadyRevealed(DomainError):
    """There is nothing to reveal."""


class InvalidWorkScore(DomainError):
    """The value is not a valid score."""


def reveal_identity(application: Application, *, by: User) -> bool:
    """Reveal the candidate's identity to the whole team; return False if it already was. Raises AlreadyRevealed."""
    if not application.posting.blind_review:
        raise AlreadyRevealed("This posting isn’t reviewed blind, so there’s nothing to reveal.")
    count_up(application)
    db.session.refresh(application, ["identity_revealed_at"])
    if application.identity_revealed_at is not None:
        return False
    application.identity_revealed_at = now()
    add_event(application, EventKind.IDENTITY_REVEALED, by, {})
    return True


def unlock_resume(application: Application, *, by: User) -> bool:
    """Unlock the resume for everyone without scoring; return False if it already was. Raises AlreadyRevealed."""
    if not application.posting.work_sample_first:
        raise AlreadyRevealed("The resume isn’t locked, because this posting doesn’t use “Work sample first”.")
    count_up(application)
    db.session.refresh(application, ["resume_unlocked_at"])
    if application.resume_unlocked_at is not None:
        return False
    application.resume_unlocked_at = now()
    add_event(application, EventKind.RESUME_UNLOCKED, by, {"name": "for everybody"})
    return True


def score_work(application: Application, *, value: int, comment: str, by: User) -> bool:
    """Score the work sample, which unlocks the resume for this user; return False if it already was scored.

    Raises AlreadyRevealed and InvalidWorkScore.
    """
    if not (application.posting.work_sample_first and has_work_sample(application)):
        raise AlreadyRevealed("There’s no work sample to score.")
    comment = comment.replace("\0", "").strip()
    if value not in SCALE or not comment or len(comment) > MAX_COMMENT_LENGTH:
        raise InvalidWorkScore("Choose a score and enter a short comment.")
    if own_work_score(by, application.id) is not None:
        return False
    count_up(application)
    db.session.add(
        WorkSampleScore(application_id=application.id, user_id=by.id, author_name=by.name, value=value, comment=comment)
    )
    add_event(application, EventKind.WORK_SCORED, by, {})
    add_event(application, EventKind.RESUME_UNLOCKED, by, {"name": f"for {by.name}"})
    return True
