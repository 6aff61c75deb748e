"""Notify the hiring team of what happens to an application."""

from careers.applications.models import Application
from careers.applications.signals import application_submitted, application_withdrawn, reply_received
from careers.pipeline.notifications import services


@application_submitted.connect
def on_application_submitted(application: Application) -> None:
    """Notify the hiring team of a new application."""
    services.notify_of_new_application(application)


@application_withdrawn.connect
def on_application_withdrawn(application: Application) -> None:
    """Notify the hiring team that the candidate withdrew."""
    services.notify_of_withdrawal(application)


@reply_received.connect
def on_reply_received(application: Application) -> None:
    """Notify the hiring team that the candidate replied."""
    services.notify_of_reply(application)
