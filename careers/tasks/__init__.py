"""The durable queue in the database: work written in the transaction that causes it, done at least once."""

from __future__ import annotations

from flask import Flask

from careers.tasks.registry import Postpone, task
from careers.tasks.services import enqueue

__all__ = ["Postpone", "enqueue", "register", "task"]


def register(app: Flask) -> None:
    """Join the worker's commands and the queue's own housekeeping to the app."""
    from careers.tasks import commands, sweeping  # noqa: F401  (registers its task)

    app.cli.add_command(commands.worker)
    app.cli.add_command(commands.tasks)
