"""Blind review and "work sample first": which candidates are redacted, and which resumes are locked, for a user.

Templates decide nothing: what these functions load says what can be shown, and they refuse locked files.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.sql.elements import True_

from careers.accounts.models import User
from careers.applications.fields import WORK, fields_in
from careers.applications.models import Application, ApplicationText, Attachment
from careers.database import db
from careers.documents.models import RESUME, WORK_SAMPLE, Document
from careers.pipeline.scores.models import Scorecard
from careers.pipeline.scores.work_score_models import WorkSampleScore
from careers.pipeline.visibility.models import Assignment
from careers.pipeline.visibility.queries import has_row
from careers.postings.models import Posting
from careers.security import Role

# The roles that review blind. Recruiters and admins write to candidates, so they know their names.
BLIND_ROLES = (Role.HIRING_MANAGER, Role.INTERVIEWER)
MAX_IDS_INLINE = 2_000
# The columns needed to decide what is redacted, and to show the alias.
REDACTION_COLUMNS = (Application.posting_id, Application.reference, Application.identity_revealed_at)


def is_blind_reviewer(user: User) -> bool:
    """Return whether the user's role is one that blind postings hide candidates from."""
    return user.role in BLIND_ROLES


def mark_redacted(user: User, applications: Sequence[Application]) -> None:
    """Mark on each application whether its candidate is redacted for this user. The postings must be loaded."""
    asked = [
        (application.id, application.posting.blind_review, application.identity_revealed_at)
        for application in applications
    ]
    redacted_ids = redacted_among(user, asked)
    for application in applications:
        application.is_redacted = application.id in redacted_ids


def redacted_among(user: User, asked: Sequence[tuple[int, bool, datetime | None]]) -> set[int]:
    """Return the ids of those applications whose candidate is redacted for this user.

    Each application is given as its id, whether the posting is reviewed blind, and when it was revealed.
    """
    if not is_blind_reviewer(user):
        return set()
    blind = [number for number, is_blind, revealed_at in asked if is_blind and revealed_at is None]
    return set(blind) - _scored_by(user, blind) if blind else set()


def blind_posting_ids(user: User) -> Sequence[int]:
    """Return the postings whose candidates are all redacted for this user; empty if nothing is hidden from them."""
    if not is_blind_reviewer(user):
        return ()
    return db.session.scalars(select(Posting.id).where(Posting.blind_review)).all()


def has_work_sample(application: Application) -> bool:
    """Return whether there is something to score before the resume: a file, links, or a project description."""
    return any(row.value_of(application).strip() for row in fields_in(WORK)) or any(
        attachment.document.kind == WORK_SAMPLE for attachment in application.attachments
    )


def is_resume_locked(user: User, application: Application) -> bool:
    """Return whether this user has to score the work sample before reading the resume.

    Hiring managers and interviewers have to, others if they are assigned. The posting, text, and attachments must be
    loaded.
    """
    if not application.posting.work_sample_first or application.resume_unlocked_at is not None:
        return False
    if not has_work_sample(application):
        return False
    asked = is_blind_reviewer(user) or db.session.get(Assignment, (application.id, user.id)) is not None
    return asked and own_work_score(user, application.id) is None


def own_work_score(user: User, application_id: int) -> WorkSampleScore | None:
    """Return this user's score of the work sample, or None."""
    return db.session.get(WorkSampleScore, (application_id, user.id))


def work_scores_of(application_id: int) -> Sequence[WorkSampleScore]:
    """Return all scores of the work sample, oldest first."""
    statement = select(WorkSampleScore).where(WorkSampleScore.application_id == application_id)
    return db.session.scalars(statement.order_by(WorkSampleScore.at, WorkSampleScore.user_id)).all()


