"""Answers to the voluntary questions as the demo's last year would have left them: figures, behind which is nobody."""

from __future__ import annotations

from careers.applications.equal.models import EqualCount
from careers.applications.equal.queries import equal_questions
from careers.clock import now
from careers.database import db
from careers.postings.models import Posting

# How often the first choice was given, the second, and so on; some are too few to be told.
GIVEN = (19, 24, 3, 2, 11, 6, 4, 9, 14)


def fill_figures(posting: Posting) -> None:
    """Count answers for a posting in the year before this one, whose figures the report shows."""
    for question in equal_questions():
        for place, choice in enumerate(question.offered):
            db.session.add(
                EqualCount(
                    posting_id=posting.id,
                    year=now().year - 1,
                    question_id=question.id,
                    choice=choice,
                    given=GIVEN[place % len(GIVEN)],
                )
            )
