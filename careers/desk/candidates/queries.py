"""Candidates as staff see them: visible with any of their applications in which they are not redacted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, func, select, union_all
from sqlalchemy.orm import joinedload

from careers.accounts.models import User
from careers.applications.candidates.queries import members_of, person_of, same_person_ids
from careers.applications.models import Application, Candidate
from careers.database import db
from careers.pipeline.blind_review.queries import mark_redacted, names_visible_to
from careers.pipeline.visibility.queries import visible_to
from careers.postings.models import Posting
from careers.security import Permission, is_allowed

MAX_APPLICATIONS = 100
NAME_COLUMNS = Posting.id, Posting.title, Posting.stages, Posting.blind_review
# The columns of a person's newest application that ``Summary`` names.
SHOWN_COLUMNS = (
    Application.id,
    Application.name,
    Application.email,
    Posting.title,
    Application.stage,
    Application.disposition,
    Application.submitted_at,
    Application.future_roles_consent_at,
)


@dataclass(frozen=True)
class Summary:
    """How many applications of a person the user can see, and the newest of them."""

    count: int
    id: int
    name: str
    email: str
    posting: str
    stage: str
    disposition: str | None
    submitted_at: datetime
    future_roles_consent_at: datetime | None


def summaries_of(user: User, person_ids: Collection[int]) -> Mapping[int, Summary]:
    """Return the visible applications of each person, in two queries however many there are.

    ``person_ids``: ids of candidates that are not merged into another.
    """
    if not person_ids:
        return {}
    counts = _counts(user, person_ids)
    # These applications identify the person to the user: see ``known_to``.
    statement = select(*SHOWN_COLUMNS).join(Posting, Posting.id == Application.posting_id)
    found = db.session.execute(statement.where(Application.id.in_([newest for _, newest in counts.values()])))
    newest = {row.id: row for row in found}
    return {person: Summary(count, *newest[number]) for person, (count, number) in counts.items()}


def _counts(user: User, person_ids: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """Return the number of applications of each person, and the id of the newest."""
    counted, known = (func.count(), func.max(Application.id)), known_to(user)
    # Two queries that each use an index; with an OR, servers look up every candidate.
    own = select(Application.candidate_id, *counted).where(Application.candidate_id.in_(person_ids), known)
    merged = select(Candidate.merged_into_id, *counted).join(Application, Application.candidate_id == Candidate.id)
    merged = merged.where(Candidate.merged_into_id.in_(person_ids), known)
    parts = own.group_by(Application.candidate_id), merged.group_by(Candidate.merged_into_id)
    found: dict[int, tuple[int, int]] = {}
    rows: Sequence[Any] = db.session.execute(union_all(*parts)).all()
    for person, further, last in rows:
        count, newest = found.get(person, (0, 0))
        found[person] = count + further, max(newest, last)
    return found


def person_or_404(user: User, candidate_id: int) -> Sequence[Candidate]:
    """Return the candidates that are one person, the representing one first; 404 if the user can see none."""
    person = person_of(candidate_id)
    if person is None or not is_allowed(user, Permission.READ_APPLICATIONS):
        abort(404)
    members = members_of(person)
    seen = select(Application.id).where(_of(members), known_to(user)).limit(1)
    if db.session.scalar(seen) is None:
        abort(404)
    return members


def members_with(candidate_id: int) -> Sequence[Candidate]:
    """Return the candidates that are the same person as this one, the representing one first."""
    statement = select(Candidate).where(Candidate.id.in_(same_person_ids(candidate_id)))
    return db.session.scalars(statement.order_by(Candidate.merged_into_id.is_not(None), Candidate.id)).all()


def applications_of_person(user: User, members: Sequence[Candidate]) -> Sequence[Application]:
    """Return a person's applications that the user can see, newest first."""
    statement = _with_posting(select(Application).where(_of(members), known_to(user)))
    found = db.session.scalars(statement.order_by(Application.id.desc()).limit(MAX_APPLICATIONS)).all()
    mark_redacted(user, found)
    return found


def people_named(candidate_ids: Collection[int]) -> Mapping[int, Candidate]:
    """Return candidates by id."""
    found = db.session.scalars(select(Candidate).where(Candidate.id.in_(candidate_ids)))
    return {application.id: application for application in found}


def application_before(user: User, application: Application) -> Application | None:
    """Return the same person's previous application, if the user can see it."""
    statement = select(Application).where(
        Application.candidate_id.in_(same_person_ids(application.candidate_id)),
        Application.id < application.id,
        known_to(user),
    )
    found = db.session.scalar(_with_posting(statement).order_by(Application.id.desc()).limit(1))
    mark_redacted(user, [found] if found else [])
    return found


def known_to(user: User) -> ColumnElement[bool]:
    """Return the condition for applications that identify the person to this staff member.

    Redacted applications are left out, as in searches: the person's other applications would reveal who they are.
    """
    return and_(visible_to(user), names_visible_to(user))


def is_known_to(user: User, application: Application) -> bool:
    """Return whether this application is one of those."""
    statement = select(Application.id).where(Application.id == application.id, known_to(user))
    return db.session.scalar(statement) is not None


def _of(members: Sequence[Candidate]) -> ColumnElement[bool]:
    return Application.candidate_id.in_([member.id for member in members])


def _with_posting(statement: Select[Application]) -> Select[Application]:
    return statement.options(joinedload(Application.posting, innerjoin=True).load_only(*NAME_COLUMNS))
