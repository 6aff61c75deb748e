"""The worker inside this process: one at a time or several at once."""

import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from careers.clock import frozen, now
from careers.database import db, transaction
from careers.tasks import enqueue, services
from careers.tasks.models import DONE, FAILED, READY, Task
from tests.servers.processes import wait_until
from tests.tasks.handlers import noted
from tests.tasks.workers import run_due, working


def queued(name: str, **payload: Any) -> int:
    with transaction():
        return enqueue(name, payload).id


def row(task_id: int) -> Task:
    db.session.rollback()
    return db.session.get_one(Task, task_id)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "noted"


def test_working_once_runs_what_is_due_in_every_queue(app: Flask, file: Path) -> None:
    queued("test.note", file=str(file), word="one")
    queued("test.note-mail", file=str(file), word="two")
    run_due(app)
    assert sorted(noted(file)) == ["one", "two"]


def test_the_command_works_once_as_well(app: Flask, file: Path, flask_command: Any) -> None:
    task_id = queued("test.note", file=str(file), word="one")
    assert flask_command("worker", "--once").exit_code == 0
    assert (noted(file), row(task_id).state) == (["one"], DONE)


def test_a_failed_task_waits_and_keeps_its_error(app: Flask) -> None:
    task_id = queued("test.fail", word="seven")
    with frozen(now()):  # the wait may be as short as nothing at all
        run_due(app)
    failed = row(task_id)
    assert (failed.state, failed.attempts, failed.lease_token) == (READY, 1, None)
    assert failed.last_error == "RuntimeError: no luck with seven"


def test_what_a_task_fails_over_does_not_enter_the_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    queued("test.fail", word="Ada-Lovelace")
    run_due(app)
    assert "RuntimeError" in caplog.text
    assert "Ada-Lovelace" not in caplog.text


def test_an_unknown_task_fails_and_the_next_one_runs(app: Flask, file: Path) -> None:
    unknown = queued("test.of-a-newer-release")
    queued("test.note", file=str(file), word="next")
    run_due(app)
    assert noted(file) == ["next"]
    assert "no task is registered" in str(row(unknown).last_error)


def test_a_task_whose_outcome_cannot_be_recorded_fails(app: Flask) -> None:
    task_id = queued("test.bad-record", word="eight")
    run_due(app)
    assert (row(task_id).state, row(task_id).last_error) == (READY, "RuntimeError: no luck with eight")


def test_a_postponed_task_does_not_count_the_try_and_pauses_its_queue(app: Flask, file: Path) -> None:
    first = queued("test.postpone", file=str(file), word="first", pause=5)
    queued("test.postpone", file=str(file), word="second", pause=5)
    run_due(app)
    assert noted(file) == ["first"]
    assert (row(first).state, row(first).attempts, row(first).last_error) == (READY, 0, "away")


def test_a_task_that_kills_its_worker_every_time_is_failed(app: Flask, file: Path) -> None:
    task_id = queued("test.note", file=str(file), word="never")
    with transaction():
        row(task_id).attempts = 9
    run_due(app)
    assert (noted(file), row(task_id).state) == ([], FAILED)
    assert row(task_id).last_error == "The worker died in the middle of the last try."


def test_two_workers_in_threads_never_run_a_task_twice(app: Flask, file: Path) -> None:
    words = [str(number) for number in range(80)]
    with transaction():
        for word in words:
            enqueue("test.note", {"file": str(file), "word": word})
    with working(app, workers=3):
        wait_until(lambda: len(noted(file)) >= len(words), 60, "all tasks")
    assert Counter(noted(file)) == Counter(words)


def test_a_slow_queue_does_not_hold_up_the_other(app: Flask, file: Path, tmp_path: Path) -> None:
    until = tmp_path / "go"
    queued("test.hold", file=str(file), until=str(until))
    queued("test.note-mail", file=str(file), word="mail")
    with working(app):
        wait_until(lambda: "mail" in noted(file), 10, "the mail")
        assert "finished" not in noted(file)
        until.touch()
        wait_until(lambda: "finished" in noted(file), 10, "the slow task")


def test_a_task_longer_than_its_lease_is_not_taken_over(
    app: Flask, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careers.tasks.worker.RENEW_EVERY", 0.4)
    queued("test.hold", file=str(file), until=str(tmp_path / "go"))
    with working(app, workers=2):
        wait_until(lambda: noted(file), 10, "the start")
        threading.Event().wait(3)  # the lease is two seconds
        (tmp_path / "go").touch()
        wait_until(lambda: "finished" in noted(file), 10, "the end")
    assert len(noted(file)) == 2


def test_stopping_waits_for_the_running_task(app: Flask, file: Path, tmp_path: Path) -> None:
    task_id = queued("test.hold", file=str(file), until=str(tmp_path / "go"))
    with working(app):
        wait_until(lambda: noted(file), 10, "the start")
        threading.Timer(0.5, (tmp_path / "go").touch).start()
    assert (noted(file)[-1], row(task_id).state) == ("finished", DONE)


def test_failed_tasks_are_listed_and_retried_from_the_command_line(app: Flask, flask_command: Any) -> None:
    task_id = queued("test.fail-once")
    run_due(app)
    assert "test.fail-once" in flask_command("tasks", "failed").output
    flask_command("tasks", "retry", str(task_id))
    assert row(task_id).state == READY
    nobodys = task_id + 1_000
    assert f"There's no task {nobodys}" in flask_command("tasks", "retry", str(nobodys)).output


def test_the_same_key_from_two_transactions_at_once_is_one_task(app: Flask) -> None:
    start, ids = threading.Barrier(6), []

    def enqueue_it() -> None:
        with app.app_context():
            start.wait(10)
            with transaction():
                ids.append(enqueue("test.note", unique_key="same").id)

    threads = [threading.Thread(target=enqueue_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 6
    assert len(set(ids)) == 1
    assert services.is_due("default")
