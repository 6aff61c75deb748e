"""Tell the posting pages how many applicants still wait for a reply."""

from __future__ import annotations

from flask import Flask

from careers.postings.waiting import count_unanswered_with
from careers.review.closing.queries import unanswered_by_posting


def register(app: Flask) -> None:
    """Answer how many applicants of a posting have had no reply."""
    count_unanswered_with(app, unanswered_by_posting)
