"""The board of a posting: its active applications by stage, with paging in each column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import ColumnElement, Select, func, literal, select, union_all
from sqlalchemy.orm import joinedload, load_only

from careers.accounts.models import User
from careers.applications.models import Application
from careers.company.stages.models import Stage
from careers.company.stages.queries import all_stages, offered_stages, offered_stages_with
from careers.database import db
from careers.pipeline.blind_review.queries import mark_redacted
from careers.pipeline.visibility.queries import posting_visible_to, visible_to
from careers.postings.models import Posting

COLUMN_SIZE = 20
MAX_COUNTED = 1000
MAX_FINALISTS = 5


@dataclass(frozen=True)
class Column:
    """A stage with some of its applications, newest first, their total, and whether older ones follow.

    ``is_left``: the posting no longer uses the stage, but it still has applications.
    """

    stage: Stage
    is_left: bool
    applications: Sequence[Application]
    count: int
    has_older: bool


def posting_to_review(user: User, posting_id: int) -> Posting:
    """Return the posting; 404 if the user can't review any of its applications."""
    statement = select(Posting).where(Posting.id == posting_id, posting_visible_to(user))
    return db.session.scalar(statement) or abort(404)


def board_of(user: User, posting: Posting, before: Mapping[str, int]) -> list[Column]:
    """Return a column for each stage of the posting, and for any other that still has applications.

    ``before`` maps a stage to the id after which its column continues.
    """
    counts, ahead = _counts(user, posting), offered_stages(posting.stage_keys)
    occupied = [key for key, count in counts.items() if count]
    columns = []
    for stage in offered_stages_with(posting.stage_keys, *occupied):
        conditions = [*_active(user, posting, stage.key)]
        if stage.key in before:
            conditions.append(Application.id < before[stage.key])
        statement = _rows().where(*conditions).order_by(Application.id.desc()).limit(COLUMN_SIZE + 1)
        found = db.session.scalars(statement).all()
        count, has_older = counts.get(stage.key, 0), len(found) > COLUMN_SIZE
        columns.append(Column(stage, stage not in ahead, found[:COLUMN_SIZE], count, has_older))
    mark_redacted(user, [application for column in columns for application in column.applications])
    return columns


def finalists(user: User, posting: Posting, ids: Sequence[int]) -> Sequence[Application]:
    """Return the applications to compare, in the given order; without ids, those furthest along.

    At most ``MAX_FINALISTS``, without those of other postings or that the user can't see.
    """
    if ids:
        wanted = list(dict.fromkeys(ids))[:MAX_FINALISTS]
        statement = _rows().where(Application.posting_id == posting.id, Application.id.in_(wanted), visible_to(user))
        found = sorted(db.session.scalars(statement), key=lambda application: wanted.index(application.id))
    else:
        found = []
        counts = _counts(user, posting)
        for stage in reversed([stage.key for stage in all_stages() if counts.get(stage.key)]):
            free_places = MAX_FINALISTS - len(found)
            statement = _rows().where(*_active(user, posting, stage)).order_by(Application.id.desc())
            found += db.session.scalars(statement.limit(free_places)) if free_places else []
    mark_redacted(user, found)
    return found


def _active(user: User, posting: Posting, stage: str) -> list[ColumnElement[bool]]:
    return [
        Application.posting_id == posting.id,
        Application.disposition.is_(None),
        Application.stage == stage,
        visible_to(user),
    ]


def _counts(user: User, posting: Posting) -> Mapping[str, int]:
    counted = []
    for stage in [stage.key for stage in all_stages()]:
        some = select(Application.id).where(*_active(user, posting, stage)).limit(MAX_COUNTED + 1).subquery()
        counted.append(select(literal(stage), select(func.count()).select_from(some).scalar_subquery()))
    return {row[0]: row[1] for row in db.session.execute(union_all(*counted))}


def _rows() -> Select[Application]:
    posting = joinedload(Application.posting, innerjoin=True).options(
        load_only(Posting.id, Posting.title, Posting.stages, Posting.blind_review, Posting.work_sample_first)
    )
    return select(Application).options(posting)
