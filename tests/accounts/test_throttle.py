"""How often a password may be tried."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts import throttle
from careers.accounts.models import SignInAttempt
from careers.clock import frozen
from careers.database import db, transaction
from tests.accounts.people import NOON, member

pytestmark = pytest.mark.usefixtures("app")
HERE, THERE = "192.0.2.1", "198.51.100.7"


def test_the_eleventh_failure_on_an_account_waits_until_the_first_is_a_quarter_of_an_hour_old() -> None:
    with frozen(NOON):
        fail(10)
    with frozen(NOON + timedelta(minutes=5)):
        with pytest.raises(throttle.TooManyAttemptsError, match="10 minutes") as refusal:
            fail(1)
        assert refusal.value.retry_after == 600
    with frozen(NOON + timedelta(minutes=15)):
        fail(1)


def test_refused_attempts_do_not_prolong_the_wait() -> None:
    with frozen(NOON):
        fail(10)
    with frozen(NOON + timedelta(minutes=14)), pytest.raises(throttle.TooManyAttemptsError):
        fail(1)
    with frozen(NOON + timedelta(minutes=15)):
        fail(1)


def test_a_guesser_elsewhere_does_not_keep_the_owner_out() -> None:
    with frozen(NOON):
        fail(10, address=THERE)
        fail(1, address=HERE)


def test_an_account_is_throttled_even_if_every_guess_has_another_address() -> None:
    with frozen(NOON):
        for number in range(10):
            fail(10, address=f"203.0.113.{number}")
        with pytest.raises(throttle.TooManyAttemptsError):
            fail(1, address=HERE)
    with frozen(NOON + timedelta(hours=1)):
        fail(1, address=HERE)


def test_one_password_tried_on_many_accounts_is_throttled_by_network() -> None:
    with frozen(NOON):
        for number in range(50):
            fail(1, account=f"person{number}@example.com")
        with pytest.raises(throttle.TooManyAttemptsError):
            fail(1, account="another@example.com")
        fail(1, account="another@example.com", address=THERE)


def test_being_right_clears_the_account_but_not_the_failures_on_others() -> None:
    with frozen(NOON):
        for number in range(49):
            fail(1, account=f"person{number}@example.com")
        throttle.forgive(throttle.count_password("anna@example.com", HERE))
        fail(1, account="anna@example.com")
        with pytest.raises(throttle.TooManyAttemptsError):
            fail(1, account="anna@example.com")


def test_codes_have_a_limit_of_their_own() -> None:
    user = member()
    with frozen(NOON):
        for _ in range(10):
            throttle.count_code(user)
        with pytest.raises(throttle.TooManyAttemptsError):
            throttle.count_code(user)
    with frozen(NOON + timedelta(minutes=15)):
        throttle.count_code(user)


def test_neither_addresses_nor_networks_are_kept_in_the_clear_and_old_rows_are_swept(app: Flask) -> None:
    with frozen(NOON):
        fail(1)
        kept = db.session.scalars(select(SignInAttempt.subject)).all()
        assert len(kept) == 3
        assert all(len(subject) == 64 for subject in kept)
    with frozen(NOON + timedelta(days=2)):
        throttle.sweep()
        assert not db.session.scalars(select(SignInAttempt)).all()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_an_ipv6_subscriber_counts_as_one_place(address: str, network: str) -> None:
    assert throttle.network_of(address) == network


def fail(times: int, account: str = "anna@example.com", address: str = HERE) -> None:
    """Attempts that are never forgiven."""
    for _ in range(times):
        throttle.count_password(account, address)


def test_many_attempts_at_once_do_not_slip_past_the_count(app: Flask) -> None:
    member()
    db.session.remove()

    def attempt(_number: int) -> bool:
        with app.app_context():
            try:
                with transaction():
                    throttle.count_password("anna@example.com", HERE)
            except throttle.TooManyAttemptsError:
                return False
            return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(24))) == 10
