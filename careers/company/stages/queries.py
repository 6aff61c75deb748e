"""Read the stages in their order, and those that a posting uses."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask import abort
from sqlalchemy import select

from careers.company.signals import counting_active_applications, finding_stage_use
from careers.company.stages.models import FIRST_STAGE, Stage
from careers.database import db

KEPT = "stages"


def all_stages() -> Sequence[Stage]:
    """Return all stages in their order, archived ones included, read once per transaction."""
    session = db.session()
    begun, found = session.info.get(KEPT, (None, ()))
    if begun is None or begun is not session.get_transaction():
        statement = select(Stage).order_by(Stage.position, Stage.id)
        found = session.scalars(statement.execution_options(populate_existing=True)).all()
        session.info[KEPT] = session.get_transaction(), found
    return found


def forget_stages() -> None:
    """Read the stages again next time, because they changed."""
    db.session().info.pop(KEPT, None)


def offered_stages(chosen: Collection[str] = ()) -> list[Stage]:
    """Return the stages that applications may move to: those ``chosen`` by key, or all.

    The first is always among them.
    """
    return [
        stage
        for stage in all_stages()
        if stage.key == FIRST_STAGE or (not stage.is_archived and (not chosen or stage.key in chosen))
    ]


def offered_stages_with(chosen: Collection[str], *more: str) -> list[Stage]:
    """Return the same, and the stages named by ``more`` in their places, even if archived or not chosen."""
    ahead = offered_stages(chosen)
    return [stage for stage in all_stages() if stage in ahead or stage.key in more]


def stage_by_key(key: str) -> Stage | None:
    """Return the stage with this key, or None."""
    return next((stage for stage in all_stages() if stage.key == key), None)


def stage_label(key: str) -> str:
    """Return a stage's name for staff, or its key if there is no such stage."""
    stage = stage_by_key(key)
    return stage.name if stage else key


def stage_names() -> dict[str, str]:
    """Return the names of the stages that applications may move to, by key, in their order."""
    return {stage.key: stage.name for stage in offered_stages()}


def all_stage_names() -> dict[str, str]:
    """Return the names of all stages by key, with archived ones labeled."""
    return {stage.key: label_with_archived(stage) for stage in all_stages()}


def label_with_archived(stage: Stage) -> str:
    """Return the stage's name, labeled if it is archived."""
    return f"{stage.name} (archived)" if stage.is_archived else stage.name


def stage_by_id(stage_id: int) -> Stage:
    """Return a stage as it is now; 404 if there is none."""
    return db.session.get(Stage, stage_id, populate_existing=True) or abort(404)


def active_applications(stage_keys: Collection[str], posting_id: int | None = None) -> dict[str, int]:
    """Return how many active applications are at each stage, in one posting or in all.

    Counted up to one more than ``MAX_COUNTED``.
    """
    ask = counting_active_applications.send
    answers = ask(None, stage_keys=stage_keys, posting_id=posting_id) if stage_keys else []
    return {key: count for _, counts in answers for key, count in counts.items()}


def stage_use(stage_key: str, since: datetime | None) -> str:
    """Return what uses the stage, or has since it was added, as a sentence; empty if nothing ever has."""
    answers = finding_stage_use.send(None, stage_key=stage_key, since=since)
    return next((sentence for _, sentence in answers if sentence), "")
