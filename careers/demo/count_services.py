"""Invented counts of answers to the voluntary questions for the previous year."""

from careers.applications.equal_opportunity.models import EqualOpportunityCount
from careers.applications.equal_opportunity.queries import equal_questions
from careers.clock import now
from careers.database import db
from careers.postings.models import Posting

# How often the first choice was given, the second, and so on. The last one is too rare to be shown.
GIVEN, FEW = (22, 26, 12, 9, 17, 11, 19, 13), 3
# For questions with only this many choices, no answer is rare.
SHORT = 3


def fill_figures(posting: Posting) -> None:
    """Count answers for a posting in the previous year, which the report shows."""
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
