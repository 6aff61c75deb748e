"""People as staff see them: a person is seen by whoever may see one of their applications, and who it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, load_only

from careers.accounts.models import User
from careers.applications.models import Application, Candidate
from careers.applications.people.queries import members_of, person_of, same_person_ids
from careers.database import db
from careers.postings.models import Posting
from careers.review.finding.queue import visible_to
from careers.review.finding.search_index import APPLICATION_TEXTS, ApplicationSearch
from careers.review.veil.queries import lay_veil, names_open_to, open_to_search
from careers.search.matching import matching
from careers.search.parser import LONGEST, parse
from careers.search.patience import hasty, patience
from careers.search.plan import planned, searched
from careers.search.query import NOTHING, Query
from careers.search.scan import holds
from careers.security import Permission, Role, is_allowed

PAGE_SIZE = 50
MOST_APPLICATIONS = 100
# So many applications of a pool are gathered before the people behind them are looked up.
MOST_GATHERED = 5_000
EVERYTHING = (Role.ADMIN, Role.RECRUITER)


@dataclass(frozen=True)
class Wanted:
    """Which people a list holds: all, or those who asked to be kept; and what is searched for in their applications."""

    is_pool: bool = False
    q: str = ""
    search: Query = field(default=NOTHING, compare=False)

    @property
    def query(self) -> dict[str, Any]:
        """The same as an address says it."""
        values = {"kept": "yes" if self.is_pool else "", "q": self.q}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class PeoplePage:
    """Some people, newest first, and whether more follow."""

    people: Sequence[Candidate]
    has_older: bool


@dataclass(frozen=True)
class Summary:
    """How many applications of a person one may see, and the newest of them."""

    count: int
    newest: Application


def wanted_from(values: Mapping[str, str]) -> Wanted:
    """What a query string asks for. Never raises."""
    q = " ".join(values.get("q", "").replace("\0", " ").split())[:LONGEST]
    return Wanted(values.get("kept") == "yes", q, parse(q, APPLICATION_TEXTS.field_names()))


def people_page(user: User, wanted: Wanted, before: int | None, size: int = PAGE_SIZE) -> PeoplePage:
    """One page of people; ``before`` is the last id of the page before. Raises SearchTooSlow."""
    conditions: list[ColumnElement[bool]] = [Candidate.merged_into_id.is_(None)]
    if before:
        conditions.append(Candidate.id < before)
    with patience():
        conditions += _narrowed(user, wanted)
        statement = select(Candidate).where(*conditions).order_by(Candidate.id.desc())
        found = db.session.scalars(hasty(statement.limit(size + 1))).all()
    return PeoplePage(found[:size], len(found) > size)


def summaries_of(user: User, person_ids: Collection[int]) -> Mapping[int, Summary]:
    """For each person the applications that one may see, in two queries whatever the number."""
    member = aliased(Candidate)
    person = func.coalesce(member.merged_into_id, member.id)
    counted = (
        select(person, func.count(), func.max(Application.id))
        .select_from(member)
        .join(Application, Application.candidate_id == member.id)
        .where(member.id.in_(person_ids) | member.merged_into_id.in_(person_ids), known_to(user))
        .group_by(person)
    )
    rows = db.session.execute(counted).all()
    found = _applications(Application.id.in_([row[2] for row in rows]))
    lay_veil(user, found)
    newest = {one.id: one for one in found}
    return {row[0]: Summary(row[1], newest[row[2]]) for row in rows}


def person_for(user: User, candidate_id: int) -> Sequence[Candidate]:
    """The candidates that are one person, the one that stands for it first; 404 where none is this user's to see."""
    person = person_of(candidate_id)
    if person is None or not is_allowed(user, Permission.READ_APPLICATIONS):
        abort(404)
    members = members_of(person)
    seen = select(Application.id).where(_of(members), known_to(user)).limit(1)
    if db.session.scalar(seen) is None:
        abort(404)
    return members


def members_with(candidate_id: int) -> Sequence[Candidate]:
    """The candidates that are one person with this one, the one that stands for it first."""
    statement = select(Candidate).where(Candidate.id.in_(same_person_ids(candidate_id)))
    return db.session.scalars(statement.order_by(Candidate.merged_into_id.is_not(None), Candidate.id)).all()


def applications_of_person(user: User, members: Sequence[Candidate]) -> Sequence[Application]:
    """The applications of a person that one may see, newest first."""
    statement = _with_posting(select(Application).where(_of(members), known_to(user)))
    found = db.session.scalars(statement.order_by(Application.id.desc()).limit(MOST_APPLICATIONS)).all()
    lay_veil(user, found)
    return found


