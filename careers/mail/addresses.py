"""Email addresses: validate them, and normalize them for comparison."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

MAX_LENGTH = 254
MAX_TYPED_LENGTH = 1_000  # characters, blanks and all
UNUSABLE = "This isn’t a complete email address. Enter one like name@example.com."
SEVERAL = "Enter only one email address."


def normalized(address: str) -> str:
    """Return ``address`` in the form for comparing and unique columns; emails go to the address as typed.

    The domain is converted to lower-case IDNA form, and the local part to lower case: RFC 5321 lets a server
    distinguish ``Anna`` from ``anna``, but no real mailbox does, and one person must not become two. It is not
    case-folded: ``straße`` and ``strasse`` are different mailboxes, and their owners must not be confused. Raises
    ValueError with a sentence for the user.
    """
    # Normalizing a hundred thousand combining marks on one letter takes minutes.
    if len(address) > MAX_TYPED_LENGTH:
        raise ValueError(UNUSABLE)
    text = unicodedata.normalize("NFC", address.strip())
    if text.count("@") > 1 and any(mark in text for mark in ",; "):
        raise ValueError(SEVERAL)
    try:
        # Addresses under .test are accepted: test sites use them, and nobody can own one (RFC 2606).
        parts = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise ValueError(UNUSABLE) from None
    domain = (parts.ascii_domain or "").lower()
    result = f"{unicodedata.normalize('NFC', parts.local_part.lower())}@{domain}"
    if "." not in domain or len(result) > MAX_LENGTH:
        raise ValueError(UNUSABLE)
    return result
