"""Beginning to take applications that name no position. Nothing here commits."""

from __future__ import annotations

from careers.accounts.models import User
from careers.database import db
from careers.postings.general.opening import first_content
from careers.postings.models import Posting
from careers.postings.services import create_posting
from careers.postings.staff.queries import general_posting_id


def create_general_posting(department_id: int, *, by: User | str) -> int:
    """Its id: of a new draft, or of the one that is there, for there is never a second one.

    Of two at the same moment one fails on the unique column; in ``in_transaction`` it then finds the other's.
    """
    known = general_posting_id()
    if known is not None:
        return known
    posting: Posting = create_posting(first_content(department_id), by=by)
    posting.is_general = True
    db.session.flush()
    return posting.id
