"""Remove the author's identity from a text: name, contact details, and school.

It only finds what is written as such.
"""

import re
import unicodedata
from collections.abc import Sequence

# The shortest part of a name that is redacted alone, and several together, as in the name of an account.
MIN_NAME_LENGTH, MIN_JOINED_LENGTH = 2, 6
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|dev|me|ai|co|eu|uk|de|fr|ch|at|example)(?:/\S*)?\b",
    re.IGNORECASE,
)
# Eight or more digits with common separators; years such as 2019–2023 stay.
_PHONE = re.compile(
    r"(?<![\w/])(?:\+|\(?0)[\d(][\d\s().\-/]{6,18}\d|(?<![\w/–-])(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3,4}[\s.-]\d{3,5}(?!\w)"
)
_BETWEEN_DIGITS = r"[\s().\-/]{0,3}"
_SCHOOL = re.compile(
    r"\b(?:universi\w*|college|polytechni\w*|institute of \w+|school|academy|acad[ée]mie|hochschule|fachhochschule"
    r"|[ée]cole|facult\w+|alma mater|lyc[ée]e|gymnasium|campus|MIT|ETH|EPFL|UCLA|LSE)\b",
    re.IGNORECASE,
)
# What participants have to follow exactly.
_JOINED_BY = re.compile(r"(https?://\S+)", re.IGNORECASE)
# No real word is longer, and searching it for addresses takes quadratic time.
_ENDLESS = re.compile(r"\S{300,}")
# Invisible characters that split a name: soft line breaks, byte order marks.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_MARKS = "[\u0300-\u036f]*"
# Letters with common plain spellings in file names and accounts; an umlaut may also add an e.
_SPELLED = {
    "ß": "(?:ß|ss)", "ø": "(?:ø|oe?)", "ł": "[łl]", "đ": "[đd]", "ð": "[ðd]", "ı": "[ıi]", "æ": "(?:æ|ae)",
    "œ": "(?:œ|oe)", "þ": "(?:þ|th)", "å": f"a{_MARKS}a?", "ä": f"a{_MARKS}e?", "ö": f"o{_MARKS}e?",
    "ü": f"u{_MARKS}e?",
}  # fmt: skip
# Scripts without spaces around names: Thai to Burmese, Hangul, Khmer, kana, Han.
_UNPARTED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
LONG_WORD = "[long word hidden]"
NAME, CONTACT, SCHOOL = "[name hidden]", "[contact hidden]", "[school hidden]"


def redact(text: str, *, name: str, email: str = "", phone: str = "") -> str:
    """Return the text without the person's name or parts of it, addresses, links, phone numbers, and lines
    with schools.
    """
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
    """Return the text without the person's own name, address, and number; directions to a place or call stay."""
    apart = _JOINED_BY.split(unicodedata.normalize("NFC", text))
    return "".join(part if number % 2 else _without_own(part, name, email, phone) for number, part in enumerate(apart))


def _without_own(text: str, name: str, email: str, phone: str) -> str:
    for known in filter(None, (email, phone)):
        text = text.replace(known, CONTACT)
    for pattern in _number(phone):
        text = pattern.sub(CONTACT, text)
    return _without_name(text, name, email)


def _number(phone: str) -> list[re.Pattern[str]]:
    """Return a pattern for the phone number, however its digits are grouped, with or without a country code."""
    digits = [mark for mark in phone if mark.isdecimal()][-9:]
    if len(digits) < 7:
        return []
    before = rf"(?<!\d)[+(]{{0,2}}(?:\d{_BETWEEN_DIGITS}){{0,6}}"
    return [re.compile(f"{before}{_BETWEEN_DIGITS.join(digits)}(?!\\d)")]


def _without_name(text: str, name: str, email: str) -> str:
    name = unicodedata.normalize("NFC", name).strip()
    parts = [part for part in re.split(r"[\s,.'’-]+", name) if part]
    handle = email.partition("@")[0]
    known = {name, *(part for part in parts if len(part) >= MIN_NAME_LENGTH)}
    known |= {handle} if len(handle) > MIN_NAME_LENGTH else set()
    found = [_spelled(name) for name in sorted(known, key=len, reverse=True) if name]
    patterns = [_joined(parts), _joined(parts[::-1]), *(_apart(pattern) for pattern in found)]
    pattern = "|".join(pattern for pattern in patterns if pattern)
    # Letters and diacritics separately, as in many PDF files, so that each is found with or without.
    text = unicodedata.normalize("NFD", text)
    text = re.sub(pattern, NAME, text, flags=re.IGNORECASE) if pattern else text
    return unicodedata.normalize("NFC", text)


def _joined(parts: Sequence[str]) -> str:
    """Return a pattern for all parts together, even inside a word, as in the name of an account or a file."""
    is_unparted = bool(parts) and all(_UNPARTED.search(unicodedata.normalize("NFD", part)) for part in parts)
    shortest = MIN_NAME_LENGTH if is_unparted else MIN_JOINED_LENGTH
    if len(parts) < 2 or sum(map(len, parts)) < shortest:
        return ""
    return r"[\W_]{0,3}".join(map(_spelled, parts))


def _apart(spelled: str) -> str:
    """Return the pattern as a whole word in scripts that separate words; an underscore separates them too."""
    return spelled if _UNPARTED.search(spelled) else rf"(?<![^\W_]){spelled}(?![^\W_])"


def _spelled(text: str) -> str:
    """Return a pattern for the text in any case, with or without diacritics."""
    return "".join(_SPELLED.get(mark) or _plain(mark) for mark in text.lower())


def _plain(mark: str) -> str:
    # Marks of other scripts, such as vowels, stay.
    base = [character for character in unicodedata.normalize("NFD", mark) if not "\u0300" <= character <= "\u036f"]
    return "".join(
        re.escape(character) + (_MARKS if character.isalpha() and character < "\u0590" else "") for character in base
    )
