"""The documents agree with what is there: links, packages, settings, commands, decision records."""

import ast
import re
from functools import cache
from pathlib import Path

import click
import pytest

from careers import create_app
from tests.architecture.structure import FOUNDATION, PACKAGES, PROJECT, files, named, tree_of
from tests.databases import settings_for

RECORDS = sorted((PROJECT / "docs" / "adr").glob("0*.md"))
DOCUMENTS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
README = PROJECT / "README.md"
READ_BY = (PROJECT / "careers" / "config.py", PROJECT / "deploy" / "gunicorn.conf.py")
MAX_IN_RECORD = 40
# Names of database servers and libraries, not ours.
NAMES_OF_OTHERS = {"JSON_TABLE", "STRAIGHT_JOIN", "version_id_col"}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def whole_code() -> str:
    """Everything that names may stand in, and the names of files."""
    paths = [*files("*.py", "careers", "tests", "migrations"), *files("*.html", "careers")]
    return "\n".join([*map(text_of, paths), *(path.stem for path in paths)])


def links_in(path: Path) -> list[str]:
    """The relative addresses of a document, pictures included."""
    found = re.findall(r"\]\(([^)\s]+)\)|\bsrc=\"([^\"]+)\"", text_of(path))
    return [link for pair in found for link in pair if link and not link.startswith(("http:", "https:", "mailto:"))]


def anchors_in(path: Path) -> set[str]:
    """The names under which a document's headings can be linked to."""
    titles = re.findall(r"^#+ +(.+?)\s*$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def variables_read() -> set[str]:
    """The environment variables that the settings name: every text in capitals."""
    constants = [node for path in READ_BY for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant)]
    return {str(constant.value) for constant in constants if re.fullmatch(r"[A-Z][A-Z_]{3,}", str(constant.value))}


def variables_described() -> set[str]:
    """The names in the first column of README's table of settings."""
    rows = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", text_of(README), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"[A-Z_]+", row)}


def test_every_document_is_there() -> None:
    names = ("README", "ARCHITECTURE", "CONTRIBUTING", "GLOSSARY", "CHANGELOG", "SECURITY")
    assert {f"{name}.md" for name in names} <= {path.name for path in DOCUMENTS} and RECORDS


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_have_existing_targets(document: Path) -> None:
    for link in links_in(document):
        address, _, anchor = link.partition("#")
        target = (document.parent / address).resolve() if address else document
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors_in(target), f"{link} names no heading"


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_file_that_is_named_is_there(document: Path) -> None:
    # Files of packages are named from their package on: `review/finding/queue.py`.
    packages = "|".join((*FOUNDATION, *PACKAGES))
    paths = re.findall(rf"`(?:careers/)?((?:{packages})/[a-z_/]+\.(?:py|html|toml))`", text_of(document))
    assert not [path for path in paths if not (PROJECT / "careers" / path).exists()]


@pytest.mark.parametrize("document", [*RECORDS, PROJECT / "ARCHITECTURE.md", PROJECT / "GLOSSARY.md"], ids=named)
def test_a_name_in_code_type_is_in_the_code(document: Path) -> None:
    names = set(re.findall(r"`@?(\w+_\w+)(?:\(\w*\))?`", text_of(document))) - NAMES_OF_OTHERS
    assert not {name for name in names if not re.search(rf"(?i)(?<!\w){name}(?!\w)", whole_code())}


def test_every_package_is_in_the_architecture_table() -> None:
    inside = {path.stem for path in (PROJECT / "careers").iterdir() if path.suffix == ".py" or any(path.rglob("*.py"))}
    described = re.findall(r"^\| `(\w+)/?` \|", text_of(PROJECT / "ARCHITECTURE.md"), re.MULTILINE)
    assert set(described) == inside & {*FOUNDATION, *PACKAGES}
    packages = [name for name in described if name in PACKAGES]
    assert packages == sorted(packages, key=PACKAGES.index), "the table goes from the bottom up"


def test_the_readme_lists_exactly_the_settings_that_exist() -> None:
    assert {"DATABASE_URL", "SECRET_KEY"} <= variables_read() <= variables_described()
    scripts = "".join(text_of(path) for path in (PROJECT / "bin").iterdir() if path.is_file())
    elsewhere = {name for name in variables_described() - variables_read() if name not in scripts}
    assert not elsewhere, "nothing reads these"


def test_every_decision_record_is_listed_under_its_title_and_short() -> None:
    listed = text_of(PROJECT / "docs" / "adr" / "README.md")
    for path in RECORDS:
        number, title = path.name[:4], text_of(path).partition("\n")[0].partition(". ")[2]
        assert f"| [{number}]({path.name}) | {title} |" in listed
        assert len(text_of(path).splitlines()) <= MAX_IN_RECORD, path.name


def test_every_command_that_a_document_names_exists(tmp_path: Path) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path))
    app.cli.list_commands(click.Context(app.cli))  # loads the commands of extensions too
    asked = {
        words for path in DOCUMENTS for words in re.findall(r"flask --app wsgi ((?:[a-z][a-z-]* ?)+)", text_of(path))
    }
    assert asked
    for words in asked:
        command: click.Command = app.cli
        for word in words.split():
            if isinstance(command, click.Group):
                assert word in command.commands, f"flask --app wsgi {words}"
                command = command.commands[word]


def test_the_pictures_are_small_enough_for_a_readme() -> None:
    pictures = sorted((PROJECT / "docs" / "screenshots").glob("*"))
    assert pictures and not [named(path) for path in pictures if path.stat().st_size > 150 * 1024]
