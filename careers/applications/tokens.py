"""Secrets that open a draft or a receipt: random or derived, and known to the database as hashes only."""

from __future__ import annotations

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
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def new_form_key() -> str:
    """What tells one form that was shown from the next; it opens nothing."""
    return secrets.token_urlsafe(12)


def token_hash(token: str) -> str:
    """What the database keeps of a token: enough to find it, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def opened_by(token: str, column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """The condition for the row whose hash of a token stands in the column; none is opened by what is too long."""
    return column == token_hash(token) if len(token) <= MAX_TOKEN_LENGTH else false()


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


def dated_mark() -> str:
    """The present moment, signed: what a form brings back, to tell how long ago it was opened."""
    return str(_marks().dumps(now().timestamp()))


def date_of_mark(mark: str) -> datetime | None:
    """When the form with this mark was opened, however long ago; None for what this site did not sign."""
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
