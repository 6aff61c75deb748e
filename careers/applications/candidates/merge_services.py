"""Merge candidates that are the same person, and undo that exactly. Nothing here commits.

Applications don't change: the merged candidate points at the one that represents the person, and only staff pages
follow. So no data can be lost, and a mistake never shows a candidate another person's data.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from careers.accounts.models import User
from careers.applications.candidates.models import DISTINCT, OPEN, SAME, CandidateMerge, PossibleDuplicate
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application, Candidate, Event
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError

MERGED, UNMERGED = EventKind.MERGED, EventKind.UNMERGED
MAX_EVENTS = 200


class CannotMerge(DomainError):
    """The two candidates have changed since the page was shown."""


def merge(kept_id: int, other_id: int, *, by: User) -> CandidateMerge:
    """Merge two candidates; the first one represents the person. Raises CannotMerge."""
    people = _locked(sorted({kept_id, other_id}))
    if len(people) != 2 or any(person.merged_into_id is not None for person in people.values()):
        raise CannotMerge("One of these candidates was just merged or deleted. Nothing was changed.")
    followers = list(
        db.session.scalars(select(Candidate).where(Candidate.merged_into_id == other_id).with_for_update())
    )
    pairs = _pairs_between(_group(kept_id), [other_id, *(follower.id for follower in followers)])
    done = CandidateMerge(
        kept_id=kept_id,
        merged_id=other_id,
        followers=[follower.id for follower in followers],
        duplicate_states={str(pair.id): pair.state for pair in pairs},
        by_id=by.id,
        by_name=by.name,
    )
    for candidate in (people[other_id], *followers):
        candidate.merged_into_id = kept_id
    for pair in pairs:
        pair.state = SAME
    db.session.add(done)
    db.session.flush()
    _tell(MERGED, _group(kept_id), by)
    record("merged candidates", by=by, kind=AuditKind.CANDIDATE, object_id=kept_id, details={"merged": other_id})
    return done


def undo_merge(merge_id: int, *, by: User) -> CandidateMerge:
    """Undo a merge exactly. A later merge of either candidate has to be undone first. Raises CannotMerge."""
    done = db.session.scalar(select(CandidateMerge).where(CandidateMerge.id == merge_id).with_for_update())
    if done is None or done.undone_at is not None:
        raise CannotMerge("This merge was already undone.")
    group = _group(done.kept_id)
    moved = _locked([done.merged_id, *done.followers])
    kept = db.session.get(Candidate, done.kept_id)
    is_as_left = all(candidate.merged_into_id == done.kept_id for candidate in moved.values())
    if kept is None or kept.merged_into_id is not None or done.merged_id not in moved or not is_as_left:
        raise CannotMerge("One of them has since been merged with someone else. Undo that merge first.")
    moved.pop(done.merged_id).merged_into_id = None
    for follower in moved.values():
        follower.merged_into_id = done.merged_id
    for pair in db.session.scalars(
        select(PossibleDuplicate).where(PossibleDuplicate.id.in_([int(pair) for pair in done.duplicate_states]))
    ):
        pair.state = done.duplicate_states[str(pair.id)]
    done.undone_at, done.undone_by_name = now(), by.name
    db.session.flush()
    _tell(UNMERGED, group, by)
    details = {"merged": done.merged_id}
    record("undid merge of candidates", by=by, kind=AuditKind.CANDIDATE, object_id=done.kept_id, details=details)
    return done


def dismiss_duplicate(pair_id: int, *, by: User) -> PossibleDuplicate:
    """Mark a pair as different people. Raises CannotMerge."""
    return _settle(pair_id, OPEN, DISTINCT, "marked candidates as not duplicates", by)


def reopen_duplicate(pair_id: int, *, by: User) -> PossibleDuplicate:
    """Undo that decision. Raises CannotMerge."""
    return _settle(pair_id, DISTINCT, OPEN, "marked candidates as possible duplicates", by)


def _settle(pair_id: int, origin: str, target: str, action: str, by: User) -> PossibleDuplicate:
    statement = select(PossibleDuplicate).where(PossibleDuplicate.id == pair_id).with_for_update()
    pair = db.session.scalar(statement)
    if pair is None or pair.state != origin:
        raise CannotMerge("Someone already decided about these two. Nothing was changed.")
    pair.state = target
    record(action, by=by, kind=AuditKind.POSSIBLE_DUPLICATE, object_id=pair.id)
    db.session.flush()
    return pair


def _locked(ids: Sequence[int]) -> dict[int, Candidate]:
    statement = select(Candidate).where(Candidate.id.in_(ids)).order_by(Candidate.id).with_for_update()
    found = db.session.scalars(statement.execution_options(populate_existing=True))
    return {candidate.id: candidate for candidate in found}


def _group(person_id: int) -> list[int]:
    members = select(Candidate.id).where(or_(Candidate.id == person_id, Candidate.merged_into_id == person_id))
    return list(db.session.scalars(members))


def _pairs_between(some: Sequence[int], others: Sequence[int]) -> Sequence[PossibleDuplicate]:
    across = or_(
        PossibleDuplicate.older_id.in_(some) & PossibleDuplicate.newer_id.in_(others),
        PossibleDuplicate.older_id.in_(others) & PossibleDuplicate.newer_id.in_(some),
    )
    return db.session.scalars(select(PossibleDuplicate).where(across)).all()


def _tell(kind: str, candidate_ids: Sequence[int], by: User) -> None:
    statement = select(Application.id, Application.version).where(Application.candidate_id.in_(candidate_ids))
    who: dict[str, Any] = {"kind": kind, "actor_id": by.id, "actor_name": by.name}
    for number, version in db.session.execute(statement.order_by(Application.id.desc()).limit(MAX_EVENTS)):
        db.session.add(Event(application_id=number, details={"version": version}, **who))
    db.session.flush()
