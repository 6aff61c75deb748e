"""What a link to one's own page opens: an application, or a submission that waits to become one."""

from __future__ import annotations

from careers.applications.models import Application
from careers.applications.portal.queries import access_with, address_of
from careers.applications.quarantine.queries import Held, held_with
from careers.applications.queries import whole_application

Sent = Application | Held


def sent_with(token: str, *, to_change: bool = False) -> Sent | None:
    """What a token that came by e-mail opens; ``to_change`` keeps what waits from becoming an application meanwhile."""
    application = _proven_application(token)
    if application is not None:
        return application
    held = held_with(token, to_change=to_change)
    if held is not None and held.submission.application_id is None:
        return held if held.proves_address else None
    # Where it became an application in between, its access moved with it.
    return _proven_application(token)


def address_behind(sent: Sent) -> str:
    """The address to which the link went, in its normalized form."""
    return (
        address_of(sent.candidate_id) if isinstance(sent, Application) else sent.submission.email_normalized
    )


def reference_of(sent: Sent) -> str:
    """The reference that the receipt names."""
    return sent.reference if isinstance(sent, Application) else sent.submission.reference


def _proven_application(token: str) -> Application | None:
    access = access_with(token)
    return whole_application(access.application_id) if access and access.proves_address else None
