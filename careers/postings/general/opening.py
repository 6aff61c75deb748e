"""Applications that name no position: what their form says to begin with, and whether it is open."""

from __future__ import annotations

from flask import g

from careers.postings.content import PostingContent
from careers.postings.queries import is_general_open

TITLE = "General application"
SUMMARY = "None of our positions fits, and you would still like to work here? Tell us what you could do."
DESCRIPTION = """
Write in the cover letter which kind of work you are looking for, and where you could do it. Whoever reads your
application knows which positions are being planned, and answers you either way.
"""
ANSWER_WITHIN_DAYS = 20


class GeneralApplication:
    """For templates: whether applications without a position are taken, read once in a request."""

    @property
    def is_open(self) -> bool:
        """Whether a link to the form leads to one."""
        if "general_is_open" not in g:
            g.general_is_open = is_general_open()
        return bool(g.general_is_open)


def first_content(department_id: int) -> PostingContent:
    """What the general application says until somebody writes it anew."""
    return PostingContent(
        title=TITLE,
        department_id=department_id,
        summary=SUMMARY,
        answer_within_days=ANSWER_WITHIN_DAYS,
        sections={"description": DESCRIPTION.strip()},
    )
