"""Find what a package contributes to the app by the names of its files, so that adding a feature is adding a folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from flask import Blueprint, Flask
from jinja2 import FileSystemLoader

ROOT = Path(__file__).parent
# Importing a module of these layers is all it takes: it declares routes, composes emails, handles tasks, connects to
# signals, or tells the audit log what it may name.
ENTRY_LAYERS = ("views", "emails", "tasks", "signals", "audited")


def entry_modules(package: str) -> Iterator[str]:
    """Yield the dotted names of a package's modules, subpackages included, that belong to an entry layer."""
    for path in sorted((ROOT / package).rglob("*.py")):
        if path.stem.rpartition("_")[2] in ENTRY_LAYERS:
            yield ".".join(("careers", *path.relative_to(ROOT).with_suffix("").parts))


def join_package(app: Flask, package: str) -> None:
    """Let a package set itself up with its ``register(app)``, if it has one, then join its entry modules to the app.

    Several modules may add routes to one blueprint, so all of them are imported before any blueprint is registered.
    """
    register = getattr(import_module(f"careers.{package}"), "register", None)
    if register:
        register(app)
    modules = [import_module(name) for name in entry_modules(package)]
    for blueprint in dict.fromkeys(getattr(module, "bp", None) for module in modules):
        if isinstance(blueprint, Blueprint):
            app.register_blueprint(blueprint)


def template_loader() -> FileSystemLoader:
    """Return the loader for the shared templates and those of every package."""
    return FileSystemLoader([ROOT / "templates", *sorted(ROOT.glob("*/templates"))])
