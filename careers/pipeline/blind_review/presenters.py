"""A redacted application as pages show it: an alias, and texts without name, contact details, and school."""

from collections.abc import Collection

from flask import has_request_context
from flask_login import current_user

from careers.applications.fields import HIDDEN, SHOWN, FormField
from careers.applications.models import Application
from careers.applications.presenters import alias_of
from careers.pipeline.blind_review.queries import is_blind_reviewer
from careers.pipeline.blind_review.redaction import redact, redact_contact_details


def is_redacted(application: Application) -> bool:
    """Return whether to hide the candidate's identity from the user. The posting must be loaded.

    An application that no query has marked counts as redacted for blind reviewers, so a forgotten check shows too
    little.
    """
    if not application.posting.blind_review:
        return False
    if application.is_redacted is not None:
        return application.is_redacted
    return not has_request_context() or not current_user.is_authenticated or is_blind_reviewer(current_user)


def display_name(application: Application) -> str:
    """Return the candidate's name or alias."""
    return alias_of(application) if is_redacted(application) else application.name


def display_text(application: Application, text: str) -> str:
    """Return a text about or by the candidate, redacted if necessary."""
    if not is_redacted(application):
        return text
    return redact(text, name=application.name, email=application.email, phone=application.phone)


def display_field(application: Application, row: FormField) -> str:
    """Return the application's value of a form field, as far as the user can see it."""
    value = row.value_of(application)
    if row.blind_review == SHOWN or not is_redacted(application):
        return value
    return "" if row.blind_review == HIDDEN else display_text(application, value)


def display_place(application: Application, place: str, user_ids: Collection[int]) -> str:
    """Return the place of an interview with these participants: redacted, except that participants can see
    how to get there.
    """
    if is_redacted(application) and has_request_context() and getattr(current_user, "id", None) in user_ids:
        return place_without_contact_details(application, place)
    return display_text(application, place)


def place_without_contact_details(application: Application, place: str) -> str:
    """Return the place for participants who must not learn whom they will meet."""
    return redact_contact_details(place, name=application.name, email=application.email, phone=application.phone)
