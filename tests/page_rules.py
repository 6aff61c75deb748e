"""The rules that every HTML page must keep, whichever test asks for it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.builder._html5lib import HTML5TreeBuilder
from html5lib.constants import E as PARSE_ERRORS
from html5lib.html5parser import HTMLParser

# Reading the site sets no cookie; filling in a form needs one, and so does being signed in.
MAY_SET_COOKIES = re.compile(r"/(hr|apply|applications|interviews|alerts)(/|$)|^/jobs/[^/]+/apply(/|$)")
REFERRING = (
    "aria-describedby",
    "aria-labelledby",
    "aria-controls",
    "aria-errormessage",
    "aria-owns",
    "for",
    "form",
)
UNLABELLED = ("hidden", "submit", "button", "reset", "image")
DATA_BLOCKS = ("application/ld+json", "application/json", "importmap")


class StrictBuilder(HTML5TreeBuilder):
    """Builds the tree as browsers do, and remembers what was wrong with the markup."""

    def __init__(self) -> None:
        super().__init__(multi_valued_attributes={})
        self.complaints: list[str] = []

    def feed(self, markup: str | bytes) -> None:
        """Parse ``markup`` into the soup that this builder belongs to."""
        parser = HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        document = parser.parse(markup)
        document.original_encoding = None
        self.underlying_builder.parser = None
        self.complaints = [f"line {at[0]}: {PARSE_ERRORS.get(code, code) % facts}" for at, code, facts in parser.errors]


def parse(html: str) -> tuple[BeautifulSoup, list[str]]:
    """The page as a tree, and what a strict parser complains about."""
    builder = StrictBuilder()
    return BeautifulSoup(html, builder=builder), builder.complaints


def words_of(tag: Tag | None) -> str:
    """A tag's text with its white space made plain."""
    return " ".join(tag.get_text().split()) if tag else ""


def problems_of(soup: BeautifulSoup, path: str, headers: list[tuple[str, str]]) -> list[str]:
    """Every rule that the page breaks, in words; an empty list for a good page."""
    found = [f"{rule.__name__}: {problem}" for rule in RULES for problem in rule(soup)]
    return found + [f"headers: {problem}" for problem in _headers(path, headers)]


def _headers(path: str, headers: list[tuple[str, str]]) -> Iterator[str]:
    values = {name.lower(): value for name, value in headers}
    policy = values.get("content-security-policy", "")
    if "default-src" not in policy:
        yield "no Content-Security-Policy with a default-src"
    if "unsafe-inline" in policy or "unsafe-eval" in policy:
        yield "the Content-Security-Policy allows inline script or style, or eval"
    if values.get("x-content-type-options") != "nosniff":
        yield "no X-Content-Type-Options: nosniff"
    if "set-cookie" in values and not MAY_SET_COOKIES.search(path):
        yield f"a public page sets a cookie: {values['set-cookie'].partition('=')[0]}"


def one_heading(soup: BeautifulSoup) -> Iterator[str]:
    """One h1, which the title repeats, in one main part of a page that names its language."""
    headings = soup.find_all("h1")
    title = words_of(soup.title)
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    elif not words_of(headings[0]) or words_of(headings[0]).casefold() not in title.casefold():
        yield f"the title {title!r} does not repeat the h1 {words_of(headings[0])!r}"
    if len(soup.find_all("main")) != 1:
        yield f"{len(soup.find_all('main'))} main"
    if not soup.html or not soup.html.get("lang"):
        yield "no lang on html"


def ids_and_references(soup: BeautifulSoup) -> Iterator[str]:
    """Every id stands once, and whatever points at one finds it."""
    ids = Counter(str(tag["id"]) for tag in soup.find_all(id=True))
    yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1 or not name.strip())
    for attribute in REFERRING:
        for tag in soup.select(f"[{attribute}]"):
            missing = [name for name in str(tag[attribute]).split() if name not in ids]
            yield from (f"{attribute} points at {name!r}, which is not there" for name in missing)
    for link in soup.select('a[href^="#"]'):
        if (target := str(link["href"])[1:]) and target not in ids:
            yield f"a link points at #{target}, which is not there"


def labelled_fields(soup: BeautifulSoup) -> Iterator[str]:
    """Every field that a person fills in has a label with words in it."""
    labels = {str(label["for"]): label for label in soup.select("label[for]")}
    for field in soup.find_all(["input", "select", "textarea"]):
        if field.name == "input" and field.get("type") in UNLABELLED:
            continue
        label = labels.get(str(field.get("id"))) or field.find_parent("label")
        if not words_of(label) and not field.get("aria-label") and not field.get("aria-labelledby"):
            yield f"{field.name} {field.get('name')!r} has no label"


def required_choices(soup: BeautifulSoup) -> Iterator[str]:
    """A browser asks for a choice only where the first option is none: HTML says that there must be one."""
    for field in soup.select("select[required]:not([multiple])"):
        first = field.find("option")
        if not isinstance(first, Tag) or first.get("value"):
            yield f"select {field.get('name')!r} is required, and its first option is a choice"


def nothing_inline(soup: BeautifulSoup) -> Iterator[str]:
    """No script, style or handler stands in the page itself; blocks of data may."""
    for script in soup.find_all("script"):
        if not script.get("src") and script.get("type") not in DATA_BLOCKS:
            yield "an inline script"
    if soup.find("style"):
        yield "a style element"
    for tag in soup.find_all(True):
        yield from (f"{name}= on {tag.name}" for name in tag.attrs if name == "style" or name.startswith("on"))
        if str(tag.get("href", "")).strip().lower().startswith("javascript:"):
            yield "a javascript: address"


def words_for_everything(soup: BeautifulSoup) -> Iterator[str]:
    """Images have alternatives, links and buttons have words."""
    yield from (f"img {image.get('src')!r} without alt" for image in soup.find_all("img") if image.get("alt") is None)
    for tag in soup.select("a[href], button, summary"):
        named = words_of(tag) or tag.get("aria-label") or any(image.get("alt") for image in tag.find_all("img"))
        if not named:
            yield f"a {tag.name} without words: {str(tag)[:120]}"
    for button in soup.select("input[type=submit], input[type=button]"):
        if not button.get("value"):
            yield "an input button without words"


def cards_stay_tables(soup: BeautifulSoup) -> Iterator[str]:
    """A table whose rows become cards on a phone says of each of its parts what it is: display takes the meaning."""
    for table in soup.select("table:has(td[data-label])"):
        parts = [table, *table.select("thead, tbody, tr, th, td")]
        silent = {part.name for part in parts if not part.get("role")}
        yield from (f"a {name} of a table of cards has no role" for name in sorted(silent))


def forms_carry_tokens(soup: BeautifulSoup) -> Iterator[str]:
    """A form that changes something proves that this site made it; one with files can send them."""
    for form in soup.find_all("form"):
        method, action = str(form.get("method", "get")).lower(), form.get("action")
        token = form.select_one('input[name="csrf_token"]')
        if method == "post" and (not token or not token.get("value")):
            yield f"the form to {action!r} has no csrf_token"
        if method == "get" and token:
            yield f"the form to {action!r} would show its csrf_token in the address"
        if form.select_one("input[type=file]") and form.get("enctype") != "multipart/form-data":
            yield f"the form to {action!r} has a file field, but no enctype for it"


RULES: tuple[Callable[[BeautifulSoup], Iterator[str]], ...] = (
    one_heading,
    ids_and_references,
    labelled_fields,
    required_choices,
    nothing_inline,
    words_for_everything,
    cards_stay_tables,
    forms_carry_tokens,
)
