"""Tell the posting pages how many applications are new."""

from __future__ import annotations

from flask import Flask

from careers.desk.today.queries import waiting_by_posting
from careers.postings.waiting import count_waiting_with


def register(app: Flask) -> None:
    """Answer how many applications of a posting nobody has moved yet."""
    count_waiting_with(app, waiting_by_posting)
