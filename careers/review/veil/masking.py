"""Taking out of a text who wrote it: name, contact, school. It finds what is written as such, and no more."""

from __future__ import annotations

import re

SHORTEST_NAME = 2
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|dev|me|ai|co|eu|uk|de|fr|ch|at|example)(?:/\S*)?\b",
    re.IGNORECASE,
)
# Eight digits and more with what people put between them; years such as 2019–2023 stay.
_PHONE = re.compile(
    r"(?<![\w/])(?:\+|\(?0)[\d(][\d\s().\-/]{6,18}\d|(?<![\w/–-])\d{3}[\s.-]\d{3,4}[\s.-]\d{3,5}(?!\w)"
)
_SCHOOL = re.compile(
    r"\b(?:universi\w*|college|polytechni\w*|institute of \w+|school|academy|acad[ée]mie|hochschule|fachhochschule"
    r"|[ée]cole|facult\w+|alma mater|lyc[ée]e|gymnasium|campus|MIT|ETH|EPFL|UCLA|LSE)\b",
    re.IGNORECASE,
)
# Nobody writes such a word, and looking for addresses in it takes the square of its length.
_ENDLESS = re.compile(r"\S{300,}")
ENDLESS = "[long word hidden]"
NAME, CONTACT, SCHOOL = "[name hidden]", "[contact hidden]", "[school hidden]"


def masked(text: str, *, name: str, email: str = "", phone: str = "") -> str:
    """The text without the person's name in any of its parts, addresses, links, phone numbers, and lines of schools."""
    if not text:
        return text
    text = _ENDLESS.sub(ENDLESS, text)
    lines = [SCHOOL if _SCHOOL.search(line) else line for line in text.split("\n")]
    hidden = "\n".join(lines)
    for known in filter(None, (email, phone)):
        hidden = hidden.replace(known, CONTACT)
    for pattern in (_ADDRESS, _LINK, _PHONE):
        hidden = pattern.sub(CONTACT, hidden)
    return _without_name(hidden, name, email)


def _without_name(text: str, name: str, email: str) -> str:
    parts = [part for part in re.split(r"[\s,.'’-]+", name) if len(part) >= SHORTEST_NAME]
    handle = email.partition("@")[0]
    known = sorted(
        {name.strip(), *parts, *([handle] if len(handle) > SHORTEST_NAME else [])}, key=len, reverse=True
    )
    words = [re.escape(part) for part in known if part]
    return re.sub(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", NAME, text, flags=re.IGNORECASE) if words else text
