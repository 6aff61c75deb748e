"""What a first visitor waits for: a page and its style sheet, in one initial congestion window."""

import gzip
from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

from careers.security import PUBLIC, policy_of
from tests.client import PageClient
from tests.factories import a_posting

# RFC 6928: ten segments of 1,460 bytes, rounded down.
WINDOW = 14 * 1024


@pytest.fixture
def filled(flask_command: Callable[..., Result]) -> None:
    """The demo's words, and more postings than a page of the listing holds."""
    assert flask_command("demo", "--content-only").exit_code == 0
    for number in range(30):
        a_posting(title=f"Engineer for integration and migration {number}", summary="What it is about. " * 12)


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_first_view_fits_into_the_first_round_trip(app: Flask, filled: None, client: PageClient) -> None:
    paths = public_paths(app, client)
    style = len(app.extensions["assets"].bodies["css/site.css"].codings["gzip"])
    client.headers["Accept-Encoding"], client.checked = "gzip", False
    pages = {path: page for path in paths if (page := client.get(path)).is_html and page.status == 200}
    assert len(pages) >= 12
    weights = {path: len(page.body) + style for path, page in pages.items()}
    assert {path: weight for path, weight in weights.items() if weight > WINDOW} == {}


def public_paths(app: Flask, client: PageClient) -> list[str]:
    """What anybody may open without a token: the addresses without arguments, a posting, its form, and a role."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    plain = [rule.rule for rule in rules if policy_of(app.view_functions[rule.endpoint]) == PUBLIC]
    posting = client.visit("/jobs?q=Flask").links["Backend Developer"]
    role = client.visit("/roles").links["Back End Software Engineer"]
    return [path for path in plain if not path.startswith("/hr/")] + [posting, f"{posting}/apply", role]


def test_an_empty_form_with_words_of_an_address_is_not_compressed(app: Flask) -> None:
    posting = a_posting()
    ask = app.test_client().get
    plain, with_words = (
        ask(f"/jobs/{posting.id}-{posting.slug}/apply{query}", headers={"Accept-Encoding": "gzip"})
        for query in ("", "?source=x")
    )
    assert plain.headers["Content-Encoding"] == "gzip" and b"csrf_token" in gzip.decompress(plain.data)
    assert "Content-Encoding" not in with_words.headers and b"csrf_token" in with_words.data
