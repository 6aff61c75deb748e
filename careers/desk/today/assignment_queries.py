"""The active applications that an interviewer is assigned to, in one query."""

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
    """An assigned application: its posting and stage, when the reply is due, and whether a scorecard is missing."""

    id: int
    posting_id: int
    stage: str
    reply_due_at: datetime
    waits: bool


@dataclass(frozen=True)
class AssignedApplications:
    """All of them. Ids of overdue replies and missing scorecards are in the order of the page."""

    applications: Sequence[AssignedApplication]

    @property
    def ids(self) -> list[int]:
        """Return all ids."""
        return [application.id for application in self.applications]

    @property
    def late(self) -> list[int]:
        """Return those with an overdue reply, the longest overdue first."""
        moment = now()
        late = [
            (application.reply_due_at, application.id)
            for application in self.applications
            if application.reply_due_at < moment
        ]
        return [number for _, number in sorted(late)]

    @property
    def soon(self) -> list[int]:
        """Return those whose reply is due soon, the next one first."""
        begin, end = now(), due_soon_until()
        soon = [
            (application.reply_due_at, application.id)
            for application in self.applications
            if begin <= application.reply_due_at <= end
        ]
        return [number for _, number in sorted(soon)]

    @property
    def cards(self) -> list[int]:
        """Return those that wait for the user's scorecard, the longest waiting first."""
        return sorted(application.id for application in self.applications if application.waits)

    @property
    def new(self) -> Counter[int]:
        """Return how many new applications each posting has."""
        return Counter(application.posting_id for application in self.applications if application.stage == FIRST_STAGE)


def applications_assigned_to(user: User) -> AssignedApplications:
    """Return the applications that this interviewer is assigned to."""
    waits = and_(~Assignment.has_scorecard, Scorecard.id.is_(None))
    columns = Application.id, Application.posting_id, Application.stage, Application.reply_due_at, waits
    card = and_(Scorecard.application_id == Application.id, Scorecard.author_id == user.id)
    statement = open_assignments(user, *columns).outerjoin(Scorecard, card)
    return AssignedApplications([AssignedApplication(*row) for row in db.session.execute(statement)])
