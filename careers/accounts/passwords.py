"""Passwords: which ones are taken, and how they are kept (Argon2id, OWASP's minimum parameters)."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from careers.errors import DomainError

MIN_LENGTH, MAX_LENGTH = 12, 128
MIN_DIFFERENT = 5
# The library's own defaults are four times as slow, which helps whoever wants to keep the site busy.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)

# What guessing begins with, of the length that is asked for. Compared without case.
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
    """A password that is too easy to guess, or too long to be one."""


def check(password: str, email: str) -> None:
    """Refuse a password that guessing would find; any character is fine. Raises UnfitPasswordError."""
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
    """The form in which a password is kept."""
    return HASHER.hash(_bytes(password))


def is_correct(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one behind the hash.

    Without a hash (nobody has that address) the same work is done for nothing, so that time tells nothing.
    """
    try:
        return HASHER.verify(password_hash or _nobodys_hash(), _bytes(password)) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


def _bytes(password: str) -> bytes:
    # The same letters can arrive in two forms, depending on the keyboard's system.
    # A longer one is nobody's; sorting the marks of a very long one would hold everybody up.
    return unicodedata.normalize("NFC", password[: MAX_LENGTH + 1]).encode("utf-8", "surrogatepass")


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("the password of nobody")
