"""The source of a visitor, named in the URL of the link they followed. It is kept in URLs, never in a cookie."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

PARAMETER = "source"
# Parameters that name a source; the first one present counts.
NAMES = (PARAMETER, "utm_source", "ref")
CAMPAIGN = "utm_campaign"
# Parameters that other sites, mailers, and ads add to links for themselves.
TRACKING_PARAMETER = re.compile(r"utm_\w*|\w*clid|mc_[ce]id|gad?_\w+|_ga\w*|_hs\w+|gh_src|igshid|li_fat_id")
MAX_LENGTH = 80
DEFAULT_SOURCE = "careers site"
# Anyone can make up a URL. Only letters, digits, and some punctuation are kept, starting with a letter or digit,
# so that a source is safe to show, export, and put into a URL, and no complete email address gets through.
_UNUSUAL = re.compile(r"[^\w .,:/&+()-]+")


def source_in(arguments: Mapping[str, str]) -> str:
    """Return the cleaned source that a query string names, or an empty string. Never raises."""
    name = next((name for name in NAMES if clean_source(arguments.get(name))), None)
    if name is None:
        return ""
    source = clean_source(arguments.get(name))
    campaign = clean_source(arguments.get(CAMPAIGN)) if name == "utm_source" else ""
    return clean_source(f"{source} / {campaign}") if campaign else source


def clean_source(text: str | None) -> str:
    """Return the text without unusual characters, at most ``MAX_LENGTH`` long."""
    plain = " ".join(_UNUSUAL.sub(" ", text or "").split()).lstrip(" .,:/&+()-_")
    return plain[:MAX_LENGTH].rstrip()


def with_source(address: str, source: str) -> str:
    """Return the URL of a page of this site with the source, if there is one."""
    if not source:
        return address
    page, hash_sign, fragment = address.partition("#")
    separator = "&" if "?" in page else "?"
    return f"{page}{separator}{urlencode({PARAMETER: source})}{hash_sign}{fragment}"


def is_tracking_parameter(name: str) -> bool:
    """Return whether a URL parameter only tracks where a link came from."""
    return name in NAMES or TRACKING_PARAMETER.fullmatch(name) is not None
