"""How long applications are kept after the last contact, as somebody decided and said why."""

from __future__ import annotations

from datetime import timedelta

from careers.company.queries import company_profile

# The longest that data protection authorities accept without asking (CNIL: two years after the last contact).
MAX_MONTHS = 24
DAYS_IN_24_MONTHS = 730


def retention_months() -> int:
    """The months after the last contact."""
    return company_profile().retention_months


def retention_period() -> timedelta:
    """The same as a time; 24 months are two years."""
    return timedelta(days=retention_months() * DAYS_IN_24_MONTHS // MAX_MONTHS)
