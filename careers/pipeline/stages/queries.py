"""Where one application may go from where it stands: the rules, on the way of its posting."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import func, literal, select, union_all

from careers.applications.models import Application
from careers.company.signals import MAX_COUNTED
from careers.company.stages.models import Stage
from careers.company.stages.queries import all_stages, offered_stages
from careers.database import db
from careers.pipeline.stages import transitions
from careers.postings.models import Posting


def possible_moves(application: Application) -> list[Stage]:
    """Where an active application may go, the stages ahead first. The posting must be loaded."""
    return transitions.allowed_targets(
        application.stage, offered_stages(application.posting.stage_keys), all_stages()
    )


def next_stage_of(application: Application) -> Stage | None:
    """Where "move on" leads, or None at the last stage. The posting must be loaded."""
    return transitions.next_stage(
        application.stage, offered_stages(application.posting.stage_keys), all_stages()
    )


def can_move(application: Application, target: str) -> bool:
    """Whether it may go there from where it stands, as its posting is now in the database."""
    chosen = db.session.scalar(select(Posting.stages).where(Posting.id == application.posting_id)) or ""
    found = transitions.allowed_targets(
        application.stage, offered_stages(chosen.split(",") if chosen else ()), all_stages()
    )
    return target in [stage.key for stage in found]


def active_counts_by_stage(keys: Collection[str], posting_id: int | None = None) -> Mapping[str, int]:
    """For each of the stages its active applications, of a posting or of all, counted no further than they are said.

    One statement, which reads the end of an index for each stage.
    """
    counted = []
    for key in keys:
        some = select(Application.id).where(Application.disposition.is_(None), Application.stage == key)
        if posting_id is not None:
            some = some.where(Application.posting_id == posting_id)
        found = some.limit(MAX_COUNTED + 1).subquery()
        counted.append(select(literal(key), select(func.count()).select_from(found).scalar_subquery()))
    return {row[0]: row[1] for row in db.session.execute(union_all(*counted))} if counted else {}
