"""How long applications are kept after the last contact with the candidate."""

from datetime import timedelta

from careers.company.queries import company_profile

# The longest period that data protection authorities accept without questions (CNIL: two years).
MAX_MONTHS = 24
DAYS_IN_24_MONTHS = 730


def retention_months() -> int:
    """Return the retention period in months."""
    return company_profile().retention_months


def retention_period() -> timedelta:
    """Return the retention period as a timedelta; 24 months are two years."""
    return timedelta(days=retention_months() * DAYS_IN_24_MONTHS // MAX_MONTHS)
