"""What is shown of an application whose person is covered: an alias, and texts without name, contact and school."""

from __future__ import annotations

from flask import has_request_context
from flask_login import current_user

from careers.applications.identity import alias_of
from careers.applications.models import Application
from careers.review.veil.masking import masked
from careers.review.veil.queries import reviews_blind


def is_covered(application: Application) -> bool:
    """Whether to hide who it is from whoever reads. The posting must be loaded.

    An application that no query has laid the veil on is covered from everybody who reviews blind: a page that
    forgets to ask shows too little.
    """
    if not application.posting.blind_review:
        return False
    if application.is_covered is not None:
        return application.is_covered
    return not has_request_context() or not current_user.is_authenticated or reviews_blind(current_user)


def shown_name(application: Application) -> str:
    """The name, or what stands in its place."""
    return alias_of(application) if is_covered(application) else application.name


def shown_text(application: Application, text: str) -> str:
    """A text about or by the person, masked where the person is covered."""
    if not is_covered(application):
        return text
    return masked(text, name=application.name, email=application.email, phone=application.phone)
