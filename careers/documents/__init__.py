"""Uploaded files: what is accepted, how they are stored, read in a limited process, and handed out again."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Give the app its storage."""
    from careers.documents.storage import init_storage

    init_storage(app, app.extensions["settings"].storage_path)
