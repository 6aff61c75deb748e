"""Secrets that open a draft or a receipt: random or derived, and known to the database as hashes only."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from flask import current_app

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10
LONGEST_TOKEN = 64


def new_token() -> str:
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def new_form_key() -> str:
    """What tells one form that was shown from the next; it opens nothing."""
    return secrets.token_urlsafe(12)


def token_hash(token: str) -> str:
    """What the database keeps of a token: enough to find it, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def receipt_token(draft_token: str) -> str:
    """The token of the receipt that comes of a draft: the same however often the draft is submitted."""
    return hmac.new(draft_token.encode(), b"receipt", hashlib.sha256).hexdigest()


def new_reference() -> str:
    """What people quote: ten characters that cannot be mistaken for each other, 49 random bits."""
    letters = [secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH)]
    return "".join(letters[:5]) + "-" + "".join(letters[5:])


def sealed(token: str) -> str:
    """A token as it may wait in the database to be sent: whoever reads the database alone cannot use it."""
    return _fernet().encrypt(token.encode()).decode()


def unsealed(text: str) -> str:
    """The token in what ``sealed`` made. Raises InvalidToken when the site's secret has changed since."""
    return _fernet().decrypt(text.encode()).decode()


def keyed_hash(kind: str, name: str) -> str:
    """What is counted of an address: the same each time, and of no use without the site's secret."""
    return hmac.new(_secret(), f"{kind}\n{name}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _fernet() -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.new(_secret(), b"sealed tokens", hashlib.sha256).digest()))


def _secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
