"""The demo: it fills an empty site, once, and its accounts can sign in."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from sqlalchemy import func, select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.mail.models import OutboundEmail
from careers.postings.models import HiringTeamMember, Posting
from careers.security import Role
from tests.client import PageClient
from tests.factories import a_user

Command = Callable[..., Result]


def count(model: type) -> int:
    """How many rows there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_empty_site_is_filled_once_and_prints_how_to_sign_in(flask_command: Command, client: PageClient) -> None:
    first, second = flask_command("demo"), flask_command("demo")
    lines = [line for line in second.output.splitlines() if "sign in as" in line]
    assert len(lines) == len(Role) and all(line in first.output for line in lines)
    assert (count(User), count(Application), count(OutboundEmail)) == (len(Role), 14, 0)
    admin, recruiter, manager, interviewer = ((line.split()[3], line.split()[5]) for line in lines)
    assert client.sign_in(*admin).path == "/hr/"
    assert "3.6 of 4 (2)" in client.visit("/hr/applications").text
    assert "Engineering Manager" in client.visit("/hr/").text
    assert "fewer than 5" in client.visit("/hr/reports/equal-opportunity").text
    client.visit("/hr/account").form("/sign-out").submit()
    client.sign_in(*recruiter)
    assert "Noor Haddad" in client.visit("/hr/applications").text
    client.visit("/hr/settings", status=403)
    client.visit("/hr/account").form("/sign-out").submit()
    client.sign_in(*manager)
    # Of the posting that is reviewed blind the hiring manager reads no name.
    shown = client.visit("/hr/applications?disposition=all").text
    assert "Technical Writer" in shown and "Mei Tanaka" not in shown
    client.visit("/hr/account").form("/sign-out").submit()
    client.sign_in(*interviewer)
    shown = client.visit("/hr/applications?disposition=all").text
    assert "Ida Falk" in shown and "Sam Okoye" not in shown


def test_the_passwords_are_kept_where_only_the_owner_reads_them(flask_command: Command, instance_path: Path) -> None:
    flask_command("demo")
    assert (instance_path / "demo-accounts.txt").stat().st_mode & 0o777 == 0o600


def test_content_only_makes_no_account(flask_command: Command, instance_path: Path) -> None:
    result = flask_command("demo", "--content-only")
    assert "staff create" in result.output
    assert (count(User), count(HiringTeamMember)) == (0, 0)
    assert count(Posting) > 10
    assert not (instance_path / "demo-accounts.txt").exists()


def test_a_site_with_staff_gets_words_and_no_further_accounts(flask_command: Command) -> None:
    a_user("admin")
    flask_command("demo")
    assert count(User) == 1
    assert count(Posting) > 10


def test_every_page_of_the_demo_follows_the_page_rules(flask_command: Command, client: PageClient) -> None:
    flask_command("demo")
    for path in ("/", "/jobs", "/company", "/benefits", "/how-we-hire", "/privacy", "/accessibility"):
        client.visit(path)
    for title, path in client.visit("/jobs").links.items():
        if path.startswith("/jobs/"):
            assert client.visit(path).h1 == title
