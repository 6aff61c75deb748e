"""Signing in and out, as people and attackers do it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts import services
from careers.accounts.models import StaffSession
from careers.clock import frozen
from careers.database import db
from tests.accounts.people import NOON, answer_to_cookies, code_at, member, sign_in, with_second_factor
from tests.client import PageClient
from tests.factories import PASSWORD, a_company

NewClient = Callable[[], PageClient]


@pytest.fixture(autouse=True)
def _company(app: Flask) -> None:
    a_company()


def test_the_form_can_be_filled_in_by_a_password_manager(client: PageClient) -> None:
    page = client.visit("/hr/sign-in")
    assert page.h1 == "Sign in"
    assert page.field("email")["autocomplete"] == "username"
    assert page.field("password")["autocomplete"] == "current-password"
    assert "no-store" in page.headers["Cache-Control"]


def test_signing_in_redirects_to_the_requested_page(client: PageClient) -> None:
    member()
    page = client.visit("/hr/account")
    assert page.h1 == "Sign in"
    page = page.form().fill(email="Anna@Example.com", password=PASSWORD).submit()
    assert page.h1 == "Your account"
    assert "Anna Berg" in page.text


@pytest.mark.parametrize("email", ["anna@example.com", "nobody@example.com", "gone@example.com", "no address"])
def test_a_refusal_does_not_tell_whether_the_address_is_known(client: PageClient, email: str) -> None:
    member()
    services.deactivate(member("gone@example.com"), by="a test")
    page = sign_in(client, email, "a wrong password", status=422)
    assert page.error_of("password").startswith("Wrong email or password")
    assert page.field("email")["value"] == email
    assert not page.field("password").get("value")


def test_empty_fields_are_named(client: PageClient) -> None:
    page = sign_in(client, "", "", status=422)
    assert page.errors == ["Enter your email.", "Enter your password."]


@pytest.mark.parametrize(
    "wanted", ["//evil.example/hr/", "https://evil.example/", "/hr/\\evil.example", "/hr/\r\nX: y", "/jobs"]
)
def test_signing_in_never_redirects_to_another_site(client: PageClient, wanted: str) -> None:
    member()
    page = client.visit("/hr/sign-in", query={"next": wanted})
    form = page.form().fill(email="anna@example.com", password=PASSWORD).values
    answer = client.post(page.path, form, follow=False, referrer="/hr/sign-in")
    assert (answer.status, answer.location) == (303, "/hr/")


@pytest.mark.parametrize("path", ["/hr/sign-in", "/hr/sign-out", "/hr/account/password"])
def test_a_form_without_its_token_is_refused(client: PageClient, path: str) -> None:
    member()
    sign_in(client)
    client.post(path, {"email": "anna@example.com", "password": PASSWORD}, status=400)


def test_a_copied_cookie_stops_working_after_signing_out(app: Flask, client: PageClient) -> None:
    member()
    page = sign_in(client)
    copied = dict(client.cookies)
    assert answer_to_cookies(app, "/hr/account", copied) == 200
    page = page.form("/hr/sign-out").submit()
    assert page.notices == ["You’re signed out."]
    assert answer_to_cookies(app, "/hr/account", copied) == 303
    assert client.get("/hr/account").status == 303


def test_signing_in_starts_a_new_session(client: PageClient) -> None:
    member()
    page = client.visit("/hr/sign-in")
    before = dict(client.cookies)
    page.form().fill(email="anna@example.com", password=PASSWORD).submit(status=None)
    first = dict(client.cookies)
    client.visit("/hr/account").form("/hr/sign-out").submit()
    sign_in(client)
    assert len({str(before), str(first), str(dict(client.cookies))}) == 3
    old = client.post("/hr/sign-out", page.form().values, status=400)
    assert old.status == 400


def test_an_expired_session_is_signed_out(client: PageClient) -> None:
    member()
    with frozen(NOON):
        sign_in(client)
    with frozen(NOON + timedelta(hours=1, minutes=59)):
        assert client.get("/hr/account").status == 200
    with frozen(NOON + timedelta(hours=3, minutes=58)):
        assert client.get("/hr/account").status == 200
    with frozen(NOON + timedelta(hours=6)):
        assert client.get("/hr/account").status == 303


def test_a_deactivated_member_is_out_at_once(client: PageClient) -> None:
    user = member()
    sign_in(client)
    user.is_active = False
    db.session.commit()
    assert client.get("/hr/account").status == 303


def test_last_seen_is_written_at_most_once_a_minute(client: PageClient) -> None:
    member()
    with frozen(NOON):
        sign_in(client)
    for seconds, expected in [(50, 0), (70, 70), (120, 70), (140, 140)]:
        with frozen(NOON + timedelta(seconds=seconds)):
            client.get("/hr/account", status=200)
        db.session.expire_all()
        row = db.session.scalars(select(StaffSession)).one()
        assert row.last_seen_at == NOON + timedelta(seconds=expected)


def test_after_ten_failures_even_the_right_password_waits_and_then_works(client: PageClient) -> None:
    member()
    with frozen(NOON):
        for _ in range(10):
            sign_in(client, password="a wrong password", status=422)
        page = sign_in(client, status=429)
        assert "Wait 15 minutes" in page.error_of("password")
        assert page.headers["Retry-After"] == "900"
        assert page.field("email")["value"] == "anna@example.com"
    with frozen(NOON + timedelta(minutes=15)):
        assert sign_in(client).h1 == "Your account"


def test_an_unknown_address_is_throttled_like_a_known_one(client: PageClient) -> None:
    with frozen(NOON):
        for _ in range(10):
            sign_in(client, "nobody@example.com", "a wrong password", status=422)
        sign_in(client, "Nobody@Example.com", status=429)


def test_nothing_opens_before_the_second_factor(client: PageClient) -> None:
    secret, _ = with_second_factor(member(), NOON - timedelta(hours=1))
    with frozen(NOON):
        page = sign_in(client)
        assert page.h1 == "Enter your code"
        assert page.field("code")["autocomplete"] == "one-time-code"
        assert client.get("/hr/account").status == 303
        page = page.form().fill(code="000000").submit(status=422)
        assert "is wrong" in page.error_of("code")
        page = page.form().fill(code=code_at(secret, NOON)).submit()
    assert page.h1 == "Your account"


def test_a_code_that_was_seen_once_does_not_sign_a_second_browser_in(client: PageClient, new_client: NewClient) -> None:
    secret, _ = with_second_factor(member(), NOON - timedelta(hours=1))
    with frozen(NOON):
        sign_in(client).form().fill(code=code_at(secret, NOON)).submit()
        sign_in(new_client()).form().fill(code=code_at(secret, NOON)).submit(status=422)


def test_a_recovery_code_signs_in_once(client: PageClient, new_client: NewClient) -> None:
    _, codes = with_second_factor(member(), NOON)
    page = sign_in(client).form().fill(code=codes[0]).submit()
    assert "9 left" in page.notices[0]
    sign_in(new_client()).form().fill(code=codes[0]).submit(status=422)


def test_waiting_too_long_with_the_code_requires_the_password_again(client: PageClient) -> None:
    secret, _ = with_second_factor(member(), NOON - timedelta(hours=1))
    with frozen(NOON):
        page = sign_in(client)
    later = NOON + timedelta(minutes=6)
    with frozen(later):
        page = page.form().fill(code=code_at(secret, later)).submit()
        assert page.h1 == "Sign in"
        assert "Sign in again" in page.notices[0]


def test_codes_are_throttled(client: PageClient) -> None:
    with_second_factor(member(), NOON - timedelta(hours=1))
    with frozen(NOON):
        page = sign_in(client)
        for _ in range(10):
            page = page.form().fill(code="000000").submit(status=422)
        page = page.form().fill(code="000000").submit(status=429)
        assert page.headers["Retry-After"] == "900"


def test_the_code_page_requires_a_password_first(client: PageClient) -> None:
    assert client.visit("/hr/sign-in/code").h1 == "Sign in"
