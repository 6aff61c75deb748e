"""Start accepting general applications, which name no position. Nothing here commits."""

from careers.accounts.models import User
from careers.database import db
from careers.postings.content_services import PostingContent
from careers.postings.models import Posting
from careers.postings.queries import general_posting_id
from careers.postings.services import create_posting

DESCRIPTION = """
Use the cover letter to tell us what kind of work you’re looking for, and where. Whoever reads your application knows
which positions are planned. We’ll reply either way.
"""


def create_general_posting(department_id: int, *, by: User | str) -> int:
    """Return the id of the general posting, creating it as a draft if there is none.

    If two people do this at once, one fails on the unique column, and its retry by ``in_transaction`` finds the other.
    """
    existing_id = general_posting_id()
    if existing_id is not None:
        return existing_id
    posting: Posting = create_posting(initial_content(department_id), by=by)
    posting.is_general = True
    db.session.flush()
    return posting.id


def initial_content(department_id: int) -> PostingContent:
    """Return the content that the general posting starts with."""
    return PostingContent(
        title="General application",
        department_id=department_id,
        summary="Don’t see the right role, but would like to work here? Tell us what you could do.",
        reply_within_days=20,
        sections={"description": DESCRIPTION.strip()},
    )
