"""Copy a posting. Nothing here commits."""

from dataclasses import replace

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.database import db
from careers.postings.content_services import content_of
from careers.postings.models import HiringTeamMember, Posting
from careers.postings.questions.services import copy_questions
from careers.postings.services import create_posting


def copy_posting(posting: Posting, *, by: User) -> Posting:
    """Return a new draft with the posting's content, questions, and team, but not its dates or applications.

    The posting's locations, sections, criteria, and team must be loaded.
    """
    copy = create_posting(replace(content_of(posting), valid_through=None), by=by)
    known = {member.user_id for member in copy.team}
    copy.team += [
        HiringTeamMember(user_id=member.user_id, role=member.role, notifications=member.notifications)
        for member in posting.team
        if member.user.is_active and member.user_id not in known
    ]
    db.session.flush()
    copy_questions(posting.id, copy.id)
    record("copied posting", by=by, kind=AuditKind.POSTING, object_id=copy.id, details={"from": posting.id})
    return copy
