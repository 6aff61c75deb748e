"""Limits on password attempts, codes, and requested emails, counted in the database within time windows.

An attempt is counted before it is checked, with the account's row locked, so that simultaneous attempts can't exceed
the limit together; a successful one is uncounted. A refused attempt is not counted, so waiting always helps.
"""

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from flask import current_app
from sqlalchemy import delete, select

from careers.accounts.models import SignInAttempt, User
from careers.clock import now
from careers.database import db
from careers.errors import DomainError

QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """At most ``attempts`` failures within ``window``."""

    attempts: int
    window: timedelta


# The first limit is the one that people meet. The second is high, so that a guesser elsewhere can't lock out the
# account's owner. The third stops password spraying over many accounts. Codes are short, but whoever tries them
# already has the password: 40 a day leave a chance of 1 in 8,000. For emails to an address that anyone can type, the
# first two limits protect the mailbox, and the third stops trying many addresses; an office behind one network stays
# below it.
LIMITS = {
    "account from network": Limit(10, QUARTER),
    "account": Limit(100, HOUR),
    "network": Limit(50, QUARTER),
    "code": Limit(10, QUARTER),
    "code in a day": Limit(40, DAY),
    "request for address": Limit(3, HOUR),
    "request for address in a day": Limit(8, DAY),
    "request from network": Limit(60, HOUR),
    # Copies take up disk space; this is more than the number of postings anyone applies for.
    "copies": Limit(12, HOUR),
    "copies in a day": Limit(24, DAY),
}
MAX_WINDOW = max(limit.window for limit in LIMITS.values())


class TooManyAttemptsError(DomainError):
    """Too many attempts; ``retry_after`` is the number of seconds until the next one is allowed."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        minutes = math.ceil(retry_after / 60)
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"Too many failed attempts. Wait {wait}, then try again.")


@dataclass(frozen=True)
class Attempt:
    """A counted attempt, to be uncounted if it succeeds."""

    subjects: tuple[tuple[str, str], ...]
    row_ids: tuple[int, ...]


def count_password(account: str, address: str) -> Attempt:
    """Count a password attempt for ``account`` (``services.account_key``). Raises TooManyAttemptsError."""
    network = network_of(address)
    db.session.execute(select(User.id).where(User.email_normalized == account).with_for_update())
    return _count(
        ("account from network", f"{account}\n{network}"),
        ("account", account),
        ("network", network),
    )


def count_code(user: User) -> Attempt:
    """Count an attempt to enter a code. Raises TooManyAttemptsError."""
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    return _count(("code", str(user.id)), ("code in a day", str(user.id)))


def count_request(purpose: str, address: str, remote: str) -> None:
    """Count a request from ``remote`` for an email to ``address`` (normalized). Raises TooManyAttemptsError."""
    wanted = f"{purpose}\n{address}"
    _count(
        ("request for address", wanted),
        ("request for address in a day", wanted),
        ("request from network", f"{purpose}\n{network_of(remote)}"),
    )


def count_copies(purpose: str, owner: str) -> None:
    """Count a copy of files for ``owner``. Raises TooManyAttemptsError."""
    _count(("copies", f"{purpose}\n{owner}"), ("copies in a day", f"{purpose}\n{owner}"))


def forgive(attempt: Attempt) -> None:
    """Uncount a successful attempt and clear the failures of its account, but not those of its network.

    Otherwise an attacker with one valid account could reset the count for all others.
    """
    cleared = [digest for kind, digest in attempt.subjects if kind != "network"]
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.subject.in_(cleared)))
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.id.in_(attempt.row_ids)))


def sweep() -> None:
    """Delete the attempts that are outside every window."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now() - MAX_WINDOW))


def network_of(address: str) -> str:
    """Return the network that an address is counted under: the IPv4 address, or the /64 that an IPv6 subscriber
    usually gets.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def _count(*names: tuple[str, str]) -> Attempt:
    subjects = tuple((kind, _digest(kind, name)) for kind, name in names)
    waits = [wait for kind, digest in subjects if (wait := _wait(LIMITS[kind], digest))]
    if waits:
        raise TooManyAttemptsError(max(waits))
    rows = [SignInAttempt(subject=digest) for _, digest in subjects]
    db.session.add_all(rows)
    db.session.flush()
    return Attempt(subjects, tuple(row.id for row in rows))


def _wait(limit: Limit, digest: str) -> int:
    instant = now()
    deciding: datetime | None = db.session.scalar(
        select(SignInAttempt.at)
        .where(SignInAttempt.subject == digest, SignInAttempt.at > instant - limit.window)
        .order_by(SignInAttempt.at.desc())
        .offset(limit.attempts - 1)
        .limit(1)
    )
    return math.ceil((deciding + limit.window - instant).total_seconds()) if deciding else 0


def _digest(kind: str, name: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"{kind}\n{name}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()
