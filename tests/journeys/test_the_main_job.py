"""The main job, end to end: a candidate applies, the hiring manager is told, HR decides."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from careers.postings.models import Posting
from tests.documents.samples import pdf, word
from tests.factories import PASSWORD, a_company, a_posting, a_user
from tests.servers import MailServer


@pytest.fixture
def posting(app: object) -> Posting:
    """An open posting, its hiring manager, and a recruiter."""
    a_company(privacy_version="2026-11", time_zone="UTC")
    a_user("recruiter", email="hr@staff.example")
    manager = a_user("hiring_manager", name="Mona Manager", email="mona@staff.example")
    return a_posting(title="Backend Developer", managers=[manager])


def apply(page: Page, name: str, email: str, resume: Path) -> str:
    """From the front page to the receipt; returns the receipt's reference."""
    page.goto("/")
    page.get_by_role("link", name="open position").first.click()
    page.get_by_role("link", name="Backend Developer").click()
    page.get_by_role("link", name="Apply").first.click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email").fill(email)
    page.locator("input[name=resume]").set_input_files(resume)
    page.get_by_label("A project you’re proud of").fill("A queue that loses nothing.")
    for question in page.locator("form input[inputmode=decimal][required]").all():
        question.fill("6")
    page.get_by_label("I have read the").check()
    page.locator("form .actions").get_by_role("button", name="Review and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review your application")
    page.get_by_role("button", name="Send application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We received your application")
    return page.locator(".reference").inner_text()


def sign_in(page: Page) -> None:
    """As the recruiter."""
    page.goto("/hr/sign-in")
    page.get_by_label("Email").fill("hr@staff.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_apply_get_notified_and_decide(
    browser_page: Page, posting: Posting, mail_server: MailServer, tmp_path: Path
) -> None:
    page = browser_page
    (tmp_path / "anna.pdf").write_bytes(pdf("Anna Berg", "Python and MySQL since 2019"))
    (tmp_path / "ben.docx").write_bytes(word("Ben Cole writes Java"))
    reference = apply(page, "Anna Berg", "anna@people.example", tmp_path / "anna.pdf")
    apply(page, "Ben Cole", "ben@people.example", tmp_path / "ben.docx")

    told = mail_server.wait_for(2, address="mona@staff.example")
    assert {email.message["Subject"] for email in told} == {
        "Anna Berg applied for Backend Developer",
        "Ben Cole applied for Backend Developer",
    }
    assert reference in mail_server.wait_for(1, address="anna@people.example")[0].text

    sign_in(page)
    page.goto("/hr/applications")
    page.get_by_role("link", name="Anna Berg").click()
    page.locator("summary", has_text="Text of anna.pdf").click()
    expect(page.get_by_text("Python and MySQL since 2019")).to_be_visible()
    page.get_by_role("button", name="Move to Screen").click()
    expect(page.locator(".track .now")).to_have_text("Screen")

    page.goto("/hr/applications")
    page.get_by_role("link", name="Ben Cole").click()
    page.get_by_role("link", name="Reject with message").click()
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile("^Hi Ben Cole,"))
    page.get_by_label("The position was filled").check()
    page.get_by_role("button", name="Reject and send").click()
    expect(page.get_by_text("Rejected. The message will be sent at")).to_be_visible()
    page.goto("/hr/applications")
    expect(page.get_by_role("link", name="Ben Cole")).to_have_count(0)


def test_an_error_keeps_uploaded_files(browser_page: Page, posting: Posting, tmp_path: Path) -> None:
    page = browser_page
    (tmp_path / "anna.pdf").write_bytes(pdf("Anna Berg"))
    page.goto(f"/jobs/{posting.id}-backend-developer/apply")
    page.get_by_label("Your name").fill("Anna Berg")
    page.get_by_label("Email").fill("not an address")
    page.locator("input[name=resume]").set_input_files(tmp_path / "anna.pdf")
    page.locator("form .actions").get_by_role("button", name="Review and send").click()
    expect(page.locator(".error-summary")).to_contain_text("Email")
    expect(page.locator(".file-name")).to_have_text("anna.pdf")
    page.get_by_label("Email").fill("anna@people.example")
    page.get_by_label("I have read the").check()
    page.locator("form .actions").get_by_role("button", name="Review and send").click()
    page.get_by_role("button", name="Send application").click()
    expect(page.get_by_text("anna.pdf")).to_be_visible()


def test_the_form_can_be_filled_in_with_the_keyboard_alone(
    browser_page: Page, posting: Posting, tmp_path: Path
) -> None:
    page = browser_page
    (tmp_path / "anna.pdf").write_bytes(pdf("Anna Berg"))
    page.goto(f"/jobs/{posting.id}-backend-developer/apply")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Anna Berg")
    page.keyboard.press("Tab")
    page.keyboard.type("anna@people.example")
    page.locator("input[name=resume]").set_input_files(tmp_path / "anna.pdf")
    page.get_by_label("I have read the").focus()
    page.keyboard.press("Space")
    page.get_by_label("Your name").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review your application")