def work_scores_among(application_ids: Collection[int]) -> Mapping[int, list[WorkSampleScore]]:
    """Return all work sample scores of several applications, in one query."""
    statement = select(WorkSampleScore).where(WorkSampleScore.application_id.in_(application_ids))
    found: dict[int, list[WorkSampleScore]] = {}
    for score in db.session.scalars(statement.order_by(WorkSampleScore.at, WorkSampleScore.user_id)):
        found.setdefault(score.application_id, []).append(score)
    return found


def can_open(user: User, document: Document, application: Application) -> bool:
    """Return whether this user can open the file and its page images."""
    mark_redacted(user, [application])
    if application.is_redacted:
        return False
    return document.kind != RESUME or not is_resume_locked(user, application)


def names_visible_to(user: User) -> ColumnElement[bool]:
    """Return the condition for applications whose candidates the user can know, needed for sorting by name."""
    if not is_blind_reviewer(user):
        return true()
    rows = db.session.execute(
        select(Posting.id, Posting.blind_review).where(or_(Posting.blind_review, Posting.work_sample_first))
    ).all()
    if not rows:
        return true()
    own_card = exists().where(Scorecard.application_id == Application.id, Scorecard.author_id == user.id)
    return or_(
        Application.posting_id.not_in([row[0] for row in rows]),
        and_(
            or_(
                Application.posting_id.not_in([row[0] for row in rows if row[1]]),
                Application.identity_revealed_at.is_not(None),
                own_card,
            ),
            or_(
                Application.posting_id.in_(select(Posting.id).where(~Posting.work_sample_first)),
                _is_unlocked(user),
            ),
        ),
    )


def searchable_by(user: User) -> ColumnElement[bool]:
    """Return the condition for applications that this user can search: a match reveals their content.

    Reviewers who must score the work sample first can't find its application by search either.
    """
    if is_blind_reviewer(user):
        return names_visible_to(user)
    if not (work_sample_first := db.session.scalars(select(Posting.id).where(Posting.work_sample_first)).all()):
        return true()
    asked = _locked_for(user, work_sample_first)
    locked = db.session.scalars(asked.limit(MAX_IDS_INLINE + 1)).all()
    if not locked:
        return true()
    # A few ids are written out, so that the database need not check each row again.
    return Application.id.not_in(locked if len(locked) <= MAX_IDS_INLINE else asked)


def _locked_for(user: User, posting_ids: Sequence[int]) -> Select[int]:
    """Return the condition for applications that this user has to score before reading the resume."""
    return (
        select(Application.id)
        .join(Assignment, Assignment.application_id == Application.id)
        .where(Assignment.user_id == user.id, Application.posting_id.in_(posting_ids), ~_is_unlocked(user))
    )


def _is_unlocked(user: User) -> ColumnElement[bool]:
    own_work = exists().where(WorkSampleScore.application_id == Application.id, WorkSampleScore.user_id == user.id)
    no_work = and_(
        ~exists().where(
            Attachment.application_id == Application.id,
            Document.id == Attachment.document_id,
            Document.kind == WORK_SAMPLE,
        ),
        exists().where(
            ApplicationText.application_id == Application.id,
            *(row.column == "" for row in fields_in(WORK)),
        ),
    )
    return or_(Application.resume_unlocked_at.is_not(None), own_work, no_work)


def scores_visible_to(user: User) -> ColumnElement[bool]:
    """Return the condition for applications whose scores this user can see: their own is submitted, or not expected.

    Lists that filter or sort by score need it, because the order reveals as much as the number.
    """
    own = has_row(Scorecard.application_id, Scorecard.author_id == user.id)
    if user.role == Role.INTERVIEWER:
        return own
    return or_(~has_row(Assignment.application_id, Assignment.user_id == user.id), own)


def hides_some_from(user: User) -> bool:
    """Return whether searches leave out applications for this user, which pages mention."""
    return not isinstance(searchable_by(user), True_)


def _scored_by(user: User, application_ids: Sequence[int]) -> set[int]:
    statement = select(Scorecard.application_id).where(
        Scorecard.author_id == user.id, Scorecard.application_id.in_(application_ids)
    )
    return set(db.session.scalars(statement))
