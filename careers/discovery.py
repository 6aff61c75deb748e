"""Find what a package contributes to the app by the names of its files, so that adding a feature is adding a folder."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from flask import Blueprint, Flask
from jinja2 import FileSystemLoader

ROOT = Path(__file__).parent
# A module of these layers takes part by being imported: it declares routes, composes emails, handles tasks,
# names what the audit log may link, or connects receivers in its ``register(app)``.
ENTRY_LAYERS = ("views", "emails", "tasks", "signals", "audited")


def entry_modules(package: str) -> Iterator[str]:
    """Yield the dotted names of a package's modules, subpackages included, that belong to an entry layer."""
    for path in sorted((ROOT / package).rglob("*.py")):
        if path.stem.rpartition("_")[2] in ENTRY_LAYERS:
            yield ".".join(("careers", *path.relative_to(ROOT).with_suffix("").parts))


def join_package(app: Flask, package: str) -> None:
    """Import a package's entry modules, call the ``register(app)`` of those that have one, and join their blueprints.

    Several modules may add routes to one blueprint, so all of them are imported before any blueprint is registered.
    """
    modules = [import_module(f"careers.{package}"), *map(import_module, entry_modules(package))]
    for module in modules:
        if hasattr(module, "register"):
            module.register(app)
    for blueprint in dict.fromkeys(getattr(module, "bp", None) for module in modules):
        if isinstance(blueprint, Blueprint):
            app.register_blueprint(blueprint)


def template_loader() -> FileSystemLoader:
    """Return the loader for the shared templates and those of every package."""
    return FileSystemLoader([ROOT / "templates", *sorted(ROOT.glob("*/templates"))])
