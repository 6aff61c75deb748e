"""A real browser on the running site: Chromium, with JavaScript and without."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.servers import Site

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
EXPECTED = ("status of 422", "net::ERR_CONNECTION_RESET")
# Quiet: it asks nobody but the site for anything.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def chromium(own: str) -> str:
    """The browser's program, else the one that playwright keeps. A missing one is an error, never a skip."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    found = found or next((path for path in (*ELSEWHERE, own) if Path(path).exists()), None)
    assert found, "No Chromium was found; bin/test says how to get one."
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once for each process of the tests."""
    with sync_playwright() as playwright:
        program = chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS, headless=True)
        yield browser
        browser.close()


@pytest.fixture(params=[False, True], ids=["without-javascript", "with-javascript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs JavaScript: every journey works both ways."""
    return bool(request.param)


@pytest.fixture
def browser_page(browser: Browser, site: Site, javascript: bool) -> Iterator[Page]:
    """A fresh window, with nothing remembered, whose paths are on the site.

    A script that fails, a file that is not there, or something that the security policy stops is an error.
    """
    context = browser.new_context(base_url=site.url, java_script_enabled=javascript, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("console", lambda message: _note(message, complaints))
    yield page
    context.close()
    assert not complaints, "\n".join(complaints)


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    # The browser reports the status of a refused form as an error too; the page itself explains that one, as it does
    # with the connection that a test breaks.
    if message.type == "error" and not any(known in message.text for known in EXPECTED):
        complaints.append(f"console: {message.text}")
