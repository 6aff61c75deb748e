"""Every file has a layer, and keeps to what its layer may do."""

from tests.architecture.layers import ADAPTERS, LAYER_OF, LAYERS, RULES, key_of, layer_of
from tests.architecture.structure import files, imports_of, named

FILES = [path for path in files("*.py", "careers") if path.name != "__init__.py"]
OUTSIDE_RULES = (
    "flask.request",
    "flask.session",
    "flask_login.current_user",
    "careers.database.db",
    "sqlalchemy.select",
)


def test_every_file_is_named_after_a_layer_or_listed_with_one() -> None:
    assert not [named(path) for path in FILES if layer_of(path) is None]


def test_the_table_lists_only_files_that_exist_and_need_it() -> None:
    keys = {key_of(path) for path in FILES}
    assert not set(LAYER_OF) - keys
    assert not [key for key in LAYER_OF if key.rpartition("_")[2].rpartition("/")[2] in LAYERS]
    assert set(LAYER_OF.values()) <= {*LAYERS, RULES, ADAPTERS}


def test_rules_know_neither_a_request_nor_the_database() -> None:
    rules = [path for path in FILES if layer_of(path) == RULES]
    wrong = [
        f"{named(path)}:{item.line} imports {item.target}"
        for path in rules
        for item in imports_of(path)
        if item.target in OUTSIDE_RULES
    ]
    assert rules and not wrong
