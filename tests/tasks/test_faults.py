"""The queue when processes are killed and the database goes away."""

import signal
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask

from careers import create_app
from careers.database import db, transaction
from careers.tasks import enqueue
from careers.tasks.models import DONE, Task
from tests.databases import close_connections, migrate, settings_for
from tests.servers import MySqlServer
from tests.servers.processes import wait_until
from tests.tasks.handlers import noted
from tests.tasks.workers import worker_process, working


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "noted"


def is_done(task_id: int) -> bool:
    try:
        return db.session.get_one(Task, task_id).state == DONE
    finally:
        db.session.rollback()  # not left open, or the server's end would be this session's problem as well


def test_two_worker_processes_never_run_a_task_twice(
    app: Flask, environ: dict[str, str], file: Path, tmp_path: Path
) -> None:
    words = [str(number) for number in range(120)]
    with transaction():
        for word in words:
            enqueue("test.note", {"file": str(file), "word": word})
    workers = [worker_process(environ, tmp_path / f"worker{number}.log") for number in range(2)]
    wait_until(lambda: len(noted(file)) >= len(words), 60, "all tasks")
    for worker in workers:
        worker.stop()
    assert Counter(noted(file)) == Counter(words)


def test_the_task_of_a_killed_worker_runs_again_after_its_lease(
    app: Flask, environ: dict[str, str], file: Path, tmp_path: Path
) -> None:
    with transaction():
        task_id = enqueue("test.hold", {"file": str(file), "until": str(tmp_path / "go")}).id
    first = worker_process(environ, tmp_path / "first.log")
    first.wait_for(lambda: noted(file), 30, "the task's start")
    first.kill()
    (tmp_path / "go").touch()
    second = worker_process(environ, tmp_path / "second.log")
    second.wait_for(lambda: "finished" in noted(file), 30, "the second run")
    second.stop()
    assert noted(file) == [str(first.pid), str(second.pid), "finished"]
    assert db.session.get_one(Task, task_id).attempts == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_worker_after_the_running_task(
    app: Flask, environ: dict[str, str], file: Path, tmp_path: Path, number: int
) -> None:
    with transaction():
        task_id = enqueue("test.hold", {"file": str(file), "until": str(tmp_path / "go")}).id
    worker = worker_process(environ, tmp_path / "worker.log")
    worker.wait_for(lambda: noted(file), 30, "the task's start")
    worker.signal(number)
    (tmp_path / "go").touch()
    wait_until(lambda: not worker.is_running, 10, "the worker's end")
    assert noted(file)[-1] == "finished"
    assert db.session.get_one(Task, task_id).state == DONE
    assert "Worker stopped." in worker.output()


def test_the_worker_waits_for_a_missing_database_and_logs_it_once(
    own_mysql_server: MySqlServer, file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    url = own_mysql_server.create_database("careers")
    migrate(url, tmp_path)
    app = create_app(settings_for(url, tmp_path))
    with app.app_context(), working(app):
        with transaction():
            held = enqueue("test.hold", {"file": str(file), "until": str(tmp_path / "go")}).id
            quick = enqueue("test.note-mail", {"file": str(file), "word": "mail"}).id
        wait_until(lambda: len(noted(file)) == 2 and is_done(quick), 20, "both tasks")
        own_mysql_server.kill()
        (tmp_path / "go").touch()
        wait_until(lambda: "finished" in noted(file), 10, "the task that runs without the database")
        wait_until(lambda: "The outcome of task" in caplog.text, 10, "the log")
        wait_until(lambda: "The worker of the queue mail waits" in caplog.text, 10, "the log")
        own_mysql_server.start()
        wait_until(lambda: is_done(held), 30, "the record")
        with transaction():
            enqueue("test.note", {"file": str(file), "word": "after"})
        wait_until(lambda: "after" in noted(file), 10, "work after the outage")
        wait_until(lambda: "The worker of the queue mail goes on" in caplog.text, 10, "the log")
    assert caplog.text.count("The worker of the queue mail waits") == 1
    close_connections(app)
