"""Characters that nobody types are taken out of what is sent; nothing else of it is lost, and no page shows them."""

import re

import pytest

from tests.client import PageClient
from tests.factories import a_company, a_department, a_posting, a_user, an_application
from tests.page import Form, Page
from tests.staff import at_desk

STRANGE, TYPED = "One\x00\x1b\x07\x9f\ufffe\ttwo\x0bthree\r\nfour", "One\ttwo three\nfour"
TEXTS = ("textarea", "input:not([type])", "input[type=text]", "input[type=search]")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ufffe]")
PAGES = (
    ("/hr/postings/new", ""),
    ("/hr/settings/message-templates/new", ""),
    ("/hr/settings/stages/new", ""),
    ("/hr/settings/departments/new", ""),
    ("/hr/settings/rubrics/new", ""),
    ("/hr/applications/{application}", "/tags"),
    ("/hr/applications/{application}/interviews/new", ""),
    ("/hr/applications/{application}/rejection", "/rejection/message"),
    ("/jobs/{posting}-baker/apply", ""),
)


def strange(form: Form) -> dict[str, str]:
    """Fill every text with what nobody types; the names of those that were filled."""
    names = [str(tag["name"]) for kind in TEXTS for tag in form.tag.select(kind) if tag.get("name")]
    return dict.fromkeys(names, STRANGE)


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("path", "action"), PAGES)
def test_control_characters_are_removed_without_losing_text(client: PageClient, path: str, action: str) -> None:
    a_company()
    a_department()
    posting = a_posting(title="Baker")
    application = an_application(posting)
    at_desk(client, a_user("admin"))
    form = client.visit(path.format(application=application.id, posting=posting.id)).form(action or None)
    page: Page = form.fill(**strange(form)).submit(status=None)
    assert page.status in {200, 422} and not CONTROLS.search(page.html)
    if page.status == 422:
        kept = [str(tag.get("value") or tag.get_text()) for kind in TEXTS for tag in page.soup.select(kind)]
        assert {" ".join(text.split()) for text in kept} & {" ".join(TYPED.split())}


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", ["/jobs", "/hr/applications", "/hr/workbench", "/hr/candidates"])
def test_nor_does_it_out_of_an_address(client: PageClient, path: str) -> None:
    a_company()
    at_desk(client, a_user("admin"))
    page = client.visit(path, query={"q": "ba\x00ker\x1b\x9f"})
    assert not CONTROLS.search(page.html) and "ba\ufffdker\ufffd" in page.html
