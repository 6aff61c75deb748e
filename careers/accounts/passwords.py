"""Password rules and password hashes (Argon2id with OWASP's minimum parameters)."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from careers.errors import DomainError

MIN_LENGTH, MAX_LENGTH = 12, 128
MIN_DIFFERENT = 5
# The library's defaults are four times as slow, which mostly helps an attacker keep the site busy.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)

# Common passwords that are long enough to be accepted. Compared without case.
COMMON = frozenset(
    """
    123456789012 1234567890123 12345678901234 123456789012345 098765432109 112233445566
    password1234 password12345 password123456 passwordpassword mypassword123 passw0rd1234
    p@ssw0rd1234 p@ssword1234 password123! password1234! administrator administrator1 adminadmin123
    qwertyuiop12 qwertyuiop123 qwertyuiop[] qwerty123456 qwerty1234567 qwertyqwerty 1qaz2wsx3edc 1q2w3e4r5t6y
    q1w2e3r4t5y6 qazwsxedcrfv zaq12wsxcde3 asdfghjkl123 asdfghjkl;'\\ zxcvbnm12345 abcdefghijkl admin1234567
    abcd12345678 abc123456789 a1b2c3d4e5f6 iloveyou1234 iloveyou12345 welcome12345 welcome123456 letmein12345
    letmein123456 changeme1234 changeme12345 trustno1trustno1 sunshine1234 football1234 baseball1234
    princess1234 michael12345 dragon123456 monkey123456 master123456 shadow123456 charlie12345 superman1234
    correcthorsebatterystaple
    """.split()  # noqa: SIM905  a list of sixty strings is harder to read
)


class UnfitPasswordError(DomainError):
    """The password is too easy to guess, or too long."""


def check(password: str, email: str) -> None:
    """Reject a password that is easy to guess; any character is allowed. Raises UnfitPasswordError."""
    folded, local_part = password.casefold(), email.partition("@")[0].casefold()
    if len(password) < MIN_LENGTH:
        raise UnfitPasswordError(f"Use at least {MIN_LENGTH} characters.")
    if len(password) > MAX_LENGTH:
        raise UnfitPasswordError(f"Use at most {MAX_LENGTH} characters.")
    if folded in COMMON or len(set(folded)) < MIN_DIFFERENT:
        raise UnfitPasswordError("This password is too easy to guess. Choose a different one.")
    if len(local_part) >= 3 and local_part in folded:
        raise UnfitPasswordError("Don’t use your email in your password.")


def hash_password(password: str) -> str:
    """Return the hash to store for a password."""
    return HASHER.hash(_bytes(password))


def is_correct(password: str, password_hash: str | None) -> bool:
    """Return whether the password matches the hash.

    Without a hash (no such account) the same work is done, so that the response time reveals nothing.
    """
    try:
        return HASHER.verify(password_hash or _nobodys_hash(), _bytes(password)) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Return whether the hash was made with outdated parameters."""
    return HASHER.check_needs_rehash(password_hash)


def _bytes(password: str) -> bytes:
    # The same characters can arrive in two Unicode forms, depending on the operating system. No real password is
    # longer, and normalizing a very long one would be slow.
    return unicodedata.normalize("NFC", password[: MAX_LENGTH + 1]).encode("utf-8", "surrogatepass")


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("the password of nobody")
