"""Templates compile, hold no script, style or handler of their own, and never decide what is safe."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import StrictUndefined, nodes

from careers import create_app
from tests.architecture.structure import files, named
from tests.databases import settings_for

TEMPLATES = files("*.html", "careers") + files("*.txt", "careers") + files("*.xml", "careers")
# Mail programs know no style sheets but those in the attribute; nothing else may use it.
PAGES = [path for path in files("*.html", "careers") if not {"mail", "emails"} & set(path.parent.parts)]
INLINE = {
    "a script": r"<script(?![^>]*\b(?:src=|type=[\"']application/ld\+json))",
    "a style element": r"<style\b",
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a handler": r"<[^>]*\son[a-z]+\s*=",
    "a javascript: address": r"javascript:",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app without a database: templates are only compiled."""
    folder = tmp_path_factory.mktemp("templates")
    yield create_app(settings_for(f"sqlite:///{folder / 'none.sqlite3'}", folder))


def test_all_templates_compile_and_an_unknown_name_is_an_error(app: Flask) -> None:
    assert app.jinja_env.undefined is StrictUndefined
    names = app.jinja_env.list_templates()
    assert len(names) >= len(TEMPLATES) > 0
    for name in names:
        app.jinja_env.get_template(name)


def test_what_templates_extend_include_and_import_is_there(app: Flask) -> None:
    names = set(app.jinja_env.list_templates())
    for name in names:
        source, _, _ = app.jinja_env.loader.get_source(app.jinja_env, name)  # type: ignore[union-attr]
        asked = app.jinja_env.parse(source).find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
        addresses = [getattr(row, "template", None) for row in asked]
        wanted = {address.value for address in addresses if isinstance(address, nodes.Const)}
        assert wanted <= names, f"{name} asks for {wanted - names}"


@pytest.mark.parametrize("what", INLINE)
def test_page_templates_have_no_inline_code(what: str) -> None:
    sources = {path: re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in PAGES}
    assert not [named(path) for path, source in sources.items() if re.search(INLINE[what], source)]


def test_templates_never_mark_values_as_safe() -> None:
    # Rendered Markdown arrives as Markup from the view that knows where it comes from.
    sources = {path: path.read_text(encoding="utf-8") for path in TEMPLATES}
    declared = r"\|\s*safe\b|autoescape\s+false"
    assert not [named(path) for path, source in sources.items() if re.search(declared, source)]
