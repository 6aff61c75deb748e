"""Searching, filtering and sorting the open positions, as a visitor sees it."""

from datetime import timedelta
from urllib.parse import quote_plus

import pytest
from flask import Flask

from careers.clock import now
from careers.postings.models import CLOSED, DRAFT
from tests.client import PageClient
from tests.factories import a_company, a_department, a_location
from tests.page import Page
from tests.search.found import a_found_posting
from tests.staff import statements

TITLES = (
    "C++ Developer",
    "C# Developer",
    ".NET Engineer",
    "Go Engineer",
    "R Developer",
    "Node.js Developer",
    "Machine Learning Engineer",
    "Learning Machine Operator",
    "日本語 Support",
    "IT Manager",
    "HR Partner",
    "Café Manager",
)


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def titles(page: Page) -> list[str]:
    """The positions that a page lists, in order."""
    return [" ".join(tag.get_text().split()) for tag in page.soup.select(".results h2 a")]


def search(client: PageClient, text: str, **more: object) -> list[str]:
    """What searching for a text lists."""
    return titles(client.visit("/jobs", query={"q": text, **more}))


@pytest.fixture
def catalog(app: Flask) -> None:
    """A posting for each of the titles, in a team and a place without words of their own."""
    department, place = a_department(name="Team"), a_location(name="Office")
    for title in TITLES:
        a_found_posting(title=title, department_id=department.id, locations=[place], summary="", sections={})


@pytest.mark.usefixtures("catalog")
def test_what_people_search_for_is_found_whatever_signs_are_in_it(client: PageClient) -> None:
    expected = {
        "C++": {"C++ Developer"},
        "c#": {"C# Developer"},
        ".NET": {".NET Engineer"},
        "Go": {"Go Engineer"},
        "R developer": {"R Developer"},
        "node.js": {"Node.js Developer"},
        "node": {"Node.js Developer"},
        '"machine learning"': {"Machine Learning Engineer"},
        "machine learning": {"Machine Learning Engineer", "Learning Machine Operator"},
        "日本語": {"日本語 Support"},
        "本": {"日本語 Support"},
        "it": {"IT Manager"},
        "hr": {"HR Partner"},
        "CAFE": {"Café Manager"},
        "cafe\u0301 manager": {"Café Manager"},
        "eng*": {".NET Engineer", "Go Engineer", "Machine Learning Engineer"},
        "developer -c++ -c#": {"R Developer", "Node.js Developer"},
        "c++ OR go": {"C++ Developer", "Go Engineer"},
        "title:it": {"IT Manager"},
        "team:it": set(),
        "(c# OR go) NOT engineer": {"C# Developer"},
        "manager it": {"IT Manager"},
        "' OR 1=1; --": set(),
        "zzz": set(),
        "x" * 5000: set(),
        "%": set(TITLES),
        "'; --": set(TITLES),
        "🐍": set(TITLES),
        "+": set(TITLES),
        "(((": set(TITLES),
        "@8 ": set(),
        '"': set(TITLES),
        "\\": set(TITLES),
        "\0": set(TITLES),
    }
    assert {text: set(search(client, text)) for text in expected} == expected


@pytest.mark.usefixtures("catalog")
def test_five_thousand_characters_are_cut_and_a_search_without_words_is_named(client: PageClient) -> None:
    assert "Only the first 2,000 characters" in client.visit("/jobs", query={"q": "x" * 5000}).notices[0]
    assert "no letters or digits" in client.visit("/jobs", query={"q": "%"}).notices[0]


def test_the_whole_posting_is_searched_and_drafts_are_not(client: PageClient) -> None:
    department, place = (
        a_department(name="Kitchen"),
        a_location(name="Harbor", locality="Hamburg", country="DE"),
    )
    a_found_posting(
        title="Cook",
        summary="Feeds sailors.",
        department_id=department.id,
        locations=[place],
        is_remote=True,
        employment_type="PART_TIME",
        sections={"qualifications": "You know **bouillabaisse**."},
    )
    a_found_posting(title="Secret cook", state=DRAFT)
    a_found_posting(title="Former cook", state=CLOSED)
    for text in ("cook", "sailors", "kitchen", "hamburg", "germany", "remote", "part time", "bouillabaisse"):
        assert search(client, text) == ["Cook"], text


