"""Email: queued with its cause, delivered by the worker, and logged at /hr/mail."""

from flask import Flask

from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.rendering import render
from careers.mail.services import queue_email

__all__ = ["CannotCompose", "Content", "composes", "queue_email", "register", "render"]


def register(app: Flask) -> None:
    """Let the health check report on the mail queue."""
    from careers.mail import tasks

    tasks.init_health(app)
