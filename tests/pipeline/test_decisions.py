"""The rules of moving and settling applications, walked through table by table."""

import itertools
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from careers.applications.models import HIRED, REJECTED, WITHDRAWN, Application, Event
from careers.clock import now
from careers.company.stages.queries import all_stages
from careers.database import db, transaction
from careers.pipeline.decisions import services
from careers.pipeline.decisions.services import IllegalMove
from careers.pipeline.stages.transitions import REASONS, allowed_targets, next_stage
from careers.review.notes.models import Note
from careers.review.notes.services import EmptyNote, add_note
from careers.versions import EditConflict
from tests.factories import a_user, an_application

# What the four stages that a site begins with make of the rules.
STAGES = ("applied", "screen", "interview", "offer")
TRANSITIONS = {
    "applied": ["screen", "interview"],
    "screen": ["interview", "applied"],
    "interview": ["offer", "screen"],
    "offer": ["interview"],
}
ALLOWED = [(origin, target) for origin, row in TRANSITIONS.items() for target in row]
FORBIDDEN = [pair for pair in itertools.product(STAGES, [*STAGES, "nowhere", ""]) if pair not in ALLOWED]
ENDINGS = [(disposition, reason) for disposition, reasons in REASONS.items() for reason in reasons]
pytestmark = pytest.mark.usefixtures("app")


def settle(application: Application, disposition: str, reason: str, version: int = 1) -> None:
    """Settle it in one of the three ways."""
    by = a_user()
    with transaction():
        if disposition == HIRED:
            services.hire(application, version=version, by=by)
        elif disposition == REJECTED:
            services.reject(application, reason=reason, version=version, by=by)
        else:
            services.withdraw(application, reason=reason, version=version, by=by)


def without_names(event: Event) -> dict[str, Any]:
    """What an event says, without the names that stage and reason had at its time."""
    return {key: value for key, value in event.details.items() if key != "names"}


def last_event(application: Application) -> Event:
    """What happened last."""
    statement = select(Event).where(Event.application_id == application.id).order_by(Event.id.desc())
    return db.session.scalars(statement).first()  # type: ignore[return-value]


@pytest.mark.parametrize(("origin", "target"), ALLOWED)
def test_every_transition_in_the_table_is_possible_and_recorded(origin: str, target: str) -> None:
    application, by = an_application(stage=origin), a_user(name="Ines")
    with transaction():
        services.move_stage(application, target, version=1, by=by)
    event = last_event(application)
    assert (application.stage, application.version) == (target, 2)
    assert (event.kind, event.actor_name, event.actor_id) == ("stage_moved", "Ines", by.id)
    assert without_names(event) == {"from": origin, "to": target, "version": 2}


@pytest.mark.parametrize(("origin", "target"), FORBIDDEN)
def test_every_transition_that_is_not_in_the_table_is_refused_without_a_trace(origin: str, target: str) -> None:
    application, by = an_application(stage=origin), a_user()
    with pytest.raises(IllegalMove), transaction():
        services.move_stage(application, target, version=1, by=by)
    assert (application.stage, application.version, last_event(application).kind) == (origin, 1, "submitted")


def test_the_tables_fit_together() -> None:
    order = all_stages()
    assert [stage.key for stage in order] == list(STAGES)
    assert {stage: [to.key for to in allowed_targets(stage, order, order)] for stage in STAGES} == TRANSITIONS
    assert set(REASONS) == {HIRED, REJECTED, WITHDRAWN}
    assert all(len(reason) <= 80 for reasons in REASONS.values() for reason in reasons)
    ahead = [next_stage(stage, order, order) for stage in STAGES]
    assert [stage and stage.key for stage in ahead] == ["screen", "interview", "offer", None]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("disposition", "reason"), ENDINGS)
