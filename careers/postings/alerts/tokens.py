"""The secret in the links of an alert's messages: made again for each, and kept nowhere.

It names the alert by its random key and the day on which it was made, and is signed with the site's secret. So
tens of thousands of messages a day leave no row behind, and whoever reads the database cannot make one.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app

from careers.clock import now
from careers.postings.alerts.models import Alert

LIFETIME = timedelta(days=180)
_TOKEN = re.compile(r"([0-9a-f]{20})([0-9a-f]{6})([0-9a-f]{40})")


@dataclass(frozen=True)
class TokenContent:
    """What a genuine token says: which alert, and whether it is recent enough to open its page."""

    key: str
    is_recent: bool


def new_key() -> str:
    """80 random bits; a guess would have to be signed as well."""
    return secrets.token_hex(10)


def token_for(alert: Alert) -> str:
    """A token for the alert, made today."""
    named = f"{alert.key}{now().date().toordinal():06x}"
    return named + _signature(named)


def read_token(token: str) -> TokenContent | None:
    """What the token says; None unless this site made it."""
    match = _TOKEN.fullmatch(token)
    if match is None or not hmac.compare_digest(match[3], _signature(match[1] + match[2])):
        return None
    made = date.fromordinal(int(match[2], 16))
    return TokenContent(match[1], now().date() <= made + LIFETIME)


def _signature(named: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"alert\n{named}".encode(), hashlib.sha256).hexdigest()[:40]
