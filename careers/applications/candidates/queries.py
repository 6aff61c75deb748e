"""Find the candidates that are one person, by merges or possibly as duplicates."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload, load_only

from careers.applications.candidates.models import (
    DISTINCT,
    OPEN,
    CandidateInvitation,
    CandidateMerge,
    PossibleDuplicate,
)
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application, Candidate, Event
from careers.database import db
from careers.postings.models import Posting

MAX_SHOWN = 50
MAX_COUNTED = 100


def person_of(candidate_id: int) -> int | None:
    """Return the candidate that represents the person, or None if there is no such candidate."""
    own = select(func.coalesce(Candidate.merged_into_id, Candidate.id)).where(Candidate.id == candidate_id)
    return db.session.scalar(own)


def person_with_address(email_normalized: str) -> int | None:
    """Return the candidate that represents the person who applied from this address, or None."""
    own = select(func.coalesce(Candidate.merged_into_id, Candidate.id))
    return db.session.scalar(own.where(Candidate.email_normalized == email_normalized))


def members_of(person_id: int) -> Sequence[Candidate]:
    """Return the candidates that are this person, the representing one first."""
    statement = select(Candidate).where(is_member(person_id))
    return db.session.scalars(statement.order_by(Candidate.merged_into_id.is_not(None), Candidate.id)).all()


def same_person_ids(candidate_id: int) -> Select[int]:
    """Return a subquery with the ids of the candidates that are the same person as this one."""
    own = select(func.coalesce(Candidate.merged_into_id, Candidate.id)).where(Candidate.id == candidate_id)
    person = own.scalar_subquery()
    other = aliased(Candidate)
    return select(other.id).where(or_(other.id == person, other.merged_into_id == person))


def is_member(person_id: int) -> ColumnElement[bool]:
    """Return the condition for the candidates that are this person."""
    return or_(Candidate.id == person_id, Candidate.merged_into_id == person_id)


def possible_duplicates(
    *, among: Collection[int] = (), before: int | None = None, limit: int
) -> Sequence[PossibleDuplicate]:
    """Return undecided, unmerged pairs, newest first; ``among`` limits them to those with one of these candidates."""
    statement = _open_pairs()
    if among:
        pair = PossibleDuplicate.older_id.in_(among), PossibleDuplicate.newer_id.in_(among)
        statement = statement.where(or_(*pair))
    if before is not None:
        statement = statement.where(PossibleDuplicate.id < before)
    return db.session.scalars(statement.order_by(PossibleDuplicate.id.desc()).limit(limit)).all()


def possible_duplicate_count() -> int:
    """Return how many such pairs there are, counted up to ``MAX_COUNTED``."""
    some = _open_pairs().with_only_columns(PossibleDuplicate.id).limit(MAX_COUNTED).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def dismissed_pair(pair_id: int | None) -> PossibleDuplicate | None:
    """Return the pair with this id if it was marked as different people."""
    pair = db.session.get(PossibleDuplicate, pair_id) if pair_id else None
    return pair if pair is not None and pair.state == DISTINCT else None


def merges_of(person_id: int) -> Sequence[CandidateMerge]:
    """Return the merges into this person, the latest first, including undone ones."""
    statement = select(CandidateMerge).where(CandidateMerge.kept_id == person_id)
    return db.session.scalars(statement.order_by(CandidateMerge.id.desc()).limit(MAX_SHOWN)).all()


def invitations_of(candidate_ids: Collection[int]) -> Sequence[tuple[CandidateInvitation, str]]:
    """Return the invitations to these candidates with the postings' titles, the latest first."""
    statement = (
        select(CandidateInvitation, Posting.title)
        .join(Posting, Posting.id == CandidateInvitation.posting_id)
        .where(CandidateInvitation.candidate_id.in_(candidate_ids))
    )
    rows = db.session.execute(statement.order_by(CandidateInvitation.id.desc()).limit(MAX_SHOWN))
    return [(row[0], row[1]) for row in rows]


def consenting_application(candidate_ids: Collection[int]) -> Application | None:
    """Return the application with the latest consent of these candidates to be considered for future roles.

    None if the latest choice of any of them was to opt out.
    """
    own = Application.candidate_id.in_(candidate_ids)
    posting = joinedload(Application.posting, innerjoin=True).options(load_only(Posting.id, Posting.title))
    agreed = select(Application).where(own, Application.future_roles_consent_at.is_not(None)).options(posting)
    application = db.session.scalar(agreed.order_by(Application.future_roles_consent_at.desc()).limit(1))
    if application is None:
        return None
    ended = select(Event.id).join(Application, Application.id == Event.application_id)
    later = own, Event.kind == EventKind.FUTURE_ENDED, Event.at > application.future_roles_consent_at
    return None if db.session.scalar(ended.where(*later).limit(1)) else application


def _open_pairs() -> Select[PossibleDuplicate]:
    older, newer = aliased(Candidate), aliased(Candidate)
    persons = [func.coalesce(candidate.merged_into_id, candidate.id) for candidate in (older, newer)]
    return (
        select(PossibleDuplicate)
        .join(older, older.id == PossibleDuplicate.older_id)
        .join(newer, newer.id == PossibleDuplicate.newer_id)
        .where(PossibleDuplicate.state == OPEN, persons[0] != persons[1])
    )
