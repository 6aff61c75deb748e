"""Packages know only those below them; inside a package, each layer keeps to its work."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.structure import (
    FOUNDATION,
    PACKAGES,
    PROJECT,
    Import,
    files,
    imports_of,
    named,
    package_of,
    tree_of,
)

CAREERS = files("*.py", "careers")
REQUEST = (
    "flask.request",
    "flask.session",
    "flask.flash",
    "flask_login.current_user",
    "flask_wtf",
    "wtforms",
)
DATABASE = ("careers.database.db", "sqlalchemy", "sqlalchemy.orm", "flask_sqlalchemy")
WRITING = ("sqlalchemy.insert", "sqlalchemy.update", "sqlalchemy.delete")
WRITING_CALLS = {"add", "add_all", "delete", "flush", "commit", "merge"}


def layers(*names: str) -> list[Path]:
    """The application's files of these layers: ``staff_views.py`` counts as ``views.py``."""
    return [path for path in CAREERS if path.stem.endswith(tuple(names))]


def imported(paths: Iterable[Path], *unwanted: str) -> list[str]:
    """Where one of the unwanted things is imported: a name, or anything out of a module."""
    return [
        f"{named(path)}:{item.line} imports {item.target}"
        for path in paths
        for item in imports_of(path)
        if item.target in unwanted or item.module in unwanted
    ]


def calls_in(path: Path) -> list[str]:
    """What is called in a file, as it is written: ``db.session.add``."""
    return [ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


def allowed_for(package: str) -> set[str]:
    """What a package may know: the foundation, the packages below it, and itself."""
    return {*FOUNDATION} if package in FOUNDATION else {*FOUNDATION, *PACKAGES[: PACKAGES.index(package) + 1]}


def test_every_package_is_in_the_table() -> None:
    inside = [path for path in (PROJECT / "careers").iterdir() if not path.name.startswith("__")]
    packages = {path.stem for path in inside if path.suffix == ".py" or any(path.rglob("*.py"))}
    assert packages <= {*FOUNDATION, *PACKAGES}


def test_a_package_imports_only_packages_below_it() -> None:
    wrong: list[str] = []
    for path in CAREERS:
        own = path.relative_to(PROJECT / "careers").parts[0].removesuffix(".py")
        known = {*FOUNDATION} if own == "__init__" else allowed_for(own)
        upward: list[Import] = [
            item for item in imports_of(path) if (package_of(item.target) or own) not in {*known, own}
        ]
        wrong += [f"{named(path)}:{item.line} must not know {item.target}" for item in upward]
    assert not wrong


def test_the_application_imports_neither_its_tests_nor_its_migrations() -> None:
    outside = ("tests", "migrations", "bench")
    assert not [named(path) for path in CAREERS for item in imports_of(path) if item.module.split(".")[0] in outside]


def test_a_view_or_form_never_touches_the_database_itself() -> None:
    assert not imported(layers("views", "forms"), *DATABASE)


def test_models_queries_and_services_do_not_use_the_request() -> None:
    insides = layers("models", "queries", "services")
    forms = [named(path) for path in insides for item in imports_of(path) if "forms" in item.target.split(".")]
    assert not imported(insides, *REQUEST) + forms


def test_only_the_outermost_layer_opens_a_transaction() -> None:
    assert not imported(layers("models", "queries", "services"), "careers.database.transaction")


def test_a_query_never_writes() -> None:
    queries = layers("queries")
    calls = [(path, call) for path in queries for call in calls_in(path) if "session." in call]
    writes = [f"{named(path)} calls {call}" for path, call in calls if call.rpartition(".")[2] in WRITING_CALLS]
    assert queries and not imported(queries, *WRITING) + writes


def test_only_the_outermost_layer_commits() -> None:
    inside = [path for path in CAREERS if path != PROJECT / "careers" / "database.py"]
    assert not [named(path) for path in inside for call in calls_in(path) if call.endswith("session.commit")]


def test_migrations_do_not_import_the_application() -> None:
    revisions = files("*.py", "migrations/versions", "migrations/baseline")
    wrong = [named(path) for path in revisions for item in imports_of(path) if item.module.split(".")[0] == "careers"]
    assert revisions and not wrong


def test_mail_is_sent_by_tasks_alone() -> None:
    # Whoever waits for a page must never wait for a mail server.
    senders = {path.parent.name for path in CAREERS for item in imports_of(path) if item.module == "smtplib"}
    asked = {path.name for path in CAREERS for item in imports_of(path) if item.module == "careers.mail.transport"}
    assert senders == {"mail"} and asked <= {"tasks.py", "transport.py"}


def packages_imported() -> dict[str, set[str]]:
    """For each package and subpackage, and each module directly below careers/, those that it imports."""
    modules = {dotted(path): package_path(path) for path in CAREERS if path != PROJECT / "careers" / "__init__.py"}
    arrows: dict[str, set[str]] = {package: set() for package in modules.values()}
    for path in CAREERS:
        own = modules.get(dotted(path))
        if own is not None:
            targets = {name for item in imports_of(path) for name in (item.module, item.target)}
            arrows[own] |= {modules[name] for name in targets if name in modules} - {own}
    return arrows


def dotted(path: Path) -> str:
    """The name under which a file is imported."""
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def package_path(path: Path) -> str:
    """The folder of a file; a module directly below careers/ counts as a package of its own."""
    is_foundation = path.parent == PROJECT / "careers"
    return dotted(path) if is_foundation else ".".join(path.relative_to(PROJECT).parent.parts)


def test_no_two_packages_import_each_other() -> None:
    arrows = packages_imported()
    assert len(arrows) > 50
    assert not [
        (package, other)
        for package in arrows
        for other in arrows[package]
        if package < other and package in arrows[other]
    ]


def test_features_for_reviewing_know_the_core_but_not_each_other() -> None:
    features = {name: targets for name, targets in packages_imported().items() if name.startswith("careers.review.")}
    assert features
    assert not {name: wrong for name, targets in features.items() if (wrong := targets & set(features))}
