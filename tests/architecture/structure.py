"""The structure as data: its packages from the bottom up, the sizes of its parts, and what imports what."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FOUNDATION = (
    "clock",
    "config",
    "database",
    "discovery",
    "errors",
    "security",
    "http",
    "text",
    "formatting",
    "versions",
)
# A package may import the foundation and the packages before it in this list, never those after it.
PACKAGES = (
    "tasks",
    "mail",
    "search",
    "documents",
    "audit",
    "accounts",
    "company",
    "postings",
    "applications",
    "pipeline",
    "review",
    "desk",
    "reports",
    "privacy",
    "demo",
)
# The most lines that each may have.
MAX_LINES = {"*.py": 400, "*.html": 120, "*.css": 200, "*.js": 100}
# The longest line of a file that no linter measures.
MAX_LINE_LENGTH = 120
UNMEASURED = ("*.html", "*.txt", "*.css", "*.js")
MAX_FILES_IN_FOLDER = 24
MAX_FUNCTION_LINES, MAX_VIEW_LINES = 40, 30
OUTSIDE = (".venv", ".git", "build", "instance", "node_modules", "__pycache__")
DRAWERS = ("utils", "util", "helpers", "helper", "common", "misc", "shared")


@dataclass(frozen=True)
class Import:
    """``from module import name``, or ``import module`` with an empty name."""

    module: str
    name: str
    line: int

    @property
    def target(self) -> str:
        """The dotted path of what is imported."""
        return f"{self.module}.{self.name}" if self.name else self.module


def files(pattern: str, *folders: str) -> list[Path]:
    """The project's own files of a kind, below the folders given, or everywhere."""
    found = [path for folder in folders or (".",) for path in (PROJECT / folder).rglob(pattern)]
    return sorted(path for path in found if not set(path.relative_to(PROJECT).parts) & set(OUTSIDE))


def scripts() -> list[Path]:
    """Python programs without a suffix."""
    inside = [path for path in (PROJECT / "bin").iterdir() if path.is_file()]
    return [path for path in inside if path.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3")]


def named(path: Path) -> str:
    """A file's path inside the project, as a test's id."""
    return str(path.relative_to(PROJECT))


@cache
def tree_of(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports_of(path: Path) -> list[Import]:
    """Every import in a file, those inside functions included, as absolute names."""
    found: list[Import] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, "", node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = ".".join([*_package(path, node.level), *filter(None, [node.module])])
            found += [Import(module, alias.name, node.lineno) for alias in node.names]
    return found


def _package(path: Path, level: int) -> tuple[str, ...]:
    folders = path.relative_to(PROJECT).parts[:-1]
    return folders[: len(folders) - level + 1] if level else ()


def package_of(dotted: str) -> str | None:
    """The package or ground-floor module that ``careers.…`` belongs to; None for everything else."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == "careers" and len(parts) > 1 else None


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method in a file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def is_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator joins the function to an address."""
    calls = [mark.func for mark in function.decorator_list if isinstance(mark, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in ("get", "post", "route") for call in calls)


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The function's lines, from its first to its last, decorators and docstring left out."""
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    described = (first.end_lineno or 0) - first.lineno + 1 if is_docstring and len(function.body) > 1 else 0
    return (function.end_lineno or 0) - function.lineno + 1 - described
