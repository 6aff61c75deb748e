"""Email addresses: whether one is usable, and the form in which two spellings of it are equal."""

from __future__ import annotations

import unicodedata

from email_validator import EmailNotValidError, validate_email

MAX_LENGTH = 254
MAX_TYPED_LENGTH = 1_000  # characters, blanks and all
UNUSABLE = "This isn’t a complete email address. Enter one like name@example.com."
SEVERAL = "Enter only one email address."


def normalized(address: str) -> str:
    """The form of ``address`` for comparing and for unique columns; messages go to the address as typed.

    The domain becomes its lower-case IDNA form, the part before the @ its lower-case one: RFC 5321 lets a server
    tell ``Anna`` from ``anna``, but no mailbox that people use does, and one person must not become two. It is
    not case-folded: ``straße`` and ``strasse`` are two mailboxes, and one's owner must not pass for the other.
    Raises ValueError with a sentence for the person who typed it.
    """
    # Sorting a hundred thousand marks above one letter takes minutes, and everybody waits.
    if len(address) > MAX_TYPED_LENGTH:
        raise ValueError(UNUSABLE)
    text = unicodedata.normalize("NFC", address.strip())
    if text.count("@") > 1 and any(mark in text for mark in ",; "):
        raise ValueError(SEVERAL)
    try:
        # Addresses under .test pass: rehearsals of the site use them, and nobody can own one (RFC 2606).
        parts = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise ValueError(UNUSABLE) from None
    domain = (parts.ascii_domain or "").lower()
    result = f"{unicodedata.normalize('NFC', parts.local_part.lower())}@{domain}"
    if "." not in domain or len(result) > MAX_LENGTH:
        raise ValueError(UNUSABLE)
    return result
