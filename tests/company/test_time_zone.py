"""What people read are the company's days and hours, wherever the server stands."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from careers.applications.models import Application
from careers.clock import end_of_working_day, frozen, last_day, today
from careers.company.models import CompanyProfile
from careers.database import db, transaction
from careers.formatting import format_datetime, format_time
from careers.pipeline.deadlines.queries import DUE_SOON, is_due
from tests.client import PageClient
from tests.factories import a_company, a_user, an_application
from tests.staff import at_desk

# Friday evening on the West Coast, and Saturday already in UTC.
FRIDAY_EVENING = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """A company whose days end eight hours after those of UTC."""
    a_company(time_zone="America/Los_Angeles")


def test_an_evening_belongs_to_its_own_day(app: Flask) -> None:
    with frozen(FRIDAY_EVENING):
        assert today().isoformat() == "2026-11-20"
        assert format_datetime(FRIDAY_EVENING) == "20 November 2026, 18:30 PST"


def test_a_promise_is_kept_until_the_end_of_its_day(app: Flask) -> None:
    with frozen(FRIDAY_EVENING):
        due = end_of_working_day(1)
    # Monday, counted from Friday, until its midnight there.
    assert due == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert last_day(due).isoformat() == "2026-11-23"


def test_what_is_due_soon_is_due_by_the_end_of_the_next_working_day(app: Flask) -> None:
    with frozen(FRIDAY_EVENING):
        monday, tuesday = end_of_working_day(1), end_of_working_day(2)
        for name, due in (("Ann", monday), ("Bo", tuesday)):
            an_application(name=name, reply_due_at=due)
        names = db.session.scalars(select(Application.name).where(is_due(DUE_SOON))).all()
    assert names == ["Ann"]


def test_a_zone_without_letters_is_named_by_its_distance(app: Flask) -> None:
    with transaction():
        db.session.get_one(CompanyProfile, 1).time_zone = "Asia/Dubai"
    assert format_time(FRIDAY_EVENING) == "06:30 UTC+04"


def test_staff_see_times_in_the_companys_time_zone(client: PageClient) -> None:
    an_application(name="Ann", submitted_at=FRIDAY_EVENING, reply_due_at=datetime(2026, 11, 28, 8, tzinfo=UTC))
    with frozen(FRIDAY_EVENING):
        page = at_desk(client, a_user()).visit("/hr/applications").text
    assert "20 Nov 2026, 18:30 PST" in page and "27 Nov 2026" in page
