"""Members of staff for tests, and signing them in as they would do it themselves."""

from datetime import UTC, datetime

import pyotp
from flask import Flask

from careers.accounts import second_factor
from careers.accounts.models import User
from careers.clock import frozen
from careers.database import db
from tests.client import PageClient
from tests.factories import PASSWORD, a_user
from tests.page import Page
from tests.transport import in_a_context_of_its_own

NOON = datetime(2030, 5, 6, 12, 0, tzinfo=UTC)
SIGNED_IN_AT = "/hr/account"


def member(email: str = "anna@example.com", *, name: str = "Anna Berg", role: str = "recruiter") -> User:
    """Somebody on the staff, with ``PASSWORD``."""
    return a_user(role, email=email, name=name)


def with_second_factor(user: User, at: datetime) -> tuple[str, list[str]]:
    """Turn the user's second factor on at the moment ``at``; its secret, and the recovery codes."""
    secret = second_factor.new_secret()
    with frozen(at):
        codes = second_factor.enroll(user, secret, code_at(secret, at))
        db.session.commit()
    return secret, codes


def answer_to_cookies(app: Flask, path: str, cookies: dict[str, str]) -> int:
    """The status of an answer to a request with these cookies, copied from some browser."""
    header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    client = app.test_client(use_cookies=False)
    return int(in_a_context_of_its_own(client.get, path, headers=header).status_code)


def code_at(secret: str, at: datetime) -> str:
    """What the authenticator app shows at that moment."""
    return pyotp.TOTP(secret).at(at)


def sign_in(
    client: PageClient,
    email: str = "anna@example.com",
    password: str = PASSWORD,
    *,
    wanted: str = SIGNED_IN_AT,
    status: int = 200,
) -> Page:
    """Fill the form in and send it."""
    page = client.visit("/hr/sign-in", query={"next": wanted})
    return page.form().fill(email=email, password=password).submit("Sign in", status=status)
