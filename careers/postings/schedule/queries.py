"""Read the schedules of drafts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from careers.clock import now
from careers.database import db
from careers.postings.models import Posting
from careers.postings.schedule.models import PostingSchedule


def schedule_of(posting_id: int) -> PostingSchedule | None:
    """Return the posting's schedule, or None."""
    return db.session.get(PostingSchedule, posting_id)


def due_postings(limit: int) -> Sequence[int]:
    """Return the ids of drafts that are due for publication, longest overdue first."""
    statement = select(PostingSchedule.posting_id).where(PostingSchedule.publish_at <= now())
    return db.session.scalars(
        statement.order_by(PostingSchedule.publish_at, PostingSchedule.posting_id).limit(limit)
    ).all()


def posting_to_publish(posting_id: int) -> Posting | None:
    """Return a posting with everything that publishing checks."""
    loaded = (joinedload(Posting.department, innerjoin=True), selectinload(Posting.locations))
    texts = (selectinload(Posting.sections), selectinload(Posting.criteria), selectinload(Posting.team))
    return db.session.scalar(select(Posting).where(Posting.id == posting_id).options(*loaded, *texts))
