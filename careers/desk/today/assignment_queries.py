"""What an interviewer's first page is about: the active applications that they are asked to review, in one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import now
from careers.company.stages.models import FIRST_STAGE
from careers.database import db
from careers.pipeline.assignments.queries import open_assignments
from careers.pipeline.deadlines.queries import due_soon_until
from careers.pipeline.scores.models import Scorecard
from careers.pipeline.visibility.models import Assignment


@dataclass(frozen=True)
class AssignedApplication:
    """One of them: for which posting, where it stands, when an answer is due, and whether the card is waited for."""

    id: int
    posting_id: int
    stage: str
    reply_due_at: datetime
    waits: bool


@dataclass(frozen=True)
class AssignedApplications:
    """All of them. The ids of what is late and of what waits for a card stand in the order of the page."""

    applications: Sequence[AssignedApplication]

    @property
    def ids(self) -> list[int]:
        """Of all of them."""
        return [application.id for application in self.applications]

    @property
    def late(self) -> list[int]:
        """Those that were promised an answer by now, the longest late first."""
        moment = now()
        late = [
            (application.reply_due_at, application.id)
            for application in self.applications
            if application.reply_due_at < moment
        ]
        return [number for _, number in sorted(late)]

    @property
    def soon(self) -> list[int]:
        """Those that are about to be late, the first due first."""
        begin, end = now(), due_soon_until()
        soon = [
            (application.reply_due_at, application.id)
            for application in self.applications
            if begin <= application.reply_due_at <= end
        ]
        return [number for _, number in sorted(soon)]

    @property
    def cards(self) -> list[int]:
        """Those that wait for this person's card, the longest first."""
        return sorted(application.id for application in self.applications if application.waits)

    @property
    def new(self) -> Counter[int]:
        """For each posting the number of those that nobody has moved yet."""
        return Counter(
            application.posting_id for application in self.applications if application.stage == FIRST_STAGE
        )


def applications_assigned_to(user: User) -> AssignedApplications:
    """What this interviewer is asked to review."""
    waits = and_(~Assignment.has_scorecard, Scorecard.id.is_(None))
    columns = Application.id, Application.posting_id, Application.stage, Application.reply_due_at, waits
    card = and_(Scorecard.application_id == Application.id, Scorecard.author_id == user.id)
    statement = open_assignments(user, *columns).outerjoin(Scorecard, card)
    return AssignedApplications([AssignedApplication(*row) for row in db.session.execute(statement)])
