"""The recipes name files and names that exist, and leave out no file that an existing example of the change touches."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.architecture.structure import PROJECT

DOCUMENT = PROJECT / "docs" / "recipes.md"
# ``NAME`` in `path`, or `NAME` and `OTHER` in `path`: names that the file must hold.
NAMED = re.compile(r"((?:`[^`\s/]+`(?:, and |, | and | or )?)+) in\s+`([^`\s]+)`")
PLACE = re.compile(r"`((?:[\w.*-]+/)+[\w.*-]*|[A-Z]+\.md)`")
# What was there before the first migration is in the baseline; the demo holds content, not rules.
ELSEWHERE = ("migrations/baseline/*", "careers/demo/*")


def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def recipes() -> dict[str, str]:
    """Every recipe by its heading."""
    parts = re.split(r"^### (.+)\n", text(), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def places_of(name: str) -> list[Path]:
    """The files that a path or pattern stands for: from the project's folder on, or from the application's."""
    return [path for root in (PROJECT, PROJECT / "careers") for path in root.glob(name) if path.exists()]


def examples() -> dict[str, tuple[str, str]]:
    """The name that finds an existing example of each change that gives one, and the recipe's text."""
    found = {title: re.search(r"^Example: .*?`([\w.-]+)`", body, re.MULTILINE) for title, body in recipes().items()}
    return {title: (match[1], recipes()[title]) for title, match in found.items() if match}


def files_with(word: str) -> list[str]:
    """The application's and the migrations' files in which a name stands."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return [
        str(path.relative_to(PROJECT))
        for folder in ("careers", "migrations")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".txt", ".js", ".css", ".toml")
        and pattern.search(path.read_text(encoding="utf-8"))
    ]


def test_every_recipe_names_what_to_change_and_how_it_is_tested() -> None:
    assert recipes()
    assert not [title for title, body in recipes().items() if not PLACE.search(body) or "`tests/" not in body]


@pytest.mark.parametrize("place", sorted(set(PLACE.findall(text()))))
def test_a_file_that_a_recipe_names_exists(place: str) -> None:
    assert places_of(place), f"{place} matches nothing"


@pytest.mark.parametrize(("names", "place"), sorted(set(NAMED.findall(text()))))
def test_a_name_that_a_recipe_mentions_is_in_its_file(names: str, place: str) -> None:
    content = "".join(path.read_text(encoding="utf-8") for path in places_of(place) if path.is_file())
    missing = [
        name for name in re.findall(r"`@?([^`]+)`", names) if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", content)
    ]
    assert not missing, f"{place} has no {missing}"


@pytest.mark.parametrize("title", sorted(examples()))
def test_a_recipe_leaves_out_no_file_that_its_example_touches(title: str) -> None:
    word, body = examples()[title]
    told = [str(path.relative_to(PROJECT)) for name in PLACE.findall(body) for path in places_of(name)]
    touched = [name for name in files_with(word) if not any(fnmatch(name, pattern) for pattern in ELSEWHERE)]
    assert touched, f"{word} is nowhere"
    assert not [name for name in touched if name not in told]
