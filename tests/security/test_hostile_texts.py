"""Texts that are made to keep the site busy, or to break what it shows."""

import pytest

from careers.company.markdown import MAX_BRACKETS, render
from careers.postings.history_services import MAX_COMPARED, changed_lines
from tests.client import PageClient
from tests.factories import a_company, a_department, a_user
from tests.staff import at_desk

LINK = "[here](https://example.com)"
HOSTILE = (
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:a)",
    "<javascript:alert(1)>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '[x](a"onmouseover="alert(1))',
    "![x](https://example.com/pixel.png)",
    "<svg/onload=alert(1)>",
    "<iframe src=//example.com>",
    "<style>*{}</style>",
)


def test_more_brackets_than_a_text_has_are_read_as_plain_characters() -> None:
    # markdown-it looks for the partner of every one of them: seconds for some thousands.
    assert "<a" in render(LINK + "[" * (MAX_BRACKETS - 1))
    flooded = render(LINK + "[" * MAX_BRACKETS)
    assert "<a" not in flooded and flooded.count("[") == MAX_BRACKETS + 1


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_produces_nothing_that_runs_or_loads(text: str) -> None:
    html = render(text)
    assert not [
        bad
        for bad in ("<script", "<img", "<svg", "<iframe", "<style", " on", 'href="j', 'href="d', 'href="v')
        if bad in html.replace("&lt;img src=x on", "")
    ]


@pytest.mark.parametrize("day", ["soon", "2026-13-45", "x" * 5000, "0000-00-00", "99999-01-01"])
def test_an_invalid_closing_date_is_a_form_error(client: PageClient, day: str) -> None:
    a_company()
    a_department()
    at_desk(client, a_user("recruiter"))
    form = client.visit("/hr/postings/new").form().fill(title="Cook", valid_through=day)
    page = form.submit(status=422)
    assert page.error_of("valid_through")
    assert page.form().values["title"] == "Cook"


def test_texts_of_thousands_of_lines_are_not_compared_line_by_line() -> None:
    # Of such as repeat themselves, the comparison would take minutes, in the transaction that saves the posting.
    before, after = "a\nb\n" * MAX_COMPARED, "b\na\na\n" * MAX_COMPARED
    assert changed_lines(before, after) == (before.strip(), after.strip())
    assert changed_lines("a\nb\nc", "a\nx\nc") == ("b", "x")
