"""An alert as its own page shows it, in words."""

from __future__ import annotations

from dataclasses import dataclass

from careers.clock import local_date
from careers.company.queries import company_profile
from careers.formatting import format_date
from careers.postings.alerts.criteria import criteria_words, phrase, wish_of
from careers.postings.alerts.models import ACTIVE, ENDED, PAUSED, UNCONFIRMED, Alert
from careers.postings.alerts.queries import alerts_of
from careers.postings.alerts.schedule import FREQUENCIES
from careers.postings.alerts.services import ENDED_FOR
from careers.postings.alerts.tokens import token_for
from careers.postings.listing.presenters import labels

STATES = {
    UNCONFIRMED: "Not confirmed yet",
    ACTIVE: "Active",
    PAUSED: "Paused",
    ENDED: "Ended",
}


@dataclass(frozen=True)
class AlertPage:
    """What the page of an alert shows. ``others`` are the address's other alerts as (criteria, address)."""

    email: str
    state: str
    criteria: list[tuple[str, str]]
    frequency: tuple[str, str]
    standing: list[tuple[str, str]]
    jobs_url: str
    others: list[tuple[str, str]]
    kept_days: int
    count: int


def alert_page(alert: Alert) -> AlertPage:
    """Say an alert in words. Its subscriber must be loaded."""
    known = labels()
    # Whoever has not confirmed an address is not told what else it has.
    all_alerts = alerts_of(alert.subscriber_id) if alert.state != UNCONFIRMED else []
    return AlertPage(
        email=alert.subscriber.email,
        state=alert.state,
        criteria=criteria_words(alert.criteria, known) or [("Positions", "All")],
        frequency=("How often", FREQUENCIES[alert.frequency]),
        standing=[("State", STATES[alert.state]), ("Next message", _next_message(alert))],
        jobs_url=wish_of(alert.criteria).address(),
        others=[
            (phrase(other.criteria, known), f"/alerts/{token_for(other)}")
            for other in all_alerts
            if other.id != alert.id
        ],
        kept_days=ENDED_FOR.days,
        count=len(all_alerts),
    )


def _next_message(alert: Alert) -> str:
    if alert.due_at is None:
        return ""
    day = local_date(alert.due_at, company_profile().time_zone)
    return f"On {format_date(day)} at the earliest, and only if something new has opened"
