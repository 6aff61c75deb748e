"""Search candidates: all, the talent pool, or those whose applications match a search.

People are listed newest first. Rare words are looked up in the full-text index. For common words, applications are
read person by person until the page is full or has looked through enough; the next page continues from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from careers.accounts.models import User
from careers.applications.models import Application, Candidate
from careers.database import db
from careers.desk.application_search.search_index import APPLICATION_TEXTS, ApplicationSearch
from careers.desk.candidates.queries import known_to
from careers.pipeline.blind_review.queries import searchable_by
from careers.pipeline.visibility.queries import team_role_of
from careers.search.matching import matching
from careers.search.parser import MAX_LENGTH, parse
from careers.search.plan import NO_END, Plan, in_this_order, planned, searched
from careers.search.query import NOTHING, Query
from careers.search.query_timeout import report_timeouts, with_timeout
from careers.search.scan import holds
from careers.text import one_line

PAGE_SIZE = 50
# The most applications of the talent pool that are collected before their people are looked up.
MAX_GATHERED = 5_000
# The most applications read for a page of a search.
MAX_READ = 2_000


@dataclass(frozen=True)
class CandidateFilter:
    """Which people a list shows (all, or those who opted in to future roles), and a search of their applications."""

    is_pool: bool = False
    q: str = ""
    search: Query = field(default=NOTHING, compare=False)

    @property
    def query(self) -> dict[str, Any]:
        """Return the filter as query string arguments."""
        values = {"kept": "yes" if self.is_pool else "", "q": self.q}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class PeoplePage:
    """A page of person ids, newest first. ``more``: the id after which the next page starts, if any.

    ``is_cut``: the page ended early because the search looked through ``MAX_READ`` applications.
    """

    people: Sequence[int]
    more: int | None = None
    is_cut: bool = False


def candidate_filter_from(values: Mapping[str, str]) -> CandidateFilter:
    """Return the filter for a query string. Never raises."""
    q = one_line(values.get("q"))[:MAX_LENGTH]
    return CandidateFilter(values.get("kept") == "yes", q, parse(q, APPLICATION_TEXTS.field_names()))


def people_page(user: User, wanted: CandidateFilter, before: int | None, size: int = PAGE_SIZE) -> PeoplePage:
    """Return a page of people; ``before`` is the last id of the previous page. Raises SearchTooSlow."""
    narrowing, at_most = _narrowing(user, wanted), MAX_READ if team_role_of(user) is None else None
    with report_timeouts():
        plan = planned(wanted.search, APPLICATION_TEXTS, wanted=PAGE_SIZE, at_most=at_most)
        if plan is None or (plan.looked_up is None and at_most is None):
            return _page_of(_narrowed(wanted, plan, narrowing), before, size)
        if plan.looked_up is not None:
            found, end = _looked_up(plan, narrowing, before, size + 1), None
        else:
            end = _last_person(wanted, narrowing, before)
            found = _read(plan, narrowing, (before, end), size + 1)
    if len(found) > size:
        return PeoplePage(_unmerged(found[:size], plan), found[size - 1])
    return PeoplePage(_unmerged(found, plan), end, is_cut=end is not None)


def _page_of(conditions: Sequence[ColumnElement[bool]], before: int | None, size: int) -> PeoplePage:
    statement = select(Candidate.id).where(Candidate.merged_into_id.is_(None), *conditions)
    if before:
        statement = statement.where(Candidate.id < before)
    found = db.session.scalars(with_timeout(statement.order_by(Candidate.id.desc()).limit(size + 1))).all()
    return PeoplePage(found[:size], found[size - 1] if len(found) > size else None)


def _narrowing(user: User, wanted: CandidateFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.search.root is not None:
        conditions.append(searchable_by(user))
    if wanted.is_pool:
        conditions.append(Application.future_roles_consent_at.is_not(None))
    if conditions or team_role_of(user) is not None:
        # One condition together with the search: words in applications that the user can't see must find nobody.
        conditions.append(known_to(user))
    return conditions


def _narrowed(
    wanted: CandidateFilter, plan: Plan | None, narrowing: list[ColumnElement[bool]]
) -> list[ColumnElement[bool]]:
    if not narrowing:
        return []
    if plan is not None:
        # If matches are this common, reading person by person is fastest.
        words = select(ApplicationSearch.application_id).where(
            ApplicationSearch.application_id == Application.id, holds(plan.query, APPLICATION_TEXTS)
        )
        is_said = words.correlate(Application).scalar_subquery().is_not(None)
        return [_has_one([*narrowing, is_said])]
    if wanted.search.root is not None:
        narrowing = [*narrowing, matching(wanted.search, APPLICATION_TEXTS, Application.id)]
    elif _are_many(narrowing):
        return [_has_one(narrowing)]
    return [Candidate.id.in_(_people_with(*narrowing))]


def _are_many(narrowing: Sequence[ColumnElement[bool]]) -> bool:
    last = select(Application.id).where(*narrowing).offset(max(MAX_GATHERED, 1) - 1).limit(1)
    return db.session.scalar(last) is not None


def _has_one(narrowing: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    # Checked for one person after the other, from the newest on: collecting all of many first would take longer the
    # more there are, as servers do with EXISTS. Two conditions, each with an index; one on the person would have
    # none.
    member = aliased(Candidate)
    own = select(Application.id).where(Application.candidate_id == Candidate.id, *narrowing)
    others = select(Application.id).join(member, member.id == Application.candidate_id)
    others = others.where(member.merged_into_id == Candidate.id, *narrowing)
    both = (statement.limit(1).correlate(Candidate).scalar_subquery() for statement in (own, others))
    return or_(*(first.is_not(None) for first in both))


def _people_with(*conditions: ColumnElement[bool]) -> Select[int]:
    member = aliased(Candidate)
    return (
        select(func.coalesce(member.merged_into_id, member.id))
        .select_from(Application)
        .join(member, member.id == Application.candidate_id)
        .where(*conditions)
    )


def _looked_up(plan: Plan, narrowing: Sequence[ColumnElement[bool]], before: int | None, most: int) -> list[int]:
    # Merged candidates are few and are collected, which is faster than looking up everyone found. The limit, which is
    # never reached, keeps servers from looking them up anyway.
    are = Candidate.merged_into_id.is_not(None)
    merged = select(Candidate.id, Candidate.merged_into_id).where(are).limit(NO_END).subquery()
    person = func.coalesce(merged.c.merged_into_id, Application.candidate_id).label("person")
    statement = searched(select(person), plan.query, plan, APPLICATION_TEXTS, Application.id)
    statement = statement.outerjoin(merged, merged.c.id == Application.candidate_id).where(*narrowing)
    if before:
        statement = statement.where(person < before)
    return list(db.session.scalars(with_timeout(statement.distinct().order_by(person.desc()).limit(most))))


def _last_person(wanted: CandidateFilter, narrowing: Sequence[ColumnElement[bool]], before: int | None) -> int | None:
    """Return the last person of the page, full or not; None if it goes on to the end."""
    if wanted.is_pool and not _are_many(narrowing):
        return None
    person = Application.candidate_id
    statement = select(person).where(*_between(person, before, None))
    if wanted.is_pool:
        statement = statement.where(Application.future_roles_consent_at.is_not(None))
    last = statement.order_by(person.desc()).offset(MAX_READ - 1).limit(1)
    return db.session.scalar(with_timeout(last))


def _read(
    plan: Plan,
    narrowing: Sequence[ColumnElement[bool]],
    place: tuple[int | None, int | None],
    most: int,
) -> list[int]:
    """Return the people with a matching application, the newest first, between two places of the list."""
    said = ApplicationSearch.application_id == Application.id
    member, person = aliased(Candidate), Application.candidate_id
    own = select(person.label("person")).join(ApplicationSearch, said)
    merged = select(member.merged_into_id.label("person")).select_from(member)
    merged = merged.join(Application, person == member.id).join(ApplicationSearch, said)
    parts = [
        in_this_order(pair)
        .where(*_between(key, *place), *narrowing, holds(plan.query, APPLICATION_TEXTS))
        .group_by(key)
        .order_by(key.desc())
        .limit(most)
        .subquery()
        for pair, key in ((own, person), (merged, member.merged_into_id))
    ]
    # Candidates merged into another are in the first part too: see ``_unmerged``.
    rows = db.session.scalars(with_timeout(union_all(*(select(part.c.person) for part in parts)))).all()
    return sorted(set(rows), reverse=True)[:most]


def _between(person: InstrumentedAttribute[Any], before: int | None, end: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [person < before] if before else [person.is_not(None)]
    return [*conditions, person >= end] if end else conditions


def _unmerged(found: Sequence[int], plan: Plan) -> Sequence[int]:
    if plan.looked_up is not None or not found:
        return found  # as those whom others were merged into
    are = Candidate.id.in_(found), Candidate.merged_into_id.is_(None)
    return db.session.scalars(select(Candidate.id).where(*are).order_by(Candidate.id.desc())).all()
