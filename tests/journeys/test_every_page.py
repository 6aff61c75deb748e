"""Every kind of page that links lead to, read by axe-core and measured in a real browser, on a filled site.

The walk follows links from a first page and looks at one page of each view, so a new page is looked at without being
told. Neither the engine nor the absence of JavaScript changes what is seen here: one database, and scripts on, for
axe-core is one.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import Result
from flask import Flask
from playwright.sync_api import Page, ViewportSize
from werkzeug.exceptions import HTTPException

from tests.documents.samples import pdf
from tests.factories import PASSWORD, a_user
from tests.journeys.test_the_main_job import apply
from tests.servers import MailServer, Site

pytestmark = [
    pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True),
    pytest.mark.parametrize("javascript", [True], ids=["with-javascript"], indirect=True),
]
NARROW, WIDE = ViewportSize(width=320, height=640), ViewportSize(width=1280, height=800)
# What sticks out of the window; something that scrolls by itself, such as a wide table, may be wider than it.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
COLORS_ONLY = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
# Fewer pages than these, and the walk has lost its way; more, and it does not end.
MIN_COUNT, MAX_COUNT = 10, 200


@pytest.fixture
def own_page(
    flask_command: Callable[..., Result],
    site: Site,
    browser_page: Page,
    mail_server: MailServer,
    tmp_path: Path,
) -> str:
    """The demo's words and postings, somebody to sign in as, and an application: the address of its own page."""
    assert flask_command("demo", "--content-only").exit_code == 0
    a_user("admin", email="ada@staff.example")
    (tmp_path / "anna.pdf").write_bytes(pdf("Anna Berg", "Python and MySQL since 2019"))
    apply(browser_page, "Anna Berg", "anna@people.example", tmp_path / "anna.pdf")
    said = mail_server.wait_for(1, address="anna@people.example")[0].text
    address = re.search(rf"{re.escape(site.url)}(/applications/\S+)", said)
    assert address, said
    return address[1]


def test_everybody_can_read_every_public_page(app: Flask, own_page: str, browser_page: Page) -> None:
    assert_readable(app, browser_page, ["/", own_page], lambda path: not path.startswith("/hr"))


def test_everybody_can_read_every_page_of_the_back_office(app: Flask, own_page: str, browser_page: Page) -> None:
    browser_page.goto("/hr/sign-in")
    browser_page.get_by_label("Email").fill("ada@staff.example")
    browser_page.get_by_label("Password").fill(PASSWORD)
    browser_page.get_by_role("button", name="Sign in").click()
    assert_readable(app, browser_page, ["/hr/"], lambda path: path.startswith("/hr"))


def assert_readable(app: Flask, page: Page, starts: list[str], is_wanted: Callable[[str], bool]) -> None:
    """Walk from ``starts`` and look at one page of every view; all faults are told together."""
    faults = {path: said for path in walk(app, page, starts, is_wanted) if (said := faults_of(page, path))}
    assert not faults, "\n".join(f"{path}: {'; '.join(said)}" for path, said in faults.items())


def walk(app: Flask, page: Page, starts: list[str], is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """The addresses of one page for each view, found by following links."""
    waiting, known = list(starts), {view_of(app, start) for start in starts}
    for path in waiting:
        yield path
        for link in page.locator("a[href]").evaluate_all("links => links.map(link => link.href)"):
            found = urlsplit(link)
            view = view_of(app, found.path) if found.scheme == "http" and is_wanted(found.path) else None
            if view and view not in known:
                known.add(view)
                waiting.append(found._replace(scheme="", netloc="", fragment="").geturl())
    assert MIN_COUNT <= len(waiting) <= MAX_COUNT, waiting


def view_of(app: Flask, path: str) -> str | None:
    """The name of the view that answers a GET of the path."""
    try:
        return str(app.url_map.bind("127.0.0.1").match(path)[0])
    except HTTPException:
        return None


def faults_of(page: Page, path: str) -> list[str]:
    """What is wrong with a page; with a file to download, a feed or an image, whether it is there at all."""
    answer = page.request.get(path)
    if not answer.ok or not answer.headers.get("content-type", "").startswith("text/html"):
        page.goto("about:blank")
        return [] if answer.ok else [f"status {answer.status}"]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(WIDE)
    page.goto(path)
    said = told(Axe().run(page).response)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    said += [f"dark: {violation}" for violation in told(Axe().run(page, options=COLORS_ONLY).response)]
    page.set_viewport_size(NARROW)
    if wider := page.evaluate(OVERFLOW):
        said.append(f"{wider} px wider than a window of {NARROW['width']}")
    return said


def told(found: dict[str, Any]) -> list[str]:
    """Each violation, with the first places where it is."""
    return [
        f"{violation['id']} at {[node['target'] for node in violation['nodes']][:3]}"
        for violation in found["violations"]
    ]
