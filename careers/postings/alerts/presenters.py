"""The texts about a job alert, for its page and its emails."""

from collections.abc import Mapping
from dataclasses import dataclass

from careers.clock import local_date
from careers.company.queries import company_profile
from careers.formatting import format_date
from careers.postings.alerts.criteria import filter_of
from careers.postings.alerts.models import ACTIVE, DAILY, ENDED, PAUSED, UNCONFIRMED, WEEKLY, Alert, Criteria
from careers.postings.alerts.queries import alerts_of
from careers.postings.alerts.services import ENDED_LIFETIME, SENT_EMAIL_LIFETIME
from careers.postings.alerts.tokens import token_for
from careers.postings.listing.filters import FILTER_LABELS
from careers.postings.listing.presenters import filter_options

MAX_QUERY_LENGTH = 200  # characters shown of a search
FREQUENCIES = {WEEKLY: "Weekly, on Monday mornings", DAILY: "Daily, in the morning"}
STATES = {UNCONFIRMED: "Not confirmed yet", ACTIVE: "Active", PAUSED: "Paused", ENDED: "Ended"}


@dataclass(frozen=True)
class AlertPage:
    """The content of an alert's page. ``others`` are the address's other alerts as (criteria, path)."""

    email: str
    state: str
    criteria: list[tuple[str, str]]
    frequency: tuple[str, str]
    status: list[tuple[str, str]]
    jobs_url: str
    others: list[tuple[str, str]]
    kept_days: int
    sent_days: int
    count: int


def alert_page(alert: Alert) -> AlertPage:
    """Return the page of an alert. Its subscriber must be loaded."""
    options = filter_options()
    # Someone who hasn't confirmed the address must not learn about its other alerts.
    all_alerts = alerts_of(alert.subscriber_id) if alert.state != UNCONFIRMED else []
    return AlertPage(
        email=alert.subscriber.email,
        state=alert.state,
        criteria=describe_criteria(alert.criteria, options) or [("Positions", "All")],
        frequency=("How often", FREQUENCIES[alert.frequency]),
        status=[("Status", STATES[alert.state]), ("Next email", _next_email(alert))],
        jobs_url=filter_of(alert.criteria).address(),
        others=[
            (criteria_phrase(other.criteria, options), f"/alerts/{token_for(other)}")
            for other in all_alerts
            if other.id != alert.id
        ],
        kept_days=ENDED_LIFETIME.days,
        sent_days=SENT_EMAIL_LIFETIME.days,
        count=len(all_alerts),
    )


def _next_email(alert: Alert) -> str:
    if alert.due_at is None:
        return ""
    day = local_date(alert.due_at, company_profile().time_zone)
    return f"{format_date(day)} at the earliest, if something new has opened"


def describe_criteria(criteria: Criteria, options: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return the criteria as (label, values): ("Team", "Design or Sales"). ``options`` are ``filter_options()``."""
    described = [("Words", f"“{_shortened(criteria['q'])}”")] if "q" in criteria else []
    described += [
        (label, " or ".join(options[name].get(value, value) for value in criteria[name]))
        for name, label in FILTER_LABELS.items()
        if name in criteria
    ]
    if "pay_min" in criteria:
        described.append(("Pay", f"at least {criteria['pay_min']:,} a year"))
    return described


def criteria_phrase(criteria: Criteria, options: Mapping[str, Mapping[str, str]]) -> str:
    """Return the criteria as one line."""
    described = describe_criteria(criteria, options)
    return "; ".join(f"{label}: {values}" for label, values in described) or "All positions"


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_QUERY_LENGTH else text[:MAX_QUERY_LENGTH] + "…"
