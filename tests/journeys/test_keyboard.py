"""Deciding by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD, a_company, a_posting, a_user, an_application

pytestmark = [
    pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True),
    pytest.mark.parametrize("javascript", [True], indirect=True),
]


@pytest.fixture
def applicants(app: object) -> None:
    """Two people who applied, and a recruiter."""
    a_company()
    a_user("recruiter", email="hr@staff.example")
    posting = a_posting(title="Baker")
    an_application(posting, name="Ben Cole", documents=[])
    an_application(posting, name="Anna Berg", documents=[])


def press(page: Page, key: str) -> None:
    """Press one of the shortcuts, as soon as the page listens: until then it is a letter like any other."""
    expect(page.locator("[data-switch]:not([hidden])")).to_have_count(1)
    page.keyboard.press(key)


def open_list(page: Page) -> None:
    """Sign in, and look at the applications."""
    page.goto("/hr/sign-in")
    page.get_by_label("Email").fill("hr@staff.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/hr/")
    page.goto("/hr/applications")


@pytest.mark.usefixtures("applicants")
def test_rejecting_undoing_and_moving_on_take_few_keystrokes(
    browser_page: Page,
) -> None:
    page = browser_page
    open_list(page)
    press(page, "j")
    expect(page.get_by_role("link", name="Anna Berg")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Select Anna Berg")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Berg")
    press(page, "r")
    expect(page.get_by_role("heading", level=1)).to_have_text("Reject Anna Berg")
    expect(page.locator("input[name=reason]").first).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    # The fourth thing, the next application, needs no key.
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Cole")
    expect(page.get_by_text("Rejected. The message will be sent at")).to_be_visible()
    press(page, "u")
    expect(page.get_by_text("Decision undone. The application is active again")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Berg")
    press(page, "M")
    expect(page.get_by_text("Moved to Screen.")).to_be_visible()
    press(page, "n")
    page.keyboard.type("Bakes.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Note saved.")).to_be_visible()


@pytest.mark.usefixtures("applicants")
def test_rows_and_cards_can_be_reached_by_a_skip_link(browser_page: Page) -> None:
    page = browser_page
    open_list(page)
    for key in ("Tab", "Tab", "Enter", "Tab", "Tab"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="Anna Berg")).to_be_focused()
    page.goto("/hr/postings")
    press(page, "j")
    expect(page.get_by_role("link", name="Baker", exact=True)).to_be_focused()
    page.goto("/hr/postings/1/board")
    press(page, "j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Ben Cole")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Compare Ben Cole")).to_be_checked()
