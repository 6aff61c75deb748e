"""Applications with a history, for reports to count."""

from datetime import UTC, datetime, timedelta
from typing import Any

from careers.applications.models import HIRED, REJECTED, Application
from careers.postings.models import Posting
from tests.factories import an_application

NOON = datetime(2026, 3, 16, 12, tzinfo=UTC)
PERIOD = "since=2026-01-01&until=2026-03-31"


def sent(posting: Posting, *, read: float | None = None, decided: float | None = None, **values: Any) -> Application:
    """An application that was sent at ``NOON``, read and decided so many days later, and promised ten days."""
    given: dict[str, Any] = {
        "submitted_at": NOON,
        "reply_due_at": NOON + timedelta(days=10),
        "documents": [],
    }
    if read is not None:
        given["first_read_at"] = NOON + timedelta(days=read)
    if decided is not None:
        given |= {
            "disposition": REJECTED,
            "disposition_reason": "skills",
            "disposed_at": NOON + timedelta(days=decided),
        }
    return an_application(posting, **given | values)


def hired(posting: Posting, decided: float, **values: Any) -> Application:
    """One that ended well."""
    return sent(posting, decided=decided, **{"disposition": HIRED, "stage": "offer"} | values)
