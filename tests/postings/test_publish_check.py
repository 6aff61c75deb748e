"""The check before publishing: the issues it finds, and no false alarms."""

from typing import Any

import pytest
from flask import Flask

from careers.postings.checks import presenters, wording
from careers.postings.checks.readability import reading_of
from careers.postings.models import DRAFT, Posting, PostingSection, RoleOverview
from careers.postings.roles.queries import RolePosting
from tests.client import PageClient
from tests.factories import a_company, a_location, a_posting, a_user, save
from tests.staff import at_desk

CALIFORNIA = {
    "country": "US",
    "region": "CA",
    "locality": "San Francisco",
    "street": "1 Main",
    "postal_code": "94105",
}
READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}
LONG = (
    "The successful individual will demonstrably operationalize interdisciplinary methodologies, facilitating "
    "organizational transformation initiatives alongside multifunctional stakeholders, whose heterogeneous "
    "requirements necessitate considerable communicative sophistication, analytical perspicacity and uninterrupted "
    "administrative availability throughout all geographical jurisdictions of the international organization. "
) * 4


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Create the company, whose name is on every page."""
    a_company()


def issues_of(posting: Posting, *peers: RolePosting) -> dict[str, str]:
    """Return the issues of an unsaved posting: their sentences by title."""
    return {issue.title: issue.sentence for issue in presenters.publish_issues(posting, peers)}


def a_draft(sections: dict[str, str] | None = None, **values: Any) -> Posting:
    """Return a draft without issues, except for the changes of the test."""
    texts = [PostingSection(name=name, markdown=text, html="") for name, text in {**READY, **(sections or {})}.items()]
    given = {
        "title": "Cook",
        "summary": "",
        "office_mode": "hybrid",
        "is_remote": False,
        "remote_countries": "",
    }
    pay = {"base_salary_min": 9_000_000, "base_salary_max": 11_000_000, "base_salary_currency": "USD"}
    more = {
        "base_salary_unit": "YEAR",
        "degree_required": False,
        "sections": texts,
        "locations": [a_location()],
    }
    return Posting(**given | pay | more | values)


def peer(low: int = 9_000_000, high: int = 11_000_000, degree: bool = False) -> RolePosting:
    """Return another open posting of the role."""
    return RolePosting(1, low, high, "USD", "YEAR", degree)


def test_a_good_posting_has_no_issues() -> None:
    assert issues_of(a_draft(), peer(), peer()) == {}


@pytest.mark.parametrize(
    ("place", "values", "expected"),
    [
        (CALIFORNIA, {}, "the law requires here: California"),
        ({"country": "US", "region": "Illinois"}, {}, "the law requires here: Illinois"),
        ({"country": "DE", "region": ""}, {}, "Germany (EU 2023/970)"),
        (
            {"country": "US", "region": "TX"},
            {"is_remote": True, "remote_countries": "US"},
            "remote work from the US",
        ),
        ({"country": "US", "region": "TX"}, {}, "As far as we know"),
    ],
)
def test_missing_pay_is_explained_by_the_law_of_the_place(
    place: dict[str, str], values: dict[str, Any], expected: str
) -> None:
    draft = a_draft(locations=[a_location(**place)], base_salary_min=None, base_salary_max=None, **values)
    assert expected in issues_of(draft)["Pay"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use [tool] here", "“[tool]”"),
        ("Hello {{name}}", "“{{name}}”"),
        ("Ask <contact>", "“<contact>”"),
        ("Place: TBD", "“TBD”"),
        ("lorem ipsum dolor", "“lorem ipsum”"),
    ],
)
def test_placeholders_are_found(text: str, expected: str) -> None:
    assert expected in issues_of(a_draft({"description": text}))["Unfinished text"]


def test_links_and_email_addresses_are_not_placeholders() -> None:
    text = "See [the team](/company), write to <jobs@works.example> or <https://works.example>."
    assert issues_of(a_draft({"description": text})) == {}


def test_a_degree_requirement_unlike_the_roles_others_is_an_issue_both_ways() -> None:
    issue = issues_of(a_draft(degree_required=True), peer(), peer(), peer(degree=True))["Degree"]
    assert "1 of 3 other open postings does" in issue
    assert "doesn’t require a degree" in issues_of(a_draft(), peer(degree=True))["Degree"]


def test_pay_far_from_the_roles_median_is_an_issue() -> None:
    sentence = issues_of(a_draft(base_salary_min=100_000, base_salary_max=120_000), peer(), peer())["Pay and role"]
    assert "$1,100 a year, far below the median of 2 other open postings for this role, $100,000" in sentence
    assert "Pay and role" not in issues_of(a_draft(base_salary_min=9_900_000, base_salary_max=12_500_000), peer())


def test_hard_sentences_and_coded_words_are_issues_with_advice() -> None:
    said = issues_of(a_draft({"description": LONG, "responsibilities": "- Be a ninja who dominates"}))
    assert "Flesch-Kincaid" in said["Readability"] and "The successful individual will" in said["Readability"]
    assert "“ninja” (try: specialist); “dominates” (try: lead)" in said["Inclusive language"]


def test_the_longest_expression_and_only_whole_words_match() -> None:
    text = "We work  hard,\nplay hard, in a master/slave setup. No Manhattan, guysers or alpha version."
    assert set(wording.coded_words(text)) == {"work hard, play hard", "master/slave"}
    assert all(wording.coded_words(word.removesuffix("-")) for word in wording.CODED)


def test_two_long_winded_words_are_an_issue() -> None:
    assert "Wordiness" not in issues_of(a_draft({"description": "We utilize Python."}))
    said = issues_of(a_draft({"description": "We utilize Python in order to  leverage it."}))["Wordiness"]
    assert "“utilize” (try: use); “in order to” (try: to); “leverage” (try: use)" in said


def test_a_plain_text_has_a_low_grade_and_a_short_one_none() -> None:
    plain = reading_of("We write code. You read it. The team is small and kind. " * 12)
    assert plain and plain.grade < 3
    assert reading_of("Short.") is None


def test_the_editor_shows_issues_and_only_required_ones_block_publishing(client: PageClient) -> None:
    role = save(RoleOverview(slug="cook", title="Cook"))
    a_posting(role_id=role.id)
    texts = {**READY, "description": "We need a [what]."}
    draft = a_posting(state=DRAFT, role_id=role.id, degree_required=True, sections=texts)
    at_desk(client, a_user("recruiter"))
    page = client.visit(f"/hr/postings/{draft.id}")
    assert "Before you publish" in page.headings
    assert "“[what]”" in page.text and "0 of 1 other open posting do" in page.text
    assert "Posting published." in page.form("/publication").submit().notices
    lacking = a_posting(state=DRAFT, sections={})
    assert "Describe the position." in client.visit(f"/hr/postings/{lacking.id}").text
