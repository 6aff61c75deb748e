"""Start accepting general applications, which name no position. Nothing here commits."""

from careers.accounts.models import User
from careers.database import db
from careers.postings.content_services import PostingContent
from careers.postings.models import Posting
from careers.postings.queries import general_posting_id
from careers.postings.services import create_posting


def create_general_posting(department_id: int, *, by: User | str) -> int:
    """Return the id of the general posting, creating it as a draft if there is none.

    If two people do this at once, one fails on the unique column, and ``in_transaction`` then finds the other's.
    """
    known = general_posting_id()
    if known is not None:
        return known
    posting: Posting = create_posting(first_content(department_id), by=by)
    posting.is_general = True
    db.session.flush()
    return posting.id


TITLE = "General application"


SUMMARY = "Don’t see the right role, but would like to work here? Tell us what you could do."


DESCRIPTION = """
Use the cover letter to tell us what kind of work you’re looking for, and where. Whoever reads your application knows
which positions are planned. We’ll reply either way.
"""


ANSWER_WITHIN_DAYS = 20


def first_content(department_id: int) -> PostingContent:
    """Return what the general posting says until someone edits it."""
    return PostingContent(
        title=TITLE,
        department_id=department_id,
        summary=SUMMARY,
        reply_within_days=ANSWER_WITHIN_DAYS,
        sections={"description": DESCRIPTION.strip()},
    )
