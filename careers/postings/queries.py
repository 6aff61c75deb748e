"""Read public postings, their hiring teams, and their numbers of applications."""

from collections.abc import Collection, Sequence
from typing import Any

from blinker import Signal
from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from careers.clock import now
from careers.database import db
from careers.mail.kinds import APPLICATIONS, NEVER, Setting
from careers.postings.models import (
    DRAFT,
    HIRING_MANAGER,
    PUBLISHED,
    HiringTeamMember,
    Posting,
    PostingChange,
    posting_locations,
)
from careers.postings.signals import counting_unanswered_applications, counting_waiting_applications

MAX_TITLES = 500  # more than anyone reads in one list
# The column that links postings to the rows of a company list, by the list's key.
LIST_COLUMNS = {"departments": Posting.department_id, "locations": posting_locations.c.location_id}


def is_open() -> ColumnElement[bool]:
    """Return the SQL condition for ``Posting.is_open``, excluding the general posting."""
    return and_(
        Posting.state == PUBLISHED,
        Posting.is_general.is_(None),
        or_(Posting.valid_through.is_(None), Posting.valid_through > now()),
    )


def with_places(statement: Select[Any]) -> Select[Any]:
    """Return the statement with each posting's department and locations loaded."""
    return statement.options(joinedload(Posting.department, innerjoin=True), selectinload(Posting.locations))


def newest_postings(limit: int) -> Sequence[Posting]:
    """Return the latest open postings."""
    statement = select(Posting).where(is_open()).order_by(Posting.date_posted.desc(), Posting.id.desc())
    return db.session.scalars(with_places(statement).limit(limit)).all()


def similar_postings(posting: Posting, limit: int = 4) -> Sequence[Posting]:
    """Return open postings: those of the same role first, then of the same department, then the newest."""
    same_role = [(Posting.role_id == posting.role_id, 2)] if posting.role_id is not None else []
    similarity = case(*same_role, (Posting.department_id == posting.department_id, 1), else_=0).desc()
    statement = select(Posting).where(is_open(), Posting.id != posting.id)
    return db.session.scalars(
        with_places(statement).order_by(similarity, Posting.date_posted.desc(), Posting.id.desc()).limit(limit)
    ).all()


def public_posting(posting_id: int) -> Posting | None:
    """Return a published or closed posting with everything its page shows; else None."""
    statement = select(Posting).where(Posting.id == posting_id, Posting.state != DRAFT, Posting.is_general.is_(None))
    texts = (selectinload(Posting.sections), selectinload(Posting.criteria), joinedload(Posting.role))
    return db.session.scalar(with_places(statement).options(*texts))


def general_posting() -> Posting | None:
    """Return the general posting with its texts; None while it is a draft."""
    statement = select(Posting).where(Posting.is_general.is_(True), Posting.state != DRAFT)
    return db.session.scalar(with_places(statement).options(selectinload(Posting.sections)))


def is_general_open() -> bool:
    """Return whether general applications are accepted."""
    statement = select(Posting.id).where(Posting.is_general.is_(True), Posting.state == PUBLISHED)
    return db.session.scalar(statement) is not None


def open_titles(limit: int = MAX_TITLES) -> list[tuple[int, str]]:
    """Return (id, title) of the postings that accept applications, by title; the general one last."""
    is_accepting = or_(is_open(), and_(Posting.is_general.is_(True), Posting.state == PUBLISHED))
    statement = select(Posting.id, Posting.title, Posting.is_general).where(is_accepting)
    newest = statement.order_by(Posting.date_posted.desc(), Posting.id.desc()).limit(limit)
    rows = sorted(db.session.execute(newest), key=lambda row: (bool(row[2]), row[1].casefold(), row[0]))
    return [(row[0], row[1]) for row in rows]


def open_posting(posting_id: int) -> Posting | None:
    """Return the posting if it accepts applications, general ones included; else None."""
    posting = db.session.get(Posting, posting_id)
    return posting if posting is not None and posting.is_open() else None


def members_to_notify(posting_id: int, setting: Setting = APPLICATIONS) -> Sequence[HiringTeamMember]:
    """Return the active members of a posting's hiring team who haven't turned these notifications off."""
    team = db.session.scalars(select(HiringTeamMember).filter_by(posting_id=posting_id))
    return [member for member in team if member.user.is_active and setting.choice_of(member) != NEVER]


def hiring_managers(posting_id: int) -> Sequence[HiringTeamMember]:
    """Return the active hiring managers of a posting."""
    statement = select(HiringTeamMember).filter_by(posting_id=posting_id, role=HIRING_MANAGER)
    return [member for member in db.session.scalars(statement) if member.user.is_active]


def general_posting_id() -> int | None:
    """Return the id of the general posting, whatever its state; None if there is none."""
    return db.session.scalar(select(Posting.id).where(Posting.is_general.is_(True)))


def waiting_applications(posting_ids: Collection[int]) -> dict[int, int]:
    """Return the number of applications without a disposition, by posting id; postings without any are left out."""
    return _counts(counting_waiting_applications, posting_ids)


def unanswered_applications(posting_ids: Collection[int]) -> dict[int, int]:
    """Return the number of applicants without a disposition or message, by posting id; zeros are left out."""
    return _counts(counting_unanswered_applications, posting_ids)


def _counts(signal: Signal, posting_ids: Collection[int]) -> dict[int, int]:
    answers = signal.send(None, posting_ids=posting_ids) if posting_ids else []
    return {posting_id: count for _, counts in answers for posting_id, count in counts.items()}


def posting_counts(list_key: str) -> dict[int, int]:
    """Return the number of postings of each department or location, by id; zeros are left out."""
    column = LIST_COLUMNS[list_key]
    return {row[0]: row[1] for row in db.session.execute(select(column, func.count()).group_by(column))}


def postings_after(list_key: str, row_id: int, last_id: int, limit: int) -> Sequence[int]:
    """Return the next ids, after ``last_id``, of postings that belong to a department or location."""
    statement = select(Posting.id).where(Posting.id > last_id, LIST_COLUMNS[list_key] == row_id)
    if list_key == "locations":
        statement = statement.join(posting_locations, posting_locations.c.posting_id == Posting.id)
    return db.session.scalars(statement.order_by(Posting.id).limit(limit)).all()


def is_stage_chosen(stage_key: str) -> bool:
    """Return whether the stage was chosen for any posting."""
    chosen = (literal(",") + Posting.stages + literal(",")).contains(f",{stage_key},", autoescape=True)
    return db.session.scalar(select(Posting.id).where(chosen).limit(1)) is not None


def recent_changes(posting: Posting, limit: int) -> Sequence[PostingChange]:
    """Return the latest entries of the posting's public history, newest first."""
    statement = select(PostingChange).filter_by(posting_id=posting.id).order_by(PostingChange.id.desc())
    return db.session.scalars(statement.limit(limit)).all()
