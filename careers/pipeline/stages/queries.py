"""The stages that an application can move to, given its posting."""

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
    """Return the stages that an active application can move to, those ahead first. The posting must be loaded."""
    return transitions.allowed_targets(application.stage, offered_stages(application.posting.stage_keys), all_stages())


def next_stage_of(application: Application) -> Stage | None:
    """Return the stage that "move on" leads to, or None at the last stage. The posting must be loaded."""
    return transitions.next_stage(application.stage, offered_stages(application.posting.stage_keys), all_stages())


def can_move(application: Application, target: str) -> bool:
    """Return whether it can move there, given the posting's stages as the database has them now."""
    chosen = db.session.scalar(select(Posting.stages).where(Posting.id == application.posting_id)) or ""
    found = transitions.allowed_targets(
        application.stage, offered_stages(chosen.split(",") if chosen else ()), all_stages()
    )
    return target in [stage.key for stage in found]


def active_counts_by_stage(keys: Collection[str], posting_id: int | None = None) -> Mapping[str, int]:
    """Return the number of active applications in each stage, of one posting or of all, counted up to a limit.

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
