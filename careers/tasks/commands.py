"""The commands of the worker and the task queue."""

import gc
import signal
import threading
from queue import SimpleQueue

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from careers.database import transaction
from careers.tasks import queries, services
from careers.tasks.worker import run_worker


@click.command("worker")
@click.option("--once", is_flag=True, help="Run all due tasks, then exit.")
@with_appcontext
def worker(once: bool) -> None:
    """Run background work: send email, read documents, clean up. Stops on SIGTERM or Ctrl-C."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if once:
        run_worker(app, stop=threading.Event(), once=True)
        return
    _work_until_told(app)


def _work_until_told(app: Flask) -> None:
    stop = threading.Event()
    # Event.set is not safe inside a signal handler (it takes a lock that the waiting thread may hold); put is.
    signals: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: signals.put(received))
    runner = threading.Thread(target=run_worker, args=(app,), kwargs={"stop": stop})
    # Everything loaded so far stays; collecting it at exit would take most of a second.
    gc.freeze()
    runner.start()
    click.echo("Worker started.")
    signals.get()
    stop.set()
    runner.join()
    click.echo("Worker stopped.")


@click.group("tasks")
def tasks() -> None:
    """List failed background tasks, and retry them."""


@tasks.command("failed")
@with_appcontext
def failed() -> None:
    """List the failed tasks, newest first."""
    for task in queries.failed_tasks():
        click.echo(f"{task.id}\t{task.name}\t{task.attempts} attempts\t{task.last_error}")


@tasks.command("retry")
@click.argument("task_id", type=int)
@with_appcontext
def retry(task_id: int) -> None:
    """Retry a failed task."""
    with transaction():
        task = queries.task_by_id(task_id)
        if task is None:
            raise click.ClickException(f"There's no task {task_id}.")
        services.retry(task)
    click.echo(f"Task {task_id} will run again.")
