"""Secrets that open a draft or the portal: random or derived, and stored only as hashes."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

from cryptography.fernet import Fernet
from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import InstrumentedAttribute

from careers.clock import now

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10
MAX_TOKEN_LENGTH = 64


def new_token() -> str:
    """Return 256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def new_form_key() -> str:
    """Return a key that distinguishes one rendered form from the next; it opens nothing."""
    return secrets.token_urlsafe(12)


def token_hash(token: str) -> str:
    """Return the hash that the database stores: enough to find the token's row, but not to use the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def opened_by(token: str, column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition for the row with the token's hash in ``column``; too long a token matches nothing."""
    return column == token_hash(token) if len(token) <= MAX_TOKEN_LENGTH else false()


def receipt_token(draft_token: str) -> str:
    """Return the receipt's token for a draft: the same however often the draft is submitted."""
    return hmac.new(draft_token.encode(), b"receipt", hashlib.sha256).hexdigest()


def new_reference() -> str:
    """Return a reference for people to quote: ten unambiguous characters, 49 random bits."""
    letters = [secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH)]
    return "".join(letters[:5]) + "-" + "".join(letters[5:])


def sealed(token: str) -> str:
    """Return the token encrypted, to store it until it is sent: the database alone is not enough to use it."""
    return _fernet().encrypt(token.encode()).decode()


def unsealed(text: str) -> str:
    """Return the token that ``sealed`` encrypted. Raises InvalidToken if the site's secret has changed."""
    return _fernet().decrypt(text.encode()).decode()


def keyed_hash(kind: str, name: str) -> str:
    """Return a keyed hash of a name: always the same, and useless without the site's secret."""
    return hmac.new(_secret(), f"{kind}\n{name}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def dated_mark() -> str:
    """Return the current time, signed; a form sends it back to tell how long it was open."""
    return str(_marks().dumps(now().timestamp()))


def date_of_mark(mark: str) -> datetime | None:
    """Return when the form with this signed time was opened, however long ago; None if the signature is wrong."""
    try:
        return datetime.fromtimestamp(_marks().loads(mark), UTC)
    except (BadData, TypeError, ValueError, OverflowError):
        return None


def _marks() -> URLSafeSerializer:
    return URLSafeSerializer(_secret(), salt="form opened")


def _fernet() -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.new(_secret(), b"sealed tokens", hashlib.sha256).digest()))


def _secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
