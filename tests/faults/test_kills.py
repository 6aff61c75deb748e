"""Processes and the database are killed while applications come in: nothing acknowledged is lost or half there."""

import os
import signal
import threading
import urllib.error
from collections.abc import Callable, Iterator
from http.client import HTTPException

import pytest
from flask import Flask
from sqlalchemy import func, select

from careers import create_app
from careers.applications.models import Application, Attachment
from careers.company.profile_services import saved_profile
from careers.database import db, transaction
from careers.documents.storage import current_storage
from careers.http.catalog import touch_catalog
from careers.mail.models import OutboundEmail
from tests.databases import close_connections
from tests.page import Form, Page
from tests.servers import MailServer, MySqlServer, Site

Apply = Callable[[int], Page]
BROKEN = (urllib.error.URLError, HTTPException, ConnectionError, TimeoutError, AssertionError)


def applicants(apply: Apply, count: int) -> tuple[list[int], threading.Thread]:
    """Let people apply one after another beside the test; the list fills with those who saw a receipt."""
    acknowledged: list[int] = []

    def run() -> None:
        for number in range(count):
            try:
                if apply(number).h1 == "We received your application":
                    acknowledged.append(number)
            except BROKEN:
                threading.Event().wait(0.5)  # nobody tries again faster

    thread = threading.Thread(target=run)
    thread.start()
    return acknowledged, thread


def assert_whole(acknowledged: list[int]) -> None:
    """Everybody who saw a receipt is stored, and whatever is stored is whole: file, bytes and both messages."""
    db.session.rollback()
    applications = db.session.scalars(select(Application)).all()
    names = {application.name for application in applications}
    assert {f"Person {number}" for number in acknowledged} <= names
    for application in applications:
        attachment = db.session.scalars(select(Attachment).where(Attachment.application_id == application.id)).one()
        with current_storage().open(attachment.document.storage_key) as file:
            assert file.read(5) == b"%PDF-"
        count = select(func.count()).select_from(OutboundEmail).where(OutboundEmail.application_id == application.id)
        assert db.session.scalar(count) == 2


def release_connections() -> None:
    """Let go of this process's own connections, so that only the site notices what happens to the server."""
    db.session.remove()
    db.engine.dispose()


def wait_for_receipt(acknowledged: list[int], count: int) -> None:
    """Wait until so many have seen a receipt."""
    for _ in range(600):
        if len(acknowledged) >= count:
            return
        threading.Event().wait(0.05)
    raise AssertionError(f"only {len(acknowledged)} receipts")


def test_killing_web_processes_loses_nothing_that_was_acknowledged(site: Site, apply: Apply, app: Flask) -> None:
    acknowledged, thread = applicants(apply, 12)
    for round_ in range(3):
        wait_for_receipt(acknowledged, round_ + 1)
        os.kill(site.web_worker_pids()[0], signal.SIGKILL)
        site.wait_until_live()
    thread.join()
    assert len(acknowledged) >= 6
    assert_whole(acknowledged)


def test_killing_the_worker_delays_the_mail_and_loses_none(
    site: Site, apply: Apply, mail_server: MailServer, app: Flask
) -> None:
    acknowledged, thread = applicants(apply, 6)
    for round_ in range(2):
        wait_for_receipt(acknowledged, 2 * round_ + 1)
        assert site.worker
        site.worker.kill()
        site.start_worker()
    thread.join()
    assert len(acknowledged) == 6
    mails = mail_server.wait_for(12, 120)
    assert len({str(mail.message["Message-ID"]) for mail in mails}) == 12
    assert_whole(acknowledged)


class TestTheDatabaseServer:
    """These kill a server of their own."""

    @pytest.fixture
    def database_url(self, own_mysql_server: MySqlServer) -> str:
        """A database on it."""
        return own_mysql_server.create_database("careers")

    @pytest.fixture
    def app(self, environ: dict[str, str]) -> Iterator[Flask]:
        """The app on that database, migrated."""
        app = create_app(environ)
        assert app.test_cli_runner().invoke(args=["db", "upgrade"]).exit_code == 0
        with app.app_context():
            yield app
        close_connections(app)

    def test_killing_it_loses_nothing_and_the_site_comes_back_by_itself(
        self, own_mysql_server: MySqlServer, site: Site, apply: Apply, mail_server: MailServer, app: Flask
    ) -> None:
        acknowledged, thread = applicants(apply, 10)
        wait_for_receipt(acknowledged, 2)
        release_connections()
        own_mysql_server.kill()
        threading.Event().wait(1)
        own_mysql_server.start()
        thread.join()
        assert apply(100).h1 == "We received your application"
        assert len(acknowledged) >= 4
        assert_whole([*acknowledged, 100])
        stored = db.session.scalar(select(func.count()).select_from(OutboundEmail))
        assert stored
        assert len({str(delivery.message["Message-ID"]) for delivery in mail_server.wait_for(stored, 120)}) == stored

    def test_without_the_database_public_pages_stay_and_the_form_keeps_its_text(
        self, own_mysql_server: MySqlServer, site: Site, filled: Callable[[int], Form], app: Flask
    ) -> None:
        with transaction():
            saved_profile().accent_light = "#0b4f8a"
            touch_catalog()
        for _ in range(20):  # until every process has made its pages
            site.client().visit("/jobs")
        form = filled(1).fill(cover_letter="Two hours of work")
        release_connections()
        own_mysql_server.kill()
        page = form.submit("Review and send", status=503)
        assert "Two hours of work" in page.html
        assert "Backend Developer" in site.client().visit("/jobs").links
        # Pages for errors look like the company's own all the same, and so do those that stayed.
        (sheet,) = site.client().visit("/nothing", status=404).soup.select('link[href^="/static/look/"]')
        assert b"#0b4f8a" in site.client().get(str(sheet["href"]), status=200).body
        own_mysql_server.start()
        again = page.form().submit("Try again")
        assert again.form().values["cover_letter"] == "Two hours of work"
