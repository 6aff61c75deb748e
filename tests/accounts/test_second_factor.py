"""The second factor: codes work once, near their time, and recovery codes stand in for them once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from careers.accounts import second_factor
from careers.accounts.models import RecoveryCode, User
from careers.accounts.queries import unused_recovery_codes
from careers.clock import frozen
from careers.database import db
from tests.accounts.people import NOON, code_at, member, with_second_factor

pytestmark = pytest.mark.usefixtures("app")
Enrolled = tuple[User, str, list[str]]
EARLIER = NOON - timedelta(hours=1)


@pytest.fixture
def enrolled() -> Enrolled:
    """Somebody who set the second factor up an hour ago, the secret and the recovery codes."""
    user = member()
    return user, *with_second_factor(user, EARLIER)


def test_a_code_works_once(enrolled: Enrolled) -> None:
    user, secret, _ = enrolled
    with frozen(NOON):
        assert second_factor.use_code(user, code_at(secret, NOON)) is False
        with pytest.raises(second_factor.WrongCodeError):
            second_factor.use_code(user, code_at(secret, NOON))


def test_the_code_that_set_it_up_does_not_sign_in() -> None:
    user = member()
    with frozen(NOON):
        secret, _ = with_second_factor(user, NOON)
        with pytest.raises(second_factor.WrongCodeError):
            second_factor.use_code(user, code_at(secret, NOON))


@pytest.mark.parametrize(("seconds", "works"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_codes_of_adjacent_time_steps_are_accepted(enrolled: Enrolled, seconds: int, works: bool) -> None:
    user, secret, _ = enrolled
    with frozen(NOON):
        assert _is_taken(user, code_at(secret, NOON + timedelta(seconds=seconds))) is works


def test_an_older_code_does_not_work_after_a_newer_one(enrolled: Enrolled) -> None:
    user, secret, _ = enrolled
    with frozen(NOON):
        assert _is_taken(user, code_at(secret, NOON))
        assert not _is_taken(user, code_at(secret, NOON - timedelta(seconds=30)))


@pytest.mark.parametrize(
    "code", ["", "000", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666", "1234567", "\x00", "-" * 16]
)
def test_what_is_no_code_is_refused(enrolled: Enrolled, code: str) -> None:
    with frozen(NOON):
        assert not _is_taken(enrolled[0], code)


def test_a_recovery_code_works_once_in_any_spelling_and_only_its_hash_is_kept(enrolled: Enrolled) -> None:
    user, _, codes = enrolled
    assert len(set(codes)) == 10
    assert second_factor.use_code(user, codes[0].upper().replace("-", " ")) is True
    assert unused_recovery_codes(user) == 9
    assert not _is_taken(user, codes[0])
    assert not {row.code_hash for row in db.session.scalars(select(RecoveryCode))} & set(codes)


def test_recovery_codes_only_work_for_their_own_account(enrolled: Enrolled) -> None:
    assert not _is_taken(member("bo@example.com"), enrolled[2][0])


def test_new_recovery_codes_take_the_place_of_the_old(enrolled: Enrolled) -> None:
    user, _, old = enrolled
    new = second_factor.replace_recovery_codes(user)
    assert not _is_taken(user, old[0])
    assert _is_taken(user, new[0])


def _is_taken(user: User, code: str) -> bool:
    try:
        second_factor.use_code(user, code)
    except second_factor.WrongCodeError:
        return False
    return True
