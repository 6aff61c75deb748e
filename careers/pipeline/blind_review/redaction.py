"""Taking out of a text who wrote it: name, contact, school. It finds what is written as such, and no more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Of one part of a name, and of several without a blank between them, as in the name of an account.
MIN_NAME_LENGTH, MIN_JOINED_LENGTH = 2, 6
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|dev|me|ai|co|eu|uk|de|fr|ch|at|example)(?:/\S*)?\b",
    re.IGNORECASE,
)
# Eight digits and more with what people put between them; years such as 2019–2023 stay.
_PHONE = re.compile(
    r"(?<![\w/])(?:\+|\(?0)[\d(][\d\s().\-/]{6,18}\d|(?<![\w/–-])(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3,4}[\s.-]\d{3,5}(?!\w)"
)
_BETWEEN_DIGITS = r"[\s().\-/]{0,3}"
_SCHOOL = re.compile(
    r"\b(?:universi\w*|college|polytechni\w*|institute of \w+|school|academy|acad[ée]mie|hochschule|fachhochschule"
    r"|[ée]cole|facult\w+|alma mater|lyc[ée]e|gymnasium|campus|MIT|ETH|EPFL|UCLA|LSE)\b",
    re.IGNORECASE,
)
# What somebody has to follow, as it is, to take part.
_JOINED_BY = re.compile(r"(https?://\S+)", re.IGNORECASE)
# Nobody writes such a word, and looking for addresses in it takes the square of its length.
_ENDLESS = re.compile(r"\S{300,}")
# What is not seen in a text, and parts a name for whoever looks for it: a place to break a line, a mark of bytes.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_MARKS = "[\u0300-\u036f]*"
# Letters that people also write with plain ones, as file names and accounts do; an umlaut may be an e behind it.
_SPELLED = {
    "ß": "(?:ß|ss)", "ø": "(?:ø|oe?)", "ł": "[łl]", "đ": "[đd]", "ð": "[ðd]", "ı": "[ıi]", "æ": "(?:æ|ae)",
    "œ": "(?:œ|oe)", "þ": "(?:þ|th)", "å": f"a{_MARKS}a?", "ä": f"a{_MARKS}e?", "ö": f"o{_MARKS}e?",
    "ü": f"u{_MARKS}e?",
}  # fmt: skip
# Scripts in which no blank stands around a name: Thai to Burmese, Hangul in its letters, Khmer, kana, Han.
_UNPARTED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
LONG_WORD = "[long word hidden]"
NAME, CONTACT, SCHOOL = "[name hidden]", "[contact hidden]", "[school hidden]"


def redact(text: str, *, name: str, email: str = "", phone: str = "") -> str:
    """The text without the person's name in any of its parts, addresses, links, phone numbers, and lines of schools."""
    if not text:
        return text
    text = _ENDLESS.sub(LONG_WORD, _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    lines = [SCHOOL if _SCHOOL.search(line) else line for line in text.split("\n")]
    hidden = "\n".join(lines)
    for known in filter(None, (email, phone)):
        hidden = hidden.replace(known, CONTACT)
    for pattern in (_ADDRESS, _LINK, *_number(phone), _PHONE):
        hidden = pattern.sub(CONTACT, hidden)
    return _without_name(hidden, name, email)


def redact_contact_details(text: str, *, name: str, email: str = "", phone: str = "") -> str:
    """The text without the person's own name, address and number: how to come to a place or to a call stays in it."""
    apart = _JOINED_BY.split(unicodedata.normalize("NFC", text))
    return "".join(
        part if number % 2 else _without_own(part, name, email, phone) for number, part in enumerate(apart)
    )


def _without_own(text: str, name: str, email: str, phone: str) -> str:
    for known in filter(None, (email, phone)):
        text = text.replace(known, CONTACT)
    for pattern in _number(phone):
        text = pattern.sub(CONTACT, text)
    return _without_name(text, name, email)


def _number(phone: str) -> list[re.Pattern[str]]:
    """The person's own number, however its digits are grouped, with or without the country before it."""
    digits = [mark for mark in phone if mark.isdecimal()][-9:]
    if len(digits) < 7:
        return []
    before = rf"(?<!\d)[+(]{{0,2}}(?:\d{_BETWEEN_DIGITS}){{0,6}}"
    return [re.compile(f"{before}{_BETWEEN_DIGITS.join(digits)}(?!\\d)")]


def _without_name(text: str, name: str, email: str) -> str:
    name = unicodedata.normalize("NFC", name).strip()
    parts = [part for part in re.split(r"[\s,.'’-]+", name) if part]
    handle = email.partition("@")[0]
    known = {name, *(one for one in parts if len(one) >= MIN_NAME_LENGTH)}
    known |= {handle} if len(handle) > MIN_NAME_LENGTH else set()
    found = [_spelled(one) for one in sorted(known, key=len, reverse=True) if one]
    patterns = [_joined(parts), _joined(parts[::-1]), *(_apart(one) for one in found)]
    pattern = "|".join(one for one in patterns if one)
    # Letters and their marks apart, as many PDF files have them: so each is found with its mark and without.
    text = unicodedata.normalize("NFD", text)
    text = re.sub(pattern, NAME, text, flags=re.IGNORECASE) if pattern else text
    return unicodedata.normalize("NFC", text)


def _joined(parts: Sequence[str]) -> str:
    """All parts at one go, also in the middle of a word, as in the name of an account or a file."""
    is_unparted = bool(parts) and all(_UNPARTED.search(unicodedata.normalize("NFD", part)) for part in parts)
    shortest = MIN_NAME_LENGTH if is_unparted else MIN_JOINED_LENGTH
    if len(parts) < 2 or sum(map(len, parts)) < shortest:
        return ""
    return r"[\W_]{0,3}".join(map(_spelled, parts))


def _apart(spelled: str) -> str:
    """Only where it is a word of its own, in scripts that part words; an underscore parts them too."""
    return spelled if _UNPARTED.search(spelled) else rf"(?<![^\W_]){spelled}(?![^\W_])"


def _spelled(text: str) -> str:
    """The pattern of a text in any case, with the marks of its letters and without."""
    return "".join(_SPELLED.get(mark) or _plain(mark) for mark in text.lower())


def _plain(mark: str) -> str:
    # Marks of other scripts, such as vowels, stay what they are.
    base = [one for one in unicodedata.normalize("NFD", mark) if not "\u0300" <= one <= "\u036f"]
    return "".join(re.escape(one) + (_MARKS if one.isalpha() and one < "\u0590" else "") for one in base)
