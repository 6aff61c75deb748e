"""Which passwords are taken, and how they are kept."""

import time

import pytest
from argon2 import PasswordHasher, extract_parameters

from careers.accounts import passwords

GOOD = "seven green lanterns"


@pytest.mark.parametrize("password", [GOOD, "ä" * 3 + "öüßéè🙂x 12", "'; DROP TABLE users; --", "x1y2z3\t\x00 abcd"])
def test_passwords_may_contain_any_characters(password: str) -> None:
    passwords.check(password, "anna@example.com")
    assert passwords.is_correct(password, passwords.hash_password(password))


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("elevenchars", "Use at least"),
        ("a-b" * 43, "Use at most"),
        ("Password1234", "easy to guess"),
        ("aaaabbbbaaaabbbb", "easy to guess"),
        ("my Anna.Berg 2030", "use your email"),
    ],
)
def test_a_password_that_guessing_would_find_is_refused(password: str, words: str) -> None:
    with pytest.raises(passwords.UnfitPasswordError, match=words):
        passwords.check(password, "anna.berg@example.com")


def test_twelve_and_128_characters_are_enough_and_not_too_many() -> None:
    passwords.check("twelve chars", "anna@example.com")
    passwords.check("0123456789abcdef" * 8, "anna@example.com")


def test_hashes_use_argon2id_with_the_parameters_of_the_design() -> None:
    parameters = extract_parameters(passwords.hash_password(GOOD))
    assert parameters.type.name == "ID"
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19 * 1024, 2, 1)


def test_a_wrong_password_an_invalid_hash_and_no_account_all_fail() -> None:
    assert not passwords.is_correct("another one", passwords.hash_password(GOOD))
    assert not passwords.is_correct(GOOD, "not a hash")
    assert not passwords.is_correct("the password of nobody", None)


def test_both_forms_of_a_letter_are_the_same_letter() -> None:
    assert passwords.is_correct("cafe\u0301 au lait!", passwords.hash_password("caf\u00e9 au lait!"))


def test_a_hash_of_older_parameters_is_outdated() -> None:
    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD))
    assert not passwords.is_outdated(passwords.hash_password(GOOD))


def test_an_unknown_account_takes_as_long_to_check_as_a_known_one() -> None:
    kept = passwords.hash_password(GOOD)
    passwords.is_correct("warm up", None)
    somebody = min(_seconds(kept) for _ in range(5))
    assert min(_seconds(None) for _ in range(5)) > somebody / 3


def _seconds(password_hash: str | None) -> float:
    began = time.perf_counter()
    passwords.is_correct("a wrong password", password_hash)
    return time.perf_counter() - began
