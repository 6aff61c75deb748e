"""Mark, colors and retention: what cannot be read is refused, what is saved reaches every page and file."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from careers.clock import frozen, now
from careers.company.branding.colors import DARK, LIGHT, contrast, ratios, tokens
from careers.company.branding.stylesheet_presenters import dark_ground
from careers.database import db
from careers.mail.rendering import render
from careers.privacy.queries import overdue_ids
from tests.client import PageClient
from tests.documents.samples import picture
from tests.factories import a_company, a_posting, an_application
from tests.staff import NewClient

LOOK = "/hr/settings/look"


def test_a_color_that_cannot_be_read_is_refused_with_its_ratio(desk: PageClient) -> None:
    form = desk.visit(LOOK).form(LOOK)
    page = form.fill(accent_light="#ff8f6d", accent_dark="#0b1f4b", logo_letters="<b>").submit(status=422)
    assert len(page.errors) == 3 and "Text needs 4.5:1" in page.errors[1] and "2." in page.errors[1]


def test_even_an_error_page_as_first_page_has_the_companys_look(app: Flask, client: PageClient) -> None:
    a_company(name="Crumb & Co", accent_light="#0b4f8a", logo_letters="CC")
    page = client.visit("/no-such-page", status=404)
    title = page.soup.title
    assert title and str(title.string).strip().endswith("· Crumb & Co")
    assert page.soup.select('link[href^="/static/look/"]') and page.soup.select_one(".mark.letters")


def test_another_accent_is_a_small_file_that_browsers_keep_for_ever(app: Flask, desk: PageClient) -> None:
    before = desk.visit("/jobs")
    assert not before.soup.select('link[href^="/static/look/"]')
    form = desk.visit(LOOK).form(LOOK)
    form.fill(accent_light="#0b4f8a", accent_dark="#8ec5ff", logo_letters="Ω7").submit()
    app.extensions["page_cache"].forget()
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
    desk.visit(LOOK).form(LOOK).fill(accent_light="#0a3d0a").submit()
    assert desk.get(str(sheet["href"])).status == 302


def test_an_uploaded_logo_is_on_every_page_and_letters_return_when_it_is_removed(
    app: Flask, desk: PageClient, new_client: NewClient
) -> None:
    posting = a_posting(title="Cook")
    refused = desk.visit(LOOK).form("/mark/light").attach("picture", "mark.svg", b"<svg/>").submit(status=422)
    assert "is an SVG" in refused.errors[0]
    refused.form("/mark/light").attach("picture", "mark.png", picture("png", (300, 150))).submit()
    desk.visit(LOOK).form("/mark/dark").attach("picture", "night.webp", picture("webp", (90, 90))).submit()
    desk.visit(LOOK).form(LOOK).fill(accent_light="#0b4f8a", logo_has_name=True, logo_letters="NS").submit()
    app.extensions["page_cache"].forget()
    visitor = new_client()
    page = visitor.visit("/jobs")
    shown, dark = page.soup.select_one("header picture img"), page.soup.select_one("header picture source")
    assert shown and dark and (shown["width"], shown["height"], shown["alt"]) == ("192", "96", "")
    for address in (str(shown["src"]), str(dark["srcset"]), str(visitor.get("/favicon.ico").location)):
        answer = visitor.get(address, status=200)
        assert "immutable" in answer.headers["Cache-Control"] and "Set-Cookie" not in answer.headers
        assert Image.open(BytesIO(answer.body)).format == "PNG"
    (said,) = visitor.visit(f"/jobs/{posting.id}").json_ld
    assert said["hiringOrganization"]["logo"].endswith("/icon.png")
    # Where there is no page, and where no database is asked, it looks the same.
    missing = visitor.get("/nothing-here")
    assert missing.soup.select_one(f'header img[src="{shown["src"]}"]')
    assert missing.soup.select('link[href^="/static/look/"][rel=stylesheet]')
    # Somebody who had the page open meanwhile is told; the mark that was shown before leads to letters at once.
    stale = desk.visit(LOOK)
    desk.visit(LOOK).form("/mark/light/removal").submit()
    late = stale.form("/mark/light").attach("picture", "mark.png", picture("png")).submit(status=409)
    assert "Someone else changed the logo" in late.errors[0]
    app.extensions["page_cache"].forget()
    page = visitor.visit("/jobs")
    assert page.soup.select(".mark.letters") and not page.soup.select("picture")
    assert visitor.get(f"/jobs/{posting.id}-cook/social.png", status=200).body


def test_pictures_for_others_and_messages_carry_the_accent_and_messages_the_address(
    app: Flask, desk: PageClient
) -> None:
    posting = a_posting(title="Cook")
    desk.visit(LOOK).form(LOOK).fill(accent_light="#0b4f8a", accent_dark="#8ec5ff").submit()
    form = desk.visit("/hr/settings/company").form()
    form.fill(street="1 Long Street", locality="Oakland", postal_code="94607", mail_footer="Register: 12 <34>")
    form.submit()
    app.extensions["page_cache"].forget()
    drawn = desk.get(f"/jobs/{posting.id}-cook/social.png", status=200).body
    assert Image.open(BytesIO(drawn)).convert("RGB").getpixel((600, 488)) == (0x0B, 0x4F, 0x8A)
    known: dict[str, Any] = {"name": "Ada", "email": "a@b.test", "is_new": True, "url": "/x", "expires": "?"}
    content = render("accounts/mail/invitation", company_name="Example", **known)
    styles = " ".join(content.html.split())
    assert "background: #0b4f8a" in styles and "a { color: #8ec5ff; }" in styles
    assert "1 Long Street, Oakland" in content.text and content.text.endswith("Register: 12 <34>\n")
    assert "1 Long Street, Oakland" in content.html and "Register: 12 &lt;34&gt;" in content.html


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
