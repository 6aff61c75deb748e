"""A page as a person sees it: heading, words, links, forms and what is wrong with them."""

from __future__ import annotations

import json
import mimetypes
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from tests.page_rules import parse, problems_of, words_of
from tests.transport import Answer

if TYPE_CHECKING:
    from tests.client import PageClient

BUTTONS = "button:not([type]), button[type=submit], input[type=submit]"


class Page:
    """An answer of the site. HTML is parsed, and must keep the rules of ``tests.page_rules``."""

    def __init__(self, answer: Answer, path: str, client: PageClient, *, checked: bool = True) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.body = answer.body
        self.path = path
        self._client = client
        if self.is_html and checked:
            problems = self._complaints + problems_of(self.soup, urlsplit(path).path, list(self.headers))
            assert not problems, f"{path} ({self.status}) breaks rules:\n  " + "\n  ".join(problems)

    def __repr__(self) -> str:
        shown = self.title if self.is_html else self.headers.get("Content-Type")
        return f"<Page {self.path} {self.status} {shown!r}>"

    @property
    def is_html(self) -> bool:
        """Whether there is a page to look at; a redirect's body is not one."""
        return (
            self.headers.get("Content-Type", "").startswith("text/html")
            and not 300 <= self.status < 400
            and bool(self.body)
        )

    @cached_property
    def html(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")

    @cached_property
    def _parsed(self) -> tuple[BeautifulSoup, list[str]]:
        assert self.is_html, f"{self.path} is not an HTML page but {self.headers.get('Content-Type')!r}"
        return parse(self.html)

    @property
    def soup(self) -> BeautifulSoup:
        """The parsed page, for what this class has no name for."""
        return self._parsed[0]

    @property
    def _complaints(self) -> list[str]:
        return [f"markup: {complaint}" for complaint in self._parsed[1]]

    @property
    def location(self) -> str | None:
        """Where a redirect leads, as a path on this site or a whole address elsewhere."""
        return self.headers.get("Location")

    @property
    def title(self) -> str:
        """The title of the window."""
        return words_of(self.soup.title)

    @property
    def h1(self) -> str:
        """The page's heading."""
        return words_of(self.soup.h1)

    @property
    def headings(self) -> list[str]:
        """All headings below the first, in order."""
        return [words_of(tag) for tag in self.soup.find_all(["h2", "h3", "h4"])]

    @property
    def text(self) -> str:
        """The words of the main part, white space made plain."""
        return words_of(self.soup.main)

    @property
    def links(self) -> dict[str, str]:
        """The links of the whole page by their words; of several with the same words, the first."""
        found: dict[str, str] = {}
        for link in self.soup.select("a[href]"):
            found.setdefault(words_of(link) or str(link.get("aria-label") or ""), str(link["href"]))
        return found

    @property
    def errors(self) -> list[str]:
        """What the page says is wrong, one sentence a field; the summary's repetition is left out."""
        return [words_of(tag).removeprefix("Error: ") for tag in self.soup.select(".field .error")]

    @property
    def notices(self) -> list[str]:
        """What the page announces: everything with the role of a status or an alert."""
        return [words_of(tag) for tag in self.soup.select('[role="status"], [role="alert"]')]

    @property
    def json(self) -> Any:
        """The body of a JSON answer."""
        return json.loads(self.body)

    @property
    def json_ld(self) -> list[dict[str, Any]]:
        """The blocks of structured data."""
        return [
            json.loads("".join(str(part) for part in tag.contents))
            for tag in self.soup.select('script[type="application/ld+json"]')
        ]

    @property
    def forms(self) -> list[Form]:
        """All forms, in order."""
        return [Form(tag, self) for tag in self.soup.find_all("form")]

    def form(self, action: str | None = None, *, button: str | None = None) -> Form:
        """The one form whose address ends with ``action``, or that has a button with these words.

        Without either: the only form in the main part that is sent by POST, else the only one there.
        """
        forms = [form for form in self.forms if form.matches(action, button)]
        if action is None and button is None:
            forms = [form for form in forms if form.is_in_main]
            forms = [form for form in forms if form.method == "POST"] or forms
        assert len(forms) == 1, f"{len(forms)} forms fit {action or button!r} on {self!r}: {self.forms}"
        return forms[0]

    def click(self, words: str, status: int | None = 200) -> Page:
        """Follow the link with these words, or the first whose words contain them."""
        href = self.links.get(words) or next((to for text, to in self.links.items() if words in text), None)
        assert href, f"no link {words!r} on {self!r}; there are: {', '.join(self.links)}"
        return self._client.visit(self.resolve(href), status=status)

    def resolve(self, address: str) -> str:
        """An address on this page as a path on the site."""
        return self._client.path_of(urljoin(self._client.base_url + self.path, address))

    def field(self, name: str) -> Tag:
        """The control with this name, anywhere on the page."""
        found = self.soup.select_one(f'[name="{name}"]')
        assert found, f"no field {name!r} on {self!r}"
        return found

    def error_of(self, name: str) -> str:
        """The error beside the field, found as a screen reader finds it; empty if there is none."""
        control = self.field(name)
        group = control.find_parent("fieldset")
        described = (
            str(control.get("aria-describedby", "")).split()
            + str(group.get("aria-describedby", "") if group else "").split()
        )
        texts = [words_of(self.soup.find(id=name)) for name in described if name.endswith("-error")]
        return " ".join(texts).removeprefix("Error: ")

    def submit(self, form: Form, payload: dict[str, Any], status: int | None) -> Page:
        """Send a form as a browser would. Tests use ``Form.submit``."""
        path = self.resolve(str(form.tag.get("action") or self.path))
        if form.method == "GET":
            return self._client.visit(path.partition("?")[0], query=payload, status=status)
        return self._client.post(path, payload, status=status, referrer=self.path)


class Form:
    """A form with the values that it came with. ``fill`` changes some, ``submit`` sends it."""

    def __init__(self, tag: Tag, page: Page) -> None:
        self.tag = tag
        self._page = page
        self._filled: dict[str, list[Any]] = {}

    def __repr__(self) -> str:
        return f"<Form {self.method} {self.tag.get('action')} [{', '.join(self.names)}] {self.buttons}>"

    @property
    def method(self) -> str:
        """GET or POST."""
        return str(self.tag.get("method", "get")).upper()

    @property
    def is_in_main(self) -> bool:
        """Whether it stands in the page's main part, not in its head or foot."""
        return self.tag.find_parent("main") is not None

    @property
    def names(self) -> list[str]:
        """The names of its fields."""
        return list(dict.fromkeys(str(control["name"]) for control in self._controls()))

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons."""
        return [_words_on(button) for button in self.tag.select(BUTTONS)]

    @property
    def values(self) -> dict[str, Any]:
        """What would be sent now, without a button: a text for a field, a list where there are several."""
        payload = {name: values[0] if len(values) == 1 else values for name, values in self._values().items()}
        return {name: value for name, value in payload.items() if value != []}

    def matches(self, action: str | None, button: str | None) -> bool:
        """Whether its address ends with ``action``, and a button says ``button``, where they are given."""
        address = str(self.tag.get("action") or self._page.path).partition("?")[0]
        return (action is None or address.endswith(action)) and (button is None or button in self.buttons)

    def fill(self, **values: Any) -> Form:
        """Fill fields in as a person could: a text, True or False for a box, a list for several of a kind."""
        for name, value in values.items():
            controls = [control for control in self._controls() if control["name"] == name]
            assert controls, f"no field {name!r} in {self!r}"
            self._filled[name] = _entered(controls, value)
        return self

    def attach(self, name: str, filename: str, content: bytes, media_type: str | None = None) -> Form:
        """Choose a file; called again for a field that takes several, one more."""
        control = self.tag.select_one(f'input[type=file][name="{name}"]')
        assert control, f"no file field {name!r} in {self!r}"
        guessed = media_type or mimetypes.guess_type(filename)[0] or "application/octet-stream"
        chosen = self._filled.setdefault(name, [])
        assert control.has_attr("multiple") or not chosen, f"{name!r} takes one file"
        chosen.append((BytesIO(content), filename, guessed))
        return self

    def submit(self, button: str | None = None, *, status: int | None = 200) -> Page:
        """Press the button with these words, or the first, and follow redirects to a page."""
        buttons = [tag for tag in self.tag.select(BUTTONS) if button in (None, _words_on(tag))]
        assert buttons or button is None, f"no button {button!r} in {self!r}"
        payload = self.values
        if buttons and buttons[0].get("name"):
            payload[str(buttons[0]["name"])] = str(buttons[0].get("value", ""))
        return self._page.submit(self, payload, status)

    def _controls(self) -> list[Tag]:
        inside = list(self.tag.select("input[name], select[name], textarea[name]"))
        if own := self.tag.get("id"):
            inside += self._page.soup.select(f'[form="{own}"][name]')
        return [tag for tag in inside if not tag.has_attr("disabled") and tag.get("type") not in ("submit", "button")]

    def _values(self) -> dict[str, list[Any]]:
        values: dict[str, list[Any]] = {}
        for control in self._controls():
            values.setdefault(str(control["name"]), []).extend(_initial(control))
        return values | self._filled


def _words_on(button: Tag) -> str:
    return words_of(button) or str(button.get("value") or button.get("aria-label") or "")


def _initial(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        options = control.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")]
        chosen = chosen or ([] if control.has_attr("multiple") else options[:1])
        return [_value_of(option) for option in chosen]
    if control.get("type") == "file":
        return []
    if control.get("type") in ("checkbox", "radio"):
        return [str(control.get("value", "on"))] if control.has_attr("checked") else []
    return [str(control.get("value", ""))]


def _value_of(option: Tag) -> str:
    return str(option["value"]) if option.has_attr("value") else words_of(option)


def _entered(controls: list[Tag], value: Any) -> list[Any]:
    first = controls[0]
    assert first.get("type") != "file", "files are chosen with attach()"
    assert not first.has_attr("readonly"), f"{first['name']!r} cannot be changed"
    offered = [str(control.get("value", "on")) for control in controls if control.get("type") in ("checkbox", "radio")]
    if first.name == "select":
        offered = [_value_of(option) for option in first.find_all("option")]
    if isinstance(value, bool):
        return offered[:1] if value else []
    wanted = [str(item) for item in (value if isinstance(value, (list, tuple)) else [value])]
    if offered:
        assert set(wanted) <= set(offered), f"{first['name']!r} offers {offered}, not {wanted}"
    return wanted
