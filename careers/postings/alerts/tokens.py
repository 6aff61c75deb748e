"""The secret in the links of an alert's emails: created for each email, and never stored.

It consists of the alert's random key and the day of creation, signed with the site's secret. So tens of thousands of
emails a day need no rows in the database, and someone who can read the database can't create a token.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app

from careers.clock import now
from careers.postings.alerts.models import Alert

ALERT_LINK_LIFETIME = timedelta(days=180)
_TOKEN = re.compile(r"([0-9a-f]{20})([0-9a-f]{6})([0-9a-f]{40})")


@dataclass(frozen=True)
class TokenContent:
    """The content of a valid token: the alert's key, and whether it is recent enough to open the page."""

    key: str
    is_recent: bool


def new_key() -> str:
    """Return 80 random bits; a guess would also need a signature."""
    return secrets.token_hex(10)


def token_for(alert: Alert) -> str:
    """Return a token for the alert, dated today."""
    payload = f"{alert.key}{now().date().toordinal():06x}"
    return payload + _signature(payload)


def read_token(token: str) -> TokenContent | None:
    """Return the content of the token; None unless this site created it."""
    match = _TOKEN.fullmatch(token)
    if match is None or not hmac.compare_digest(match[3], _signature(match[1] + match[2])):
        return None
    created = date.fromordinal(int(match[2], 16))
    return TokenContent(match[1], now().date() <= created + ALERT_LINK_LIFETIME)


def _signature(payload: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"alert\n{payload}".encode(), hashlib.sha256).hexdigest()[:40]