def people_named(candidate_ids: Collection[int]) -> Mapping[int, Candidate]:
    """Candidates by their id."""
    found = db.session.scalars(select(Candidate).where(Candidate.id.in_(candidate_ids)))
    return {one.id: one for one in found}


def application_before(user: User, application: Application) -> Application | None:
    """The application of the same person before this one, as far as one may see it."""
    statement = select(Application).where(
        Application.candidate_id.in_(same_person_ids(application.candidate_id)),
        Application.id < application.id,
        known_to(user),
    )
    found = db.session.scalar(_with_posting(statement).order_by(Application.id.desc()).limit(1))
    lay_veil(user, [found] if found else [])
    return found


def known_to(user: User) -> ColumnElement[bool]:
    """The condition for the applications that tell this member of staff who the person is.

    Covered ones are left out, as they are of searches: what else somebody sent would say who it is.
    """
    return and_(visible_to(user), names_open_to(user))


def is_known_to(user: User, application: Application) -> bool:
    """Whether this application is one of those."""
    statement = select(Application.id).where(Application.id == application.id, known_to(user))
    return db.session.scalar(statement) is not None


def _narrowed(user: User, wanted: Wanted) -> list[ColumnElement[bool]]:
    narrowing, query = _narrowing(user, wanted), wanted.search
    if not narrowing:
        return []
    plan = planned(query, APPLICATION_TEXTS, wanted=PAGE_SIZE)
    if plan is None:
        narrowing += [matching(query, APPLICATION_TEXTS, Application.id)] if query.root is not None else []
        is_each = query.root is None and _are_many(narrowing)
        return [_has_one(narrowing) if is_each else Candidate.id.in_(_people_with(*narrowing))]
    if plan.looked_up is None:
        # As common as this, it is found fastest with one person after the other.
        words = select(ApplicationSearch.application_id).where(
            ApplicationSearch.application_id == Application.id, holds(query, APPLICATION_TEXTS)
        )
        is_said = words.correlate(Application).scalar_subquery().is_not(None)
        return [_has_one([*narrowing, is_said])]
    member = aliased(Candidate)
    person = func.coalesce(member.merged_into_id, member.id)
    found = searched(select(person), query, plan, APPLICATION_TEXTS, Application.id)
    found = found.join(member, member.id == Application.candidate_id).where(*narrowing)
    return [Candidate.id.in_(db.session.scalars(hasty(found)).all())]


def _narrowing(user: User, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.search.root is not None:
        conditions.append(open_to_search(user))
    if wanted.is_pool:
        conditions.append(Application.kept_for_future_at.is_not(None))
    if conditions or Role(user.role) not in EVERYTHING:
        # In one condition with the rest: nobody finds people by words in applications that they may not see.
        conditions.append(known_to(user))
    return conditions


def _are_many(narrowing: Sequence[ColumnElement[bool]]) -> bool:
    few = select(Application.id).where(*narrowing).limit(MOST_GATHERED).subquery()
    return (db.session.scalar(select(func.count()).select_from(few)) or 0) >= MOST_GATHERED


def _has_one(narrowing: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    # Asked of one person after the other, from the newest on: gathering all of many first would take longer the more
    # there are, and so do servers with what says EXISTS. Two conditions, each with an index, where one on the person
    # would have none.
    member = aliased(Candidate)
    own = select(Application.id).where(Application.candidate_id == Candidate.id, *narrowing)
    others = select(Application.id).join(member, member.id == Application.candidate_id)
    others = others.where(member.merged_into_id == Candidate.id, *narrowing)
    return or_(*(_is_there(one.limit(1).correlate(Candidate)) for one in (own, others)))


def _is_there(applications: Select[int]) -> ColumnElement[bool]:
    for dialect in ("mysql", "mariadb"):
        applications = applications.with_hint(Application, "FORCE INDEX (ix_applications_person)", dialect)
    return applications.scalar_subquery().is_not(None)


def _people_with(*conditions: ColumnElement[bool]) -> Select[int]:
    member = aliased(Candidate)
    return (
        select(func.coalesce(member.merged_into_id, member.id))
        .select_from(Application)
        .join(member, member.id == Application.candidate_id)
        .where(*conditions)
    )


def _of(members: Sequence[Candidate]) -> ColumnElement[bool]:
    return Application.candidate_id.in_([one.id for one in members])


def _applications(condition: ColumnElement[bool]) -> Sequence[Application]:
    return db.session.scalars(_with_posting(select(Application).where(condition))).all()


def _with_posting(statement: Select[Application]) -> Select[Application]:
    posting = joinedload(Application.posting, innerjoin=True).options(
        load_only(Posting.id, Posting.title, Posting.stages, Posting.blind_review)
    )
    return statement.options(posting)
