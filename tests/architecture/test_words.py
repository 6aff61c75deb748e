"""Files say what they are for, and have names that say where things belong."""

import ast

from tests.architecture.structure import DRAWERS, files, named, scripts, tree_of

PYTHON = files("*.py") + scripts()
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def test_python_files_start_with_a_docstring() -> None:
    first_lines = {named(path): (ast.get_docstring(tree_of(path)) or "").partition("\n")[0] for path in PYTHON}
    # The first line may go on in the next, but it has to say something.
    assert not {name: line for name, line in first_lines.items() if len(line.split()) < 2}


def test_no_file_or_folder_is_a_catch_all() -> None:
    assert not [named(path) for path in PYTHON if set(named(path).removesuffix(".py").split("/")) & set(DRAWERS)]


def test_what_a_module_offers_has_a_docstring() -> None:
    offered = [(path, node) for path in files("*.py", "careers") for node in tree_of(path).body]
    offered = [(path, node) for path, node in offered if isinstance(node, DEFINITIONS) and node.name[0] != "_"]
    assert not [f"{named(path)}: {node.name}" for path, node in offered if not ast.get_docstring(node)]  # type: ignore[arg-type,attr-defined]
