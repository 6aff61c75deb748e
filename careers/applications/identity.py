"""What an application is called where it must not say whose it is."""

from __future__ import annotations

from careers.applications.models import Application


def alias_of(application: Application) -> str:
    """A name without the person: ``Candidate`` and the reference."""
    return alias(application.reference)


def alias(reference: str) -> str:
    """The same, of the reference alone."""
    return f"Candidate {reference}"


def mailed_name(application: Application) -> str:
    """The name for an e-mail to staff. Where the posting is reviewed blind it is the alias, whoever reads it:

    an e-mail stays where it was delivered, and is forwarded. The posting must be loaded.
    """
    is_hidden = application.posting.blind_review and application.identity_revealed_at is None
    return alias_of(application) if is_hidden else application.name
