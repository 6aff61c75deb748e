"""One's own account: sessions, password, second factor."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from careers.accounts import passwords, queries, services
from careers.accounts.models import User
from careers.clock import frozen
from careers.database import db
from tests.accounts.people import NOON, code_at, member, sign_in, with_second_factor
from tests.client import PageClient
from tests.factories import PASSWORD, a_company
from tests.page import Page

NewClient = Callable[[], PageClient]
GOOD = "seven green lanterns"


@pytest.fixture(autouse=True)
def _company(app: Flask) -> None:
    a_company()


@pytest.fixture
def anna(app: Flask) -> User:
    """Anna, on the staff."""
    return member()


def test_the_account_page_lists_browsers_and_ends_others(anna: User, client: PageClient, new_client: NewClient) -> None:
    elsewhere = new_client()
    elsewhere.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    sign_in(elsewhere)
    page = sign_in(client)
    assert "Firefox on Linux" in page.text
    assert "(this browser)" in page.text
    page = page.form("/end").submit()
    assert page.notices == ["That browser is signed out."]
    assert elsewhere.get("/hr/account").status == 303
    assert client.get("/hr/account").status == 200


def test_users_cannot_end_the_sessions_of_others(anna: User, client: PageClient, new_client: NewClient) -> None:
    bo, other = member("bo@example.com"), new_client()
    sign_in(other, "bo@example.com")
    theirs = queries.live_sessions(bo, services.IDLE_LIFETIME)[0].id
    token = sign_in(client).form("/hr/sign-out").values
    client.post(f"/hr/account/sessions/{theirs}/end", token, referrer="/hr/account", status=404)
    assert other.get("/hr/account").status == 200


def test_another_password_signs_every_other_browser_out(anna: User, client: PageClient, new_client: NewClient) -> None:
    elsewhere = new_client()
    sign_in(elsewhere)
    form = sign_in(client).form("/password").fill(current_password=PASSWORD, new_password=GOOD)
    assert form.submit().notices == ["Password changed. You’ve been signed out of all other browsers."]
    assert client.get("/hr/account").status == 200
    assert elsewhere.get("/hr/account").status == 303
    assert sign_in(elsewhere, password=GOOD).h1 == "Your account"


@pytest.mark.parametrize(
    ("current", "new", "errors"),
    [
        ("wrong", GOOD, ("That isn’t your current password.", "")),
        (PASSWORD, "short", ("", "Use at least 12 characters.")),
        (
            PASSWORD,
            "anna 12345 678",
            ("", "Don’t use your email in your password."),
        ),
    ],
)
def test_errors_of_a_new_password_are_shown_at_its_field(
    anna: User, client: PageClient, current: str, new: str, errors: tuple[str, str]
) -> None:
    form = sign_in(client).form("/password").fill(current_password=current, new_password=new)
    page = form.submit(status=422)
    assert (page.error_of("current_password"), page.error_of("new_password")) == errors
    db.session.expire_all()
    assert passwords.is_correct(PASSWORD, anna.password_hash)


def test_guessing_the_current_password_is_throttled(anna: User, client: PageClient) -> None:
    with frozen(NOON):
        page = sign_in(client)
        for _ in range(10):
            page = _change(page, "wrong", status=422)
        assert "Too many failed attempts" in _change(page, PASSWORD, status=422).error_of("current_password")


def test_setting_the_second_factor_up_shows_secret_and_recovery_codes(anna: User, client: PageClient) -> None:
    with frozen(NOON):
        page = _begin_enrollment(sign_in(client))
        secret = _secret_on(page)
        assert page.soup.select_one("svg.qr") is not None
        page = page.form("/second-factor").fill(code=code_at(secret, NOON)).submit()
    assert page.h1 == "Your recovery codes"
    assert len(set(page.soup.select("main li code"))) == 10
    db.session.expire_all()
    assert anna.totp_secret == secret


def test_a_wrong_first_code_keeps_the_secret(anna: User, client: PageClient) -> None:
    page = _begin_enrollment(sign_in(client))
    again = page.form("/second-factor").fill(code="000000").submit(status=422)
    assert "is wrong" in again.error_of("code")
    assert _secret_on(again) == _secret_on(page)
    db.session.expire_all()
    assert anna.totp_secret is None


def test_viewing_the_page_creates_no_secret(anna: User, client: PageClient) -> None:
    sign_in(client)
    before = client.cookies
    assert client.visit("/hr/account/second-factor").h1 == "Set up two-factor authentication"
    assert client.cookies == before


def test_removal_and_new_recovery_codes_ask_for_the_password(anna: User, client: PageClient) -> None:
    _, codes = with_second_factor(anna, NOON)
    sign_in(client).form().fill(code=codes[0]).submit()
    for action in ("removal", "recovery-codes"):
        refused = _with_password(client, action, "wrong", status=422)
        assert "isn’t your current password" in refused.error_of("password")
    assert _with_password(client, "recovery-codes", PASSWORD).h1 == "Your recovery codes"
    assert queries.unused_recovery_codes(anna) == 10
    assert _with_password(client, "removal", PASSWORD).h1 == "Your account"
    db.session.expire_all()
    assert not anna.has_second_factor
    assert queries.unused_recovery_codes(anna) == 0


@pytest.mark.parametrize("path", ["/hr/account", "/hr/audit", "/hr/account/second-factor"])
def test_the_account_pages_need_a_session(client: PageClient, path: str) -> None:
    answer = client.get(path, status=303)
    assert answer.location is not None
    assert answer.location.startswith("/hr/sign-in")


class TestWhereTheSecondFactorIsRequired:
    """With REQUIRE_MFA, nothing opens before it is set up."""

    @pytest.fixture
    def environ(self, environ: dict[str, str]) -> dict[str, str]:
        """The settings with REQUIRE_MFA."""
        return environ | {"REQUIRE_MFA": "yes"}

    def test_users_without_a_second_factor_must_set_one_up_first(self, anna: User, client: PageClient) -> None:
        with frozen(NOON):
            page = sign_in(client)
            assert page.h1 == "Set up two-factor authentication"
            assert "is required" in page.text
            page = page.form(button="Set up").submit()
            page.form("/second-factor").fill(code=code_at(_secret_on(page), NOON)).submit()
            assert client.visit("/hr/account").h1 == "Your account"

    def test_no_form_gets_around_it(self, anna: User, client: PageClient) -> None:
        token = sign_in(client).form("/secret").values
        for path in ("/hr/account/password", "/hr/account/sessions/1/end"):
            answer = client.post(path, token, follow=False, referrer="/hr/account")
            assert answer.location == "/hr/account/second-factor"

    def test_signing_out_and_the_public_pages_stay_open(self, anna: User, client: PageClient) -> None:
        page = sign_in(client)
        assert page.form("/hr/sign-out").submit().notices == ["You’re signed out."]


def _change(page: Page, current: str, status: int) -> Page:
    return page.form("/password").fill(current_password=current, new_password=GOOD).submit(status=status)


def _begin_enrollment(page: Page) -> Page:
    return page.click("Set up").form(button="Set up").submit()


def _secret_on(page: Page) -> str:
    secret = page.soup.select_one("main code")
    assert secret is not None
    assert re.fullmatch(r"[A-Z2-7]{32}", secret.get_text())
    return secret.get_text()


def _with_password(client: PageClient, action: str, password: str, status: int = 200) -> Page:
    values = client.visit("/hr/account/second-factor").form("/recovery-codes").fill(password=password).values
    return client.post(f"/hr/account/second-factor/{action}", values, status=status, referrer="/hr/account")
