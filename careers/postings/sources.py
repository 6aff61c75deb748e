"""Where somebody came from, as the link that they followed says it: carried in addresses, never in a cookie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

PARAMETER = "source"
# What other sites put behind a link. The first that is there counts.
NAMES = (PARAMETER, "utm_source", "ref")
CAMPAIGN = "utm_campaign"
# What other sites, mailers and advertisements put into addresses for themselves.
TRACKING_PARAMETER = re.compile(r"utm_\w*|\w*clid|mc_[ce]id|gad?_\w+|_ga\w*|_hs\w+|gh_src|igshid|li_fat_id")
MAX_LENGTH = 80
DEFAULT_SOURCE = "careers site"
# Anybody may write into an address: what is kept is letters, digits and a few marks, and begins with a letter or digit,
# so that it can be shown, exported and put into an address as it is. An e-mail address does not come through whole.
_UNUSUAL = re.compile(r"[^\w .,:/&+()-]+")


def source_in(arguments: Mapping[str, str]) -> str:
    """The source that a query string names, cleaned; empty where it names none. Never raises."""
    name = next((name for name in NAMES if clean_source(arguments.get(name))), None)
    if name is None:
        return ""
    said = clean_source(arguments.get(name))
    campaign = clean_source(arguments.get(CAMPAIGN)) if name == "utm_source" else ""
    return clean_source(f"{said} / {campaign}") if campaign else said


def clean_source(text: str | None) -> str:
    """At most ``MAX_LENGTH`` harmless characters of a text."""
    plain = " ".join(_UNUSUAL.sub(" ", text or "").split()).lstrip(" .,:/&+()-_")
    return plain[:MAX_LENGTH].rstrip()


def with_source(address: str, source: str) -> str:
    """The address of a page of this site, naming the source where there is one."""
    if not source:
        return address
    page, mark, place = address.partition("#")
    joint = "&" if "?" in page else "?"
    return f"{page}{joint}{urlencode({PARAMETER: source})}{mark}{place}"


def is_tracking_parameter(name: str) -> bool:
    """Whether an argument of an address is there for whoever made the link, and asks for nothing."""
    return name in NAMES or TRACKING_PARAMETER.fullmatch(name) is not None
