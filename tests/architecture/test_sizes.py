"""Nothing grows past what a person can hold in mind."""

from collections import Counter

import pytest

from tests.architecture.structure import (
    MAX_FILES_IN_FOLDER,
    MAX_FUNCTION_LINES,
    MAX_LINE_LENGTH,
    MAX_LINES,
    MAX_VIEW_LINES,
    PROJECT,
    UNMEASURED,
    files,
    functions_of,
    is_view,
    length_of,
    named,
    scripts,
    tree_of,
)


@pytest.mark.parametrize(("pattern", "most"), MAX_LINES.items())
def test_a_file_is_no_longer_than_its_kind_may_be(pattern: str, most: int) -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(pattern)}
    assert not {name: length for name, length in lengths.items() if length > most}


@pytest.mark.parametrize("pattern", UNMEASURED)
def test_no_line_is_too_long_to_read_in_an_editor(pattern: str) -> None:
    lines = {
        f"{named(path)}:{number}": len(line)
        for path in files(pattern, "careers")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    }
    assert lines
    assert not {place: length for place, length in lines.items() if length > MAX_LINE_LENGTH}


def test_folders_have_a_limited_number_of_files() -> None:
    held = Counter(named(path.parent) for path in files("*.py", "careers"))
    assert not {folder: number for folder, number in held.items() if number > MAX_FILES_IN_FOLDER}


def test_a_folder_has_no_code_of_its_own() -> None:
    # Whoever imports one file of a subject must not get its neighbors with it.
    inner = [path for path in files("__init__.py", "careers") if len(path.relative_to(PROJECT).parts) > 3]
    assert inner
    assert not [named(path) for path in inner if len(tree_of(path).body) > 1]


def test_a_function_is_no_longer_than_it_may_be() -> None:
    # A revision is a list of tables from top to bottom; its length says nothing.
    python = [path for path in files("*.py") + scripts() if "versions" not in path.parts]
    too_long = [
        f"{named(path)}: {function.name} has {length_of(function)} lines"
        for path in python
        for function in functions_of(path)
        if length_of(function) > (MAX_VIEW_LINES if is_view(function) else MAX_FUNCTION_LINES)
    ]
    assert not too_long
