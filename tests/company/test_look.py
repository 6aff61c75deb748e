"""Mark, colors and retention: what cannot be read is refused, what is saved reaches every page and file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from careers.applications.own_page.queries import overdue_ids
from careers.clock import frozen, now
from careers.company.look.colors import DARK, LIGHT, contrast, ratios, tokens
from careers.company.look.sheet import dark_ground
from careers.database import db
from tests.client import PageClient
from tests.factories import a_company, a_user, an_application
from tests.staff import at_desk


@pytest.fixture
def desk(app: Flask, client: PageClient) -> PageClient:
    """An administrator's browser."""
    a_company()
    return at_desk(client, a_user("admin"))


def test_a_color_that_cannot_be_read_is_refused_with_its_ratio(desk: PageClient) -> None:
    form = desk.visit("/hr/settings/look").form()
    page = form.fill(accent_light="#ff8f6d", accent_dark="#0b1f4b", mark_letters="<b>").submit(status=422)
    assert len(page.errors) == 3 and "text needs 4.5:1" in page.errors[1] and "2." in page.errors[1]


def test_another_accent_is_a_small_file_that_browsers_keep_for_ever(app: Flask, desk: PageClient) -> None:
    before = desk.visit("/jobs")
    assert not before.soup.select('link[href^="/static/look/"]')
    form = desk.visit("/hr/settings/look").form()
    form.fill(accent_light="#0b4f8a", accent_dark="#8ec5ff", mark_letters="Ω7").submit()
    app.extensions["pages"].forget()
    page = desk.visit("/jobs")
    (sheet,) = page.soup.select('link[rel="stylesheet"][href^="/static/look/"]')
    answer = desk.get(str(sheet["href"]))
    assert "immutable" in answer.headers["Cache-Control"] and b"--accent:#0b4f8a" in answer.body
    assert (
        page.soup.select_one(".mark.letters")
        and "Ω7"
        in desk.get(
            str(page.soup.select_one('link[rel="icon"]')["href"])  # type: ignore[index]
        ).body.decode()
    )
    # A page from before the next change still finds a style sheet.
    desk.visit("/hr/settings/look").form().fill(accent_light="#0a3d0a").submit()
    assert desk.get(str(sheet["href"])).status == 302


@pytest.mark.parametrize("accent", ["#000000", "#0b1f4b", "#b02f18", "#0a3d0a", "#6b4e00"])
def test_buttons_on_dark_pages_are_readable_whatever_the_accent(accent: str) -> None:
    assert all(ratio >= 4.5 for _, ratio in ratios(accent, LIGHT))
    ground, dark = dark_ground(accent), tokens(DARK)
    assert contrast(ground, dark["on-accent"]) >= 4.5
    assert min(contrast(ground, dark["paper"]), contrast(ground, dark["surface"])) >= 3


def test_a_shorter_retention_needs_a_reason_and_a_tick_and_then_deletes(desk: PageClient) -> None:
    old, later = an_application(), now() + timedelta(days=400)
    form = desk.visit("/hr/settings/retention").form()
    assert form.fill(retention_months=36, retention_reason="").submit(status=422).errors
    page = desk.visit("/hr/settings/retention").form().fill(retention_months=12, retention_reason="Enough.")
    refused = page.submit(status=422)
    with frozen(later):
        assert "deleted within a day" in refused.errors[0] and not overdue_ids(10)
    refused.form().fill(accepts_deletion=True).submit()
    db.session.expire_all()
    with frozen(later):
        assert overdue_ids(10) == [old.id]
