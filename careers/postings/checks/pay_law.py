"""The places where the law requires postings to state the pay range."""

from careers.postings import presenters
from careers.postings.models import Posting

# US states that require private employers to state the range, by region code.
STATES = {
    "CA": "California",
    "CO": "Colorado",
    "IL": "Illinois",
    "NY": "New York",
    "WA": "Washington",
}
# Members of the European Union: Directive (EU) 2023/970, article 5.
EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
REMOTE_US = "remote work from the US, which includes " + ", ".join(STATES.values())


def places_requiring_pay(posting: Posting) -> list[str]:
    """Return the places of a posting whose law requires its pay, as phrases. Its locations must be loaded."""
    places = [_office(place.country, place.region) for place in posting.locations]
    if posting.is_remote:
        codes = presenters.remote_countries(posting)
        places += [REMOTE_US] * ("US" in codes)
        places += [_country(code) for code in codes if code in EU]
    return list(dict.fromkeys(filter(None, places)))


def _office(country: str, region: str) -> str:
    if country in EU:
        return _country(country)
    if country != "US":
        return ""
    return STATES.get(region.strip().upper(), region if region in STATES.values() else "")


def _country(code: str) -> str:
    return f"{presenters.COUNTRIES.get(code, code)} (EU 2023/970)"
