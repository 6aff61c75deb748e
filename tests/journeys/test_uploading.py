"""Sending files over a slow or broken line: progress, cancel, and nothing lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from careers.postings.models import Posting
from tests.applications.portal import portal_path
from tests.documents.samples import pdf
from tests.factories import a_company, a_posting, an_application

SLOW = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 400_000}
MEGABYTE = 1024 * 1024
# Milliseconds: two megabytes arrive, are stored and looked at, on a machine that does other things as well.
PATIENCE = 30_000


@pytest.fixture
def posting(app: object) -> Posting:
    """An open posting."""
    a_company(privacy_version="2026-11", time_zone="UTC")
    return a_posting(title="Backend Developer")


@pytest.fixture
def form(browser_page: Page, posting: Posting, tmp_path: Path) -> Page:
    """The application form, filled in with a resume of two megabytes."""
    page = browser_page
    (tmp_path / "anna.pdf").write_bytes(pdf("Anna Berg") + b"\n%" + b"0" * 2 * MEGABYTE)
    (tmp_path / "film.pdf").write_bytes(pdf("x") + b"\n%" + b"0" * 12 * MEGABYTE)
    (tmp_path / "empty.txt").write_bytes(b"")
    page.goto(f"/jobs/{posting.id}-backend-developer/apply")
    page.get_by_label("Your name").fill("Anna Berg")
    page.get_by_label("Email", exact=True).fill("anna@people.example")
    page.locator("input[name=resume]").set_input_files(tmp_path / "anna.pdf")
    page.get_by_label("I have read the").check()
    return page


def press(page: Page, name: str) -> None:
    """Press one of the buttons at the form's end."""
    page.locator("form .actions").get_by_role("button", name=name).click()


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_a_slow_upload_shows_how_far_it_is_and_can_be_canceled(form: Page) -> None:
    line = form.context.new_cdp_session(form)
    line.send("Network.emulateNetworkConditions", SLOW)
    press(form, "Review and send")
    expect(form.get_by_role("status")).to_contain_text("25% uploaded", timeout=PATIENCE)
    expect(form.get_by_role("progressbar", name="Upload")).to_be_visible()
    expect(form.get_by_role("button", name="Cancel upload")).to_be_focused()
    form.keyboard.press("Enter")
    expect(form.get_by_role("status")).to_contain_text("Upload canceled")
    expect(form.get_by_role("progressbar", name="Upload")).to_be_hidden()
    expect(form.get_by_label("Your name")).to_have_value("Anna Berg")
    line.send("Network.emulateNetworkConditions", {**SLOW, "uploadThroughput": -1})
    press(form, "Review and send")
    expect(form.get_by_role("heading", level=1)).to_have_text("Review your application", timeout=PATIENCE)
    expect(form.get_by_text("anna.pdf").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_a_lost_connection_loses_nothing(form: Page) -> None:
    form.route("**/apply", lambda route: route.abort("connectionreset"), times=1)
    press(form, "Save and continue")
    expect(form.get_by_role("status")).to_contain_text("Connection lost")
    press(form, "Save and continue")
    expect(form.locator(".notice")).to_contain_text("Your draft is saved")
    assert "/apply/" in form.url
    form.reload()
    expect(form.locator(".file-name")).to_have_text("anna.pdf")


def test_a_file_that_is_too_large_is_named_and_the_others_are_kept(
    form: Page, tmp_path: Path, javascript: bool
) -> None:
    samples = form.locator("input[name=work_samples]")
    samples.set_input_files([tmp_path / "film.pdf", tmp_path / "empty.txt"])
    press(form, "Review and send")
    if javascript:
        # Said beside the field before anything is sent.
        expect(form.locator("#work_samples-too-large")).to_contain_text("“film.pdf” is 12.1 MB")
        expect(samples).to_be_focused()
        samples.set_input_files([tmp_path / "empty.txt"])
        expect(form.locator("#work_samples-too-large")).to_have_count(0)
        press(form, "Review and send")
    else:
        expect(form.locator("#work_samples-error")).to_contain_text("is 12.1 MB")
    expect(form.locator("#work_samples-error")).to_contain_text("is empty")
    expect(form.locator(".file-name")).to_have_text("anna.pdf")
    press(form, "Review and send")
    expect(form.get_by_role("heading", level=1)).to_have_text("Review your application", timeout=PATIENCE)


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_a_file_sent_later_shows_how_far_it_is_and_then_the_page(
    browser_page: Page, posting: Posting, tmp_path: Path
) -> None:
    page, path = browser_page, portal_path(an_application(posting))
    (tmp_path / "more.pdf").write_bytes(pdf("More") + b"\n%" + b"0" * MEGABYTE)
    page.goto(path)
    page.locator("input[name=file]").set_input_files(tmp_path / "more.pdf")
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.get_by_role("button", name="Upload file").click()
    expect(page.get_by_role("progressbar", name="Upload")).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("File uploaded", timeout=PATIENCE)
    assert page.url.endswith(path)
    page.reload()
    expect(page.get_by_text("more.pdf").first).to_be_visible()
