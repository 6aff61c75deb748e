"""Which index is read, and from which table on, is decided in one module for lists and in one for searches."""

import re

from tests.architecture.structure import files, named

DECIDING = ("careers/applications/access_paths.py", "careers/search/plan.py")
HINT = re.compile(r"\b(?:FORCE|USE|IGNORE) INDEX\b|\bSTRAIGHT_JOIN\b|\.(?:with_hint|prefix_with|suffix_with)\(")
INDEX_NAME = re.compile(r"\bix_\w+")


def test_hints_for_the_database_are_given_in_two_modules() -> None:
    hinting = {named(path) for path in files("*.py", "careers") if HINT.search(path.read_text(encoding="utf-8"))}
    assert hinting == set(DECIDING)


def test_no_other_module_names_an_index_but_the_models() -> None:
    # The naming convention of all indexes is no name of one.
    allowed = (*DECIDING, "careers/database.py")
    assert not [
        named(path)
        for path in files("*.py", "careers")
        if not path.stem.endswith("models")
        and named(path) not in allowed
        and INDEX_NAME.search(path.read_text(encoding="utf-8"))
    ]