def test_best_matches_come_first_and_the_order_can_be_changed(client: PageClient) -> None:
    a_found_posting(title="Driver", summary="Not a cook.", date_posted=now(), base_salary_max=20_000_000)
    a_found_posting(title="Cook", date_posted=now() - timedelta(days=3))
    assert search(client, "cook") == ["Cook", "Driver"]
    assert search(client, "cook", sort="date") == ["Driver", "Cook"]
    assert search(client, "cook", sort="pay") == ["Driver", "Cook"]


def test_pay_by_the_hour_or_month_is_compared_as_a_year(client: PageClient) -> None:
    def pays(title: str, low: int, high: int, unit: str, currency: str = "USD") -> None:
        a_found_posting(
            title=title,
            base_salary_min=low,
            base_salary_max=high,
            base_salary_unit=unit,
            base_salary_currency=currency,
        )

    pays("Hourly", 40_00, 50_00, "HOUR")  # 104,000 a year
    pays("Monthly", 8_000_00, 9_000_00, "MONTH")  # 108,000
    pays("Yearly", 80_000_00, 100_000_00, "YEAR")
    pays("Yen", 5_000_000, 6_000_000, "YEAR", "JPY")
    a_found_posting(title="Silent", base_salary_min=None, base_salary_max=None)
    assert titles(client.visit("/jobs?sort=pay")) == ["Yen", "Monthly", "Hourly", "Yearly", "Silent"]
    assert set(titles(client.visit("/jobs?pay_min=104,000"))) == {"Yen", "Monthly", "Hourly"}
    assert set(titles(client.visit("/jobs?pay_min=105k"))) == {"Yen", "Monthly"}
    assert titles(client.visit("/jobs?pay_min=6000001")) == []


@pytest.mark.parametrize(
    "query", ["pay_min=abc", "pay_min=-5", "pay_min=0", "pay_min=" + "9" * 40, "sort=best", "pay_min=%00"]
)
def test_invalid_amounts_and_orders_are_ignored_with_a_notice(client: PageClient, query: str) -> None:
    a_found_posting(title="Cook")
    page = client.visit(f"/jobs?{query}")
    assert titles(page) == ["Cook"] and page.notices[0].startswith("We ignored")


def test_counts_beside_options_respect_the_words_the_pay_and_the_other_filters(client: PageClient) -> None:
    kitchen, road = a_department(slug="kitchen", name="Kitchen"), a_department(slug="road", name="Road")
    rome, oslo = a_location(slug="rome", name="Rome"), a_location(slug="oslo", name="Oslo")
    a_found_posting(title="Cook", department_id=kitchen.id, locations=[rome], is_remote=True)
    a_found_posting(title="Cook aid", department_id=kitchen.id, locations=[oslo], base_salary_max=9_500_000)
    a_found_posting(title="Driver", department_id=road.id, locations=[rome, oslo])
    a_found_posting(title="Cook driver", department_id=road.id, locations=[oslo], employment_type="PART_TIME")

    def counts(**query: object) -> dict[str, int]:
        rows = client.visit("/jobs", query=query).soup.select(".option")
        return {row.span.get_text(): int(row.select_one(".count").get_text(" ").split()[1]) for row in rows}  # type: ignore[union-attr]

    assert counts() == {
        "Kitchen": 2, "Road": 2, "Remote": 1, "Hybrid": 4, "Rome": 2, "Oslo": 3, "Full time": 3, "Part time": 1
    }  # fmt: skip
    assert counts(q="cook", department="road") == {
        "Kitchen": 2, "Road": 1, "Hybrid": 1, "Oslo": 1, "Part time": 1
    }  # fmt: skip
    assert counts(q="cook", location="oslo", workplace="hybrid") == {
        "Kitchen": 1, "Road": 1, "Hybrid": 2, "Rome": 1, "Oslo": 2, "Full time": 1, "Part time": 1
    }  # fmt: skip
    assert counts(pay_min=100_000, department="kitchen") == {
        "Kitchen": 1, "Road": 2, "Remote": 1, "Hybrid": 1, "Rome": 1, "Full time": 1
    }  # fmt: skip


