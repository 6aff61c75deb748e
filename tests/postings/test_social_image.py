"""The image next to a shared link."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image, ImageDraw

from careers.postings.models import CLOSED, DRAFT
from careers.postings.public import social_image as module
from careers.postings.public.social_image import MARGIN, MAX_LINES, SIZE, font_for, readable, wrapped
from tests.client import PageClient
from tests.factories import a_company, a_posting


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Create the company, whose name is on every page."""
    a_company()


def test_the_page_names_an_image_and_its_size(client: PageClient) -> None:
    posting = a_posting(title="Cook")
    page = client.visit(f"/jobs/{posting.id}")
    said = {str(tag["property"]): str(tag["content"]) for tag in page.soup.select("meta[property]")}
    assert said["og:title"] == page.h1 == "Cook" and said["og:url"] == f"http://localhost/jobs/{posting.id}-cook"
    answer = client.get(said["og:image"].removeprefix("http://localhost"), status=200)
    assert answer.headers["Content-Type"] == "image/png" and "Set-Cookie" not in answer.headers
    image = Image.open(BytesIO(answer.body))
    assert (image.size, image.format) == ((1200, 630), "PNG")
    assert len(answer.body) < 100_000 and len(image.convert("L").getcolors(256) or []) > 10
    again = client.get(answer.path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304


def test_two_postings_have_different_images(client: PageClient) -> None:
    first, other = (a_posting(title=title) for title in ("Cook", "Driver"))
    pictures = [client.get(f"/jobs/{row.id}-{row.slug}/social.png", status=200).body for row in (first, other)]
    assert pictures[0] != pictures[1]


def test_an_image_exists_as_long_as_its_page(client: PageClient) -> None:
    for state in (DRAFT, CLOSED):
        client.get(f"/jobs/{a_posting(title='Cook', state=state).id}-cook/social.png", status=404)
    posting = a_posting(title="Cook")
    for address in (f"/jobs/{posting.id}-chef/social.png", f"/jobs/{posting.id}-cook/social.png?x=1"):
        assert client.get(address).location == f"/jobs/{posting.id}-cook/social.png"


@pytest.mark.parametrize(
    "title",
    [
        "Cook",
        "word " * 24,
        "W" * 120,
        "データベース開発者" * 13,
        "مهندس برمجيات",
        "Ärztin & Köchin",
        "🦀\x00\u202e" * 9,
    ],
)
def test_any_title_fits_into_the_image(app: Flask, client: PageClient, title: str) -> None:
    posting = a_posting(title=title[:120], slug="any")
    assert Image.open(BytesIO(client.get(f"/jobs/{posting.id}-any/social.png", status=200).body)).size == SIZE
    draw = ImageDraw.Draw(Image.new("RGB", SIZE))
    lines, size = wrapped(draw, readable(title, 50) or "x", SIZE[0] - 2 * MARGIN)
    font = font_for(" ".join(lines), size)
    assert len(lines) <= MAX_LINES
    assert all(draw.textlength(line, font) <= SIZE[0] - 2 * MARGIN for line in lines)


def test_text_without_a_font_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OTHER_FONTS", ())
    module._fonts.cache_clear()
    assert readable("Köchin, €5–6", 50) == "Kochin, EUR 5-6"
    assert readable("日本", 50) == ""
    module._fonts.cache_clear()
