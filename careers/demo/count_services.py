"""Answers to the voluntary questions as the demo's last year would have left them: figures, behind which is nobody."""

from __future__ import annotations

from careers.applications.equal_opportunity.models import EqualOpportunityCount
from careers.applications.equal_opportunity.queries import equal_questions
from careers.clock import now
from careers.database import db
from careers.postings.models import Posting

# How often the first choice was given, the second, and so on. The last one of several is given too rarely to be told.
GIVEN, FEW = (22, 26, 12, 9, 17, 11, 19, 13), 3
# Where no more can be answered than that, no answer is rare.
SHORT = 3


def fill_figures(posting: Posting) -> None:
    """Count answers for a posting in the year before this one, whose figures the report shows."""
    for question in equal_questions():
        rarest = question.offered[-2] if len(question.offered) > SHORT else None
        for place, choice in enumerate(question.offered):
            db.session.add(
                EqualOpportunityCount(
                    posting_id=posting.id,
                    year=now().year - 1,
                    question_id=question.id,
                    choice=choice,
                    answer_count=FEW if choice == rarest else GIVEN[place % len(GIVEN)],
                )
            )
