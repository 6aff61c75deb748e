"""Uploaded files: what is accepted, and how files are stored, read in a sandbox, and served."""

from flask import Flask


def register(app: Flask) -> None:
    """Set up the app's file storage."""
    from careers.documents.storage import init_storage

    init_storage(app, app.extensions["settings"].storage_path)
