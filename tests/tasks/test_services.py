"""Enqueue, claim, finish, fail: the rows of the queue."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from careers.clock import frozen
from careers.database import db, transaction
from careers.tasks import enqueue, services
from careers.tasks.models import DONE, FAILED, READY, Task
from careers.tasks.registry import POLICIES, task
from careers.tasks.services import Claim
from tests.tasks.handlers import fail_once

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)


def queued(name: str = "test.note", **values: Any) -> int:
    with transaction():
        return enqueue(name, {"word": "x"}, **values).id


def claimed(queue: str = "default") -> Claim:
    with transaction():
        claim = services.claim(queue)
    assert claim is not None
    return claim


def row(task_id: int) -> Task:
    db.session.rollback()
    return db.session.get_one(Task, task_id)


def test_a_task_of_a_transaction_that_fails_does_not_exist(app: Flask) -> None:
    with pytest.raises(RuntimeError), transaction():
        enqueue("test.note", {"word": "x"})
        raise RuntimeError("the application could not be stored")
    assert db.session.scalars(select(Task)).all() == []


def test_a_task_uses_its_registered_queue(app: Flask) -> None:
    assert row(queued("test.note-mail")).queue == "mail"
    assert row(queued("test.note")).queue == "default"


def test_an_unknown_queue_is_refused(app: Flask) -> None:
    with pytest.raises(ValueError, match="no worker"), transaction():
        enqueue("test.note", queue="elsewhere")


def test_two_functions_cannot_take_one_name(app: Flask) -> None:
    with pytest.raises(ValueError, match="already registered"):
        task("test.fail-once")(lambda _payload: None)
    assert task("test.fail-once", retries="once")(fail_once) is fail_once


def test_a_claimed_task_is_not_claimed_again_while_its_lease_lasts(app: Flask) -> None:
    with frozen(NOON):
        queued()
        first = claimed()
    with frozen(NOON + timedelta(seconds=59)), transaction():
        assert services.claim("default") is None
    with frozen(NOON + timedelta(seconds=61)):
        second = claimed()
    assert (second.task_id, second.attempts) == (first.task_id, 2)


def test_a_renewed_lease_lasts_longer(app: Flask) -> None:
    with frozen(NOON):
        queued()
        claim = claimed()
    with frozen(NOON + timedelta(seconds=50)), transaction():
        services.renew([claim])
    with frozen(NOON + timedelta(seconds=100)), transaction():
        assert services.claim("default") is None


def test_tasks_are_claimed_in_order_of_their_due_time(app: Flask) -> None:
    with frozen(NOON):
        later, sooner = queued(run_at=NOON - timedelta(hours=1)), queued(run_at=NOON - timedelta(hours=2))
        queued(run_at=NOON + timedelta(seconds=1))
        assert [claimed().task_id, claimed().task_id] == [sooner, later]
        assert not services.is_due("default")


def test_a_worker_that_lost_its_lease_cannot_change_the_task(app: Flask) -> None:
    with frozen(NOON):
        task_id = queued()
        slow = claimed()
    with frozen(NOON + timedelta(minutes=5)):
        claimed()
        with transaction():
            assert not services.finish(slow)
    assert row(task_id).state == READY


def test_a_key_has_one_pending_task_until_that_is_done(app: Flask) -> None:
    first = queued(unique_key="index:7")
    assert queued(unique_key="index:7") == first
    with transaction():
        services.finish(claimed())
    assert queued(unique_key="index:7") != first
    assert (row(first).state, row(first).unique_key) == (DONE, None)


def test_enqueueing_a_key_again_brings_its_task_forward_and_never_back(app: Flask) -> None:
    with frozen(NOON):
        task_id = queued(unique_key="k", run_at=NOON + timedelta(hours=1))
        queued(unique_key="k", run_at=NOON + timedelta(hours=2))
        assert row(task_id).run_at == NOON + timedelta(hours=1)
        queued(unique_key="k")
        assert row(task_id).run_at == NOON


def test_a_task_that_keeps_failing_ends_with_its_last_error(app: Flask) -> None:
    task_id = queued(unique_key="k")
    for attempt in range(POLICIES["default"].limit):
        assert row(task_id).state == READY
        with frozen(NOON + timedelta(hours=attempt)):
            claim = claimed()
            with transaction():
                services.fail(claim, f"error {claim.attempts}")
    failed = row(task_id)
    assert (failed.state, failed.last_error, failed.unique_key) == (FAILED, "error 9", None)


def test_the_wait_after_a_failure_doubles_up_to_its_limit_and_is_spread_over_all_of_it(app: Flask) -> None:
    policy = POLICIES["default"]
    for attempts, longest in ((1, 5), (2, 10), (3, 20), (9, 600), (400, 600)):
        waits = [policy.delay(attempts) for _ in range(300)]
        assert 0 <= min(waits) < longest * 0.1
        assert longest * 0.9 < max(waits) <= longest


def test_retrying_a_failed_task_gives_it_all_its_tries_again(app: Flask) -> None:
    task_id = queued("test.fail-once")
    with transaction():
        services.fail(claimed(), "no luck")
    with transaction():
        services.retry(row(task_id))
    again = claimed()
    assert (again.task_id, again.attempts) == (task_id, 1)


def test_retrying_a_task_that_is_not_failed_changes_nothing(app: Flask) -> None:
    with frozen(NOON):
        task_id = queued(run_at=NOON + timedelta(hours=1))
        with transaction():
            services.retry(row(task_id))
    assert row(task_id).run_at == NOON + timedelta(hours=1)


def test_a_periodic_task_reuses_its_row(app: Flask) -> None:
    with frozen(NOON), transaction():
        services.ensure_periodic()
    with frozen(NOON + timedelta(hours=2)), transaction():
        services.ensure_periodic()
    sweeps = db.session.scalars(select(Task).where(Task.name == "delete_done_tasks")).all()
    assert [sweep.run_at for sweep in sweeps] == [NOON]
    with frozen(NOON):
        claim = next(claim for claim in iter(claimed, None) if claim.name == "delete_done_tasks")
        with transaction():
            services.finish(claim)
    assert (row(claim.task_id).state, row(claim.task_id).run_at) == (READY, NOON + timedelta(hours=1))


def test_a_periodic_task_that_fails_is_never_failed(app: Flask) -> None:
    task_id = queued("delete_done_tasks", unique_key="every:delete_done_tasks")
    for attempt in range(POLICIES["default"].limit + 5):
        with frozen(NOON + timedelta(hours=attempt)):
            claim = claimed()
            with transaction():
                services.fail(claim, "no luck")
    assert row(task_id).state == READY


def test_an_enqueued_periodic_task_runs_once(app: Flask) -> None:
    task_id = queued("delete_done_tasks")
    with transaction():
        services.finish(claimed())
    assert row(task_id).state == DONE


def test_done_tasks_are_deleted_after_their_time_and_failed_ones_are_kept(app: Flask) -> None:
    with frozen(NOON):
        old, failed = queued(), queued("test.fail-once")
        for claim in (claimed(), claimed()):
            with transaction():
                services.fail(claim, "no") if claim.task_id == failed else services.finish(claim)
    with frozen(NOON + timedelta(days=6)):
        recent = queued()
        with transaction():
            services.finish(claimed())
    with frozen(NOON + timedelta(days=8)), transaction():
        assert services.delete_done(timedelta(days=7), 100) == 1
    assert set(db.session.scalars(select(Task.id))) == {failed, recent}
    assert old not in (failed, recent)