def test_matches_are_highlighted_and_markup_is_escaped(client: PageClient) -> None:
    a_found_posting(title="Head <b>Cook</b>", slug="head-cook", summary="A cook who cooks.")
    page = client.visit("/jobs?q=cook")
    assert [tag.get_text() for tag in page.soup.select("mark")] == ["Cook", "cook"]
    assert titles(page) == ["Head <b>Cook</b>"]
    assert not client.visit("/jobs").soup.select("mark")


def test_an_empty_result_suggests_what_to_drop_and_close_matches(client: PageClient) -> None:
    a_department(slug="road", name="Road")
    kitchen = a_department(slug="kitchen", name="Kitchen")
    a_found_posting(title="Cook", department_id=kitchen.id)
    a_found_posting(title="Baker", department_id=kitchen.id)
    page = client.visit("/jobs?q=cook&department=road&pay_min=50000")
    assert page.headings[-2:] == ["Nearest matches", "Cook"]
    assert "Without team Road : 1 position" in page.text.replace("Road:", "Road :")
    assert titles(page.click("Without team Road")) == ["Cook"]
    assert set(titles(page.click("Show all positions"))) == {"Cook", "Baker"}


def test_a_misspelled_word_is_answered_with_the_one_that_was_meant(client: PageClient) -> None:
    a_found_posting(title="Python developer")
    page = client.visit("/jobs?q=pyhton -java")
    assert "Did you mean python -java? 1 position." in page.text
    assert titles(page.click("python -java")) == ["Python developer"]


def test_what_was_typed_is_kept_in_the_form_and_in_the_addresses_of_the_pages(client: PageClient) -> None:
    department = a_department()
    for _ in range(26):
        a_found_posting(title="Cook", department_id=department.id, locations=[], office_mode="", is_remote=True)
    first = client.visit("/jobs?q=cook&workplace=remote&pay_min=90k&sort=date")
    assert first.form().values == {"q": "cook", "workplace": "remote", "pay_min": "90000", "sort": "date"}
    second = first.click("Next")
    assert second.path == "/jobs?q=cook&workplace=remote&pay_min=90000&sort=date&page=2"
    assert len(titles(second)) == 1 and second.click("Previous").path == first.path.replace("90k", "90000")


def test_search_engines_may_follow_pages_but_not_index_searches(client: PageClient) -> None:
    department = a_department()
    for _ in range(26):
        a_found_posting(title="Cook", department_id=department.id, locations=[], office_mode="", is_remote=True)

    def head(page: Page) -> dict[str, str]:
        found = {
            str(tag["rel"]): str(tag["href"])
            for tag in page.soup.select("link[rel=prev], link[rel=next], link[rel=canonical]")
        }
        robots = page.soup.select_one("meta[name=robots]")
        return found | ({"robots": str(robots["content"])} if robots else {})

    assert head(client.visit("/jobs")) == {"canonical": "http://localhost/jobs", "next": "/jobs?page=2"}
    assert head(client.visit("/jobs?page=2")) == {
        "canonical": "http://localhost/jobs?page=2",
        "prev": "/jobs",
    }
    searched = head(client.visit("/jobs?q=cook&page=2"))
    assert searched["robots"] == "noindex, follow" and searched["canonical"] == "http://localhost/jobs"


@pytest.mark.parametrize("query", ["q=cook", "q=cook&sort=pay", "pay_min=50000", "q=" + quote_plus('c++ OR "a b" -x*')])
def test_a_search_asks_the_same_number_of_questions_whatever_it_finds(
    app: Flask, client: PageClient, query: str
) -> None:
    def asked() -> int:
        app.extensions["page_cache"].forget()
        with statements() as sent:
            client.visit(f"/jobs?{query}")
        return len(sent)

    a_found_posting(title="Cook C++")
    few = asked()
    department = a_department()
    for _ in range(30):
        a_found_posting(title="Cook C++", department_id=department.id)
    assert 0 < asked() == few <= 13
