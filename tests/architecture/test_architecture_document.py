"""ARCHITECTURE.md agrees with the code: the package diagram, the features of each package, and the table of signals."""

import ast
import re
from collections import defaultdict

from tests.architecture.package_diagram import DOCUMENT, with_diagram
from tests.architecture.structure import PROJECT, files, named, tree_of

CAREERS = PROJECT / "careers"
MAX_LINES = 250
CODE = re.compile(r"`([^`]+)`")


def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def rows_below(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, its own head left out."""
    section = text().partition(f"{heading}\n")[2]
    lines = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert lines, f"no table below {heading}"
    rows = [line.strip("|").split("|") for line in lines[0].splitlines()[2:]]
    return [[cell.strip() for cell in row] for row in rows]


def signals_defined() -> dict[str, str]:
    """The name of every signal, by the variable and module that it is imported from."""
    found: dict[str, str] = {}
    for path in files("*.py", "careers"):
        for node in tree_of(path).body:
            if isinstance(node, ast.Assign) and re.fullmatch(r"signal\(.(\w+\.\w+).\)", ast.unparse(node.value)):
                found[f"{_dotted(path)}.{ast.unparse(node.targets[0])}"] = ast.unparse(node.value)[8:-2]
    return found


def receivers() -> dict[str, set[str]]:
    """The files that connect to each signal, from the application's folder on."""
    names, found = signals_defined(), defaultdict(set)
    for path in files("*.py", "careers"):
        imported = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("connect", "connect_via"):
                name = names.get(imported.get(ast.unparse(node.value), ""))
                if name:
                    found[name].add(str(path.relative_to(CAREERS)))
    return found


def _dotted(path: object) -> str:
    return ".".join(str(named(path)).removesuffix(".py").split("/"))  # type: ignore[arg-type]


def test_the_document_is_short() -> None:
    assert len(text().splitlines()) < MAX_LINES


def test_the_diagram_shows_the_imports() -> None:
    assert text() == with_diagram(text()), "run: python -m tests.architecture.package_diagram"


def test_every_feature_is_listed_with_its_package() -> None:
    described = {package.strip("`/"): set(CODE.findall(features)) for package, _, features in rows_below("## Packages")}
    inside = {
        package: {path.parent.name for path in (CAREERS / package).glob("*/__init__.py")} for package in described
    }
    assert described == inside


def test_the_table_of_signals_lists_every_signal_and_who_receives_it() -> None:
    described = {
        CODE.findall(name)[0]: set(CODE.findall(listeners)) for name, _, listeners in rows_below("### Signals")
    }
    assert set(described) == set(signals_defined().values())
    assert described == dict(receivers())
