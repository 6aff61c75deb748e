"""A durable task queue in the database: tasks are written with their cause, and run at least once."""

from flask import Flask

from careers.tasks.registry import Postpone, task
from careers.tasks.services import enqueue

__all__ = ["Postpone", "enqueue", "register", "task"]


def register(app: Flask) -> None:
    """Add the commands of the worker and the queue to the app."""
    from careers.tasks import commands

    app.cli.add_command(commands.worker)
    app.cli.add_command(commands.tasks)
