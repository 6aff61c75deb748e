"""Administrators and the accounts of others: inviting, changing, switching off, and never locking everybody out."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.audit.models import AuditEntry
from careers.clock import frozen, now
from careers.database import db
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import PASSWORD, a_company, a_user
from tests.staff import NewClient, at_desk

NEW = "stone lantern quietly"


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


@pytest.fixture
def desk(client: PageClient) -> PageClient:
    """An administrator's browser."""
    return at_desk(client, a_user("admin", name="Ada"))


@pytest.fixture
def mailed_link(instance_path: Path, run_tasks: Callable[[], None]) -> Callable[[], str]:
    """The path in the newest message, after the worker has sent what is due."""

    def read() -> str:
        run_tasks()
        newest = max((instance_path / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        found = re.search(r"/hr/invitation/\w+", newest.read_text().replace("=\n", ""))
        assert found
        return found[0]

    return read


def test_an_invited_user_sets_a_password_once_and_signs_in(
    desk: PageClient, new_client: NewClient, mailed_link: Callable[[], str]
) -> None:
    form = desk.visit("/hr/settings/staff/new").form()
    page = form.fill(name="Bo", email="bo@staff.example", role="recruiter").submit()
    assert page.h1 == "Staff" and "Bo" in page.text and "Invited" in page.text
    link, theirs = mailed_link(), new_client()
    assert theirs.visit(link).form().fill(new_password="short").submit(status=422).errors
    theirs.visit(link).form().fill(new_password=NEW).submit()
    assert theirs.sign_in("bo@staff.example", NEW).path.startswith("/hr/")
    assert new_client().visit(link, status=404).h1 == "This link doesn’t work"


def test_a_link_ends_by_time_and_by_a_newer_one(
    desk: PageClient, new_client: NewClient, mailed_link: Callable[[], str]
) -> None:
    user, stranger = a_user("interviewer"), new_client()
    page = desk.visit(f"/hr/settings/staff/{user.id}")
    page = page.form("/password-link").submit()
    first = mailed_link()
    page.form("/password-link").submit()
    second = mailed_link()
    assert stranger.visit(first, status=404) and stranger.visit(second)
    with frozen(now() + timedelta(days=7, minutes=1)):
        assert stranger.visit(second, status=404)
    # Until it is used, the password from before works.
    assert stranger.sign_in(user.email, PASSWORD).path.startswith("/hr/")


def test_deactivating_signs_out_immediately_and_can_be_reversed(desk: PageClient, new_client: NewClient) -> None:
    user = a_user("recruiter")
    theirs = at_desk(new_client(), user)
    page = desk.visit(f"/hr/settings/staff/{user.id}").form("/deactivation").submit()
    assert "Deactivated" in page.text and theirs.visit("/hr/").path.startswith("/hr/sign-in")
    assert theirs.visit("/hr/sign-in").form().fill(email=user.email, password=PASSWORD).submit(status=422)
    page.form("/reactivation").submit()
    assert theirs.sign_in(user.email).path.startswith("/hr/")


def test_a_lost_second_factor_is_removed_and_every_act_is_recorded(desk: PageClient) -> None:
    user = a_user("recruiter", totp_secret="A" * 32)
    page = desk.visit(f"/hr/settings/staff/{user.id}").form("/second-factor/removal").submit()
    assert "Two-factor authentication reset" in page.notices[0]
    page.form(f"/staff/{user.id}").fill(role="interviewer", title="Baker").submit()
    page.form(f"/staff/{user.id}/sign-out").submit()
    done = [entry.action for entry in db.session.scalars(select(AuditEntry)) if entry.object_id == user.id]
    assert {"two-factor authentication reset", "staff changed", "signed out everywhere"} <= set(done)


def test_admins_cannot_remove_their_own_rights(desk: PageClient) -> None:
    ada = db.session.scalar(select(User).filter_by(name="Ada"))
    assert ada
    page = desk.visit(f"/hr/settings/staff/{ada.id}")
    assert not page.soup.select('form[action$="/deactivation"]')
    page = page.form(f"/staff/{ada.id}").fill(role="recruiter").submit(status=422)
    assert "another admin" in page.errors[0]


def test_two_admins_cannot_deactivate_each_other_at_once(new_client: NewClient) -> None:
    admins = [a_user("admin"), a_user("admin")]
    desks = [at_desk(new_client(), user) for user in admins]
    other = [admins[1].id, admins[0].id]
    forms = [desks[n].visit(f"/hr/settings/staff/{other[n]}").form("/deactivation") for n in range(len(desks))]
    at_once(*(partial(form.submit, status=None) for form in forms))
    db.session.rollback()
    assert [user.is_active for user in admins].count(True) == 1
