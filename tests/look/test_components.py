"""Components keep their promises to people who cannot see the page, and to those who press Enter."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

Draw = Callable[..., Any]
CAREERS = Path(__file__).parents[2] / "careers"


class Sample(Form):
    """A form with one field of each kind that matters."""

    name = StringField("Name", [InputRequired("Enter your name.")])
    story = TextAreaField("Story", [Length(max=20)])
    place = RadioField("Place", choices=["Here", "There"], validators=[InputRequired("Choose one.")])


@pytest.fixture
def drawn() -> Draw:
    """Draw one expression with a component's macros."""
    folders = [CAREERS / "templates"]
    env = Environment(loader=FileSystemLoader(folders), undefined=StrictUndefined, autoescape=True)

    def draw(component: str, expression: str, **context: object) -> BeautifulSoup:
        source = f'{{% import "components/{component}.html" as c %}}{{{{ c.{expression} }}}}'
        return BeautifulSoup(env.from_string(source).render(**context), "html5lib")

    return draw


@pytest.fixture
def refused() -> Sample:
    """A form that came back with errors."""
    form = Sample(MultiDict({"story": "A long and winding story"}))
    form.validate()
    return form


def test_a_field_is_labelled_and_described_by_hint_and_error(drawn: Draw, refused: Sample) -> None:
    field = drawn("fields", "field(form.name, hint='As on your resume.', autocomplete='name')", form=refused)
    control = field.select_one("input")
    assert field.select_one("label")["for"] == control["id"]
    assert control["aria-describedby"] == "name-hint name-error"
    assert control["aria-invalid"] == "true"
    assert field.select_one("#name-error").get_text(" ", strip=True) == "Error: Enter your name."


def test_optional_fields_are_labeled(drawn: Draw) -> None:
    form = Sample()
    assert "(optional)" in drawn("fields", "textarea(form.story)", form=form).get_text()
    assert "(optional)" not in drawn("fields", "field(form.name)", form=form).get_text()


def test_the_browser_never_cuts_a_pasted_text(drawn: Draw) -> None:
    assert not drawn("fields", "textarea(form.story)", form=Sample()).select("[maxlength]")


def test_the_error_summary_links_to_every_field_in_error(drawn: Draw, refused: Sample) -> None:
    summary = drawn("fields", "error_summary(form)", form=refused)
    assert [link["href"] for link in summary.select("a")] == ["#name", "#story", "#place"]
    assert summary.h2.get_text(strip=True) == "Fix 3 fields"
    assert drawn("choices", "radio_group(form.place)", form=refused).fieldset["id"] == "place"


def test_a_form_without_errors_has_no_summary(drawn: Draw) -> None:
    assert drawn("fields", "error_summary(form)", form=Sample()).get_text(strip=True) == ""


def test_a_file_name_is_never_markup(drawn: Draw) -> None:
    evil = SimpleNamespace(
        id=1,
        name="<img src=x>.pdf",
        size="1 KB",
        kind="PDF",
        extension="PDF",
        sha256="0" * 64,
        received="now",
        warning="<b>x",
    )
    shown = drawn("files", "file_list([file], proof=true)", file=evil)
    assert shown.select_one(".file-name bdi").get_text(strip=True) == "<img src=x>.pdf"
    assert not shown.select("img, b")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("stage_badge(2, label='Screen')", "Screen"),
        ("stage_badge(2, 'rejected')", "Rejected"),
        ("state_badge('failed')", "Failed"),
        ("state_badge('not_known')", "Not known"),
    ],
)
def test_a_state_always_has_a_text(drawn: Draw, call: str, words: str) -> None:
    badge = drawn("stage", call)
    for sign in badge.select("[aria-hidden]"):
        sign.decompose()
    assert badge.get_text(strip=True) == words


def test_pressing_enter_in_the_application_form_opens_the_review() -> None:
    form = (CAREERS / "applications/templates/applications/apply.html").read_text().split("<form", 1)[1]
    assert form.index('value="review"') < form.index("file_field(")
