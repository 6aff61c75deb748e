"""The parts of a room that join the app by being imported: their views, e-mails and background work."""

from __future__ import annotations

from importlib import import_module

from flask import Blueprint, Flask


def join_parts(app: Flask, room: str, names: tuple[str, ...]) -> None:
    """Import these modules of a room (``careers.review``), then join their blueprints, each once.

    Many modules of views add their routes to the blueprint of another one, so all are imported before any is joined.
    """
    parts = [import_module(f"{room}.{name}") for name in names]
    for blueprint in dict.fromkeys(getattr(part, "bp", None) for part in parts):
        if isinstance(blueprint, Blueprint):
            app.register_blueprint(blueprint)