def test_an_active_application_can_be_decided_in_every_stage_with_every_reason(
    stage: str, disposition: str, reason: str
) -> None:
    application = an_application(stage=stage)
    settle(application, disposition, reason)
    assert (application.disposition, application.disposition_reason) == (disposition, reason)
    assert application.disposed_at is not None
    assert application.stage == stage
    assert without_names(last_event(application)) == {"reason": reason, "stage": stage, "version": 2}


@pytest.mark.parametrize("disposition", [REJECTED, WITHDRAWN])
def test_a_reason_that_is_not_in_the_table_is_refused(disposition: str) -> None:
    application = an_application()
    with pytest.raises(IllegalMove):
        settle(application, disposition, "because")
    assert application.is_active


@pytest.mark.parametrize("disposition", [HIRED, REJECTED, WITHDRAWN])
def test_a_decided_application_cannot_be_decided_again_or_moved(disposition: str) -> None:
    application = an_application(disposition="withdrawn", disposition_reason="no_answer", disposed_at=now())
    with pytest.raises(IllegalMove):
        settle(application, disposition, next(iter(REASONS[disposition])))
    with pytest.raises(IllegalMove), transaction():
        services.move_stage(application, "screen", version=1, by=a_user())
    assert application.disposition == "withdrawn"


def test_reopening_clears_the_disposition_and_keeps_the_stage() -> None:
    application = an_application(
        stage="interview", disposition="rejected", disposition_reason="skills", disposed_at=now()
    )
    by = a_user()
    with transaction():
        services.reopen(application, version=1, by=by)
    assert (application.stage, application.disposition, application.disposition_reason) == (
        "interview",
        None,
        None,
    )
    assert application.disposed_at is None
    event = last_event(application)
    assert without_names(event) == {"disposition": "rejected", "reason": "skills", "version": 2}


def test_an_active_application_is_not_reopened() -> None:
    application, by = an_application(), a_user()
    with pytest.raises(IllegalMove), transaction():
        services.reopen(application, version=1, by=by)


@pytest.mark.parametrize("version", [0, 2, 2**31 - 1])
def test_a_decision_on_another_version_is_stale(version: int) -> None:
    application, by = an_application(), a_user()
    with pytest.raises(EditConflict), transaction():
        services.move_stage(application, "screen", version=version, by=by)
    for disposition, reason in ((HIRED, ""), (REJECTED, "skills"), (WITHDRAWN, "no_answer")):
        with pytest.raises(EditConflict):
            settle(application, disposition, reason, version=version)
    with pytest.raises(EditConflict), transaction():
        services.reopen(application, version=version, by=by)
    assert (application.stage, application.disposition, application.version) == ("applied", None, 1)


def test_a_note_increases_the_version() -> None:
    application, by = an_application(), a_user(name="Ines")
    with transaction():
        add_note(application, "  Called her.\r\nShe can start in May.  ", by=by)
    note = db.session.scalars(select(Note)).one()
    assert (note.body, note.author_name, note.author_id) == (
        "Called her.\nShe can start in May.",
        "Ines",
        by.id,
    )
    with pytest.raises(EditConflict):
        settle(application, REJECTED, "skills", version=1)


def test_a_note_needs_words() -> None:
    application, by = an_application(), a_user()
    with pytest.raises(EmptyNote), transaction():
        add_note(application, " \n\0 ", by=by)
    assert db.session.scalars(select(Note)).all() == []


def test_decided_applications_accept_notes() -> None:
    application = an_application(disposition="hired", disposition_reason="hired", disposed_at=now())
    with transaction():
        add_note(application, "Starts in May.", by=a_user())
    assert application.version == 2


def test_services_leave_the_commit_to_the_edge(app: Flask) -> None:
    application, by = an_application(), a_user()
    services.move_stage(application, "screen", version=1, by=by)
    add_note(application, "Not kept.", by=by)
    db.session.rollback()
    assert (application.stage, application.version) == ("applied", 1)
    assert db.session.scalars(select(Note)).all() == []
