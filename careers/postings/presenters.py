"""The wording of a posting's pay, locations, workplace, and dates, the same on every page."""

from careers.clock import last_day
from careers.formatting import format_amount, format_date, format_day_and_month, format_money
from careers.postings.models import PUBLISHED, Posting

EMPLOYMENT_TYPES = {
    "FULL_TIME": "Full time",
    "PART_TIME": "Part time",
    "CONTRACTOR": "Contract",
    "TEMPORARY": "Temporary",
    "INTERN": "Internship",
    "VOLUNTEER": "Volunteer",
    "PER_DIEM": "Per diem",
    "OTHER": "Other",
}
WORKPLACES = {"remote": "Remote", "hybrid": "Hybrid", "on_site": "On site"}
PAY_UNITS = {"YEAR": "a year", "MONTH": "a month", "WEEK": "a week", "DAY": "a day", "HOUR": "an hour"}
# Short names of the countries that postings are likely to name; others appear as ISO 3166 codes.
COUNTRIES = {
    "AR": "Argentina", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil",
    "CA": "Canada", "CH": "Switzerland", "CL": "Chile", "CO": "Colombia", "CY": "Cyprus", "CZ": "Czechia",
    "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FR": "France",
    "GB": "UK", "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IL": "Israel", "IN": "India",
    "IS": "Iceland", "IT": "Italy", "JP": "Japan", "KE": "Kenya", "KR": "South Korea", "LT": "Lithuania",
    "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta", "MX": "Mexico", "NG": "Nigeria", "NL": "Netherlands",
    "NO": "Norway", "NZ": "New Zealand", "PH": "Philippines", "PL": "Poland", "PT": "Portugal", "RO": "Romania",
    "RS": "Serbia", "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia", "TR": "Türkiye",
    "UA": "Ukraine", "US": "US", "UY": "Uruguay", "VN": "Vietnam", "ZA": "South Africa",
}  # fmt: skip
MAX_NAMED = 3  # countries in a list; a posting's own page names them all
SECTION_TITLES = {
    "description": "The position",
    "responsibilities": "What you’ll do",
    "qualifications": "What you bring",
    "education_requirements": "Education",
    "experience_requirements": "Experience",
    "job_benefits": "What we offer",
    "how_to_apply": "How to apply",
}


def pay(posting: Posting) -> str | None:
    """Return pay such as "$95,000–115,000 a year"; None without a range."""
    low, high = posting.base_salary_min, posting.base_salary_max
    if low is None or high is None:
        return None
    amounts = format_money(low, posting.base_salary_currency)
    if low != high:
        amounts += f"–{format_amount(high, posting.base_salary_currency)}"
    return f"{amounts} {PAY_UNITS.get(posting.base_salary_unit, '')}".strip()


def workplaces(posting: Posting) -> list[str]:
    """Return the keys of ``WORKPLACES`` that apply to the posting."""
    return ["remote"] * posting.is_remote + [posting.office_mode] * bool(posting.office_mode)


def workplace(posting: Posting) -> str:
    """Return the workplace, such as "Remote or hybrid"."""
    return " or ".join(WORKPLACES[key] for key in workplaces(posting)).capitalize()


def places(posting: Posting, *, short: bool = False) -> str:
    """Return places such as "Remote (US), or San Francisco, CA (hybrid)"; ``short`` counts many countries."""
    offices = " or ".join(_office(place.locality, place.region) for place in posting.locations)
    if offices and posting.office_mode:
        offices += f" ({WORKPLACES[posting.office_mode].lower()})"
    if not posting.is_remote:
        return offices
    codes = remote_countries(posting)
    countries = ", ".join(COUNTRIES.get(code, code) for code in codes)
    if short and len(codes) > MAX_NAMED:
        countries = f"{len(codes)} countries"
    remote = f"Remote ({countries})" if countries else "Remote"
    return f"{remote}, or {offices}" if offices else remote


def _office(locality: str, region: str) -> str:
    return f"{locality}, {region}" if region and region != locality else locality


def remote_countries(posting: Posting) -> list[str]:
    """Return the ISO 3166 codes of the countries in which people can work remotely."""
    return [code.strip() for code in posting.remote_countries.split(",") if code.strip()]


def employment(posting: Posting) -> str:
    """Return the employment type, such as "Full time"."""
    return EMPLOYMENT_TYPES.get(posting.employment_type, posting.employment_type)


def closing_day(posting: Posting, zone: str) -> str:
    """Return the closing date, such as "18 December 2026", whatever the posting's state."""
    return format_date(last_day(posting.valid_through, zone)) if posting.valid_through else "until filled"


def closes(posting: Posting, zone: str, *, short: bool = False) -> str:
    """Return when applications close, as a phrase."""
    if posting.state != PUBLISHED:
        return "Closed"
    if posting.valid_through is None:
        return "Open until filled"
    last = last_day(posting.valid_through, zone)
    return f"Apply by {format_day_and_month(last) if short else format_date(last)}"


def reply_time(posting: Posting) -> str:
    """Return how soon an applicant hears back, as a phrase."""
    days = posting.reply_within_days
    return f"Within {days} working day{'s' if days != 1 else ''} of applying"
