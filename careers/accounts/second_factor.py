"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes."""

import hashlib
import hmac
import secrets

import pyotp
import segno
from sqlalchemy import delete, or_, update

from careers.accounts.models import RecoveryCode, User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError

STEP = 30
# Clocks of phones are a little off: the previous and the next time step are accepted too.
DRIFT = 1
RECOVERY_CODES = 10
# Without characters that are easily confused; 16 of these 31 have 79 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4


class WrongCodeError(DomainError):
    """The code is wrong, was used before, or is not a recovery code."""

    def __init__(self) -> None:
        super().__init__("That code is wrong or was already used. Wait for the next code and enter it.")


def new_secret() -> str:
    """Return a new secret for an authenticator app: 160 random bits in base32."""
    return pyotp.random_base32()


def provisioning_uri(secret: str, account: str, issuer: str) -> str:
    """Return the ``otpauth`` URI for the QR code."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=account, issuer_name=issuer)


def qr_code(uri: str) -> str:
    """Return the QR code as inline SVG, always dark on light: some cameras can't read it inverted."""
    drawing: str = segno.make(uri, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    return drawing


def enroll(user: User, secret: str, code: str) -> list[str]:
    """Turn the second factor on once a code proves that the app has the secret, and return recovery codes.

    They can't be shown again, because only their hashes are stored. Raises WrongCodeError.
    """
    step = _matching_step(secret, code)
    if step is None:
        raise WrongCodeError
    user.totp_secret, user.totp_last_step = secret, step
    record("two-factor authentication turned on", by=user, kind=AuditKind.USER, object_id=user.id)
    return replace_recovery_codes(user)


def replace_recovery_codes(user: User) -> list[str]:
    """Replace the user's recovery codes with ten new ones, and return them."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [_new_recovery_code() for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=_code_hash(code)) for code in codes)
    db.session.flush()
    return codes


def use_code(user: User, code: str) -> bool:
    """Accept a code of the app, or a recovery code (returns True), once. Raises WrongCodeError."""
    if _use_app_code(user, code):
        return False
    if not _use_recovery_code(user, code):
        raise WrongCodeError
    record("recovery code used", by=user, kind=AuditKind.USER, object_id=user.id)
    return True


def _use_app_code(user: User, code: str) -> bool:
    step = _matching_step(user.totp_secret, code) if user.totp_secret else None
    if step is None:
        return False
    # The condition is part of the statement, so of two requests with one code only one succeeds.
    unused = or_(User.totp_last_step.is_(None), User.totp_last_step < step)
    return _hits_one_row(update(User).where(User.id == user.id, unused).values(totp_last_step=step))


def _use_recovery_code(user: User, code: str) -> bool:
    mine = (RecoveryCode.user_id == user.id, RecoveryCode.code_hash == _code_hash(code))
    unused = update(RecoveryCode).where(*mine, RecoveryCode.used_at.is_(None))
    return _hits_one_row(unused.values(used_at=now()))


def _hits_one_row(statement: object) -> bool:
    return bool(db.session.execute(statement).rowcount == 1)  # type: ignore[call-overload]


def _matching_step(secret: str, code: str) -> int | None:
    digits, current = "".join(code.split()), int(now().timestamp()) // STEP
    if not (digits.isascii() and digits.isdigit()):
        return None
    totp = pyotp.TOTP(secret, interval=STEP)
    steps = range(current - DRIFT, current + DRIFT + 1)
    return next((step for step in steps if hmac.compare_digest(totp.generate_otp(step), digits)), None)


def _new_recovery_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    return "-".join(letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH))


def _code_hash(code: str) -> str:
    letters = "".join(mark for mark in code.casefold() if mark.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()
