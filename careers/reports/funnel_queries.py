"""How far applications came: counts by stage and outcome, in total and for each row of the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func

from careers.accounts.models import User
from careers.applications.models import HIRED, REJECTED, WITHDRAWN, Application
from careers.company.stages.models import Stage
from careers.company.stages.queries import all_stages
from careers.database import db
from careers.reports.filters import Scope
from careers.reports.group_queries import ROW_KEY, bounded, counted, key_of


@dataclass
class Funnel:
    """How many applications there are, and how many reached each stage or ended in each way.

    ``reached`` has all stages in order; ``stands`` names those where applications are, or were when they ended.
    """

    total: int
    reached: dict[str, int]
    ended: dict[str, int]
    stands: set[str] = field(default_factory=set)

    @classmethod
    def empty(cls) -> Funnel:
        """Return a funnel without applications."""
        stages = [stage.key for stage in all_stages()]
        return cls(0, dict.fromkeys(stages, 0), dict.fromkeys((HIRED, REJECTED, WITHDRAWN), 0))

    @property
    def active(self) -> int:
        """Return the number without a disposition."""
        return self.total - sum(self.ended.values())

    def add(self, stage: str, disposition: str | None, count: int) -> None:
        """Count applications that are at ``stage``, or were there when they ended."""
        self.total += count
        if disposition:
            self.ended[disposition] += count
        self.stands.add(stage)
        order = list(self.reached)
        last = len(order) - 1 if disposition == HIRED else order.index(stage) if stage in order else 0
        for name in order[: last + 1]:
            self.reached[name] += count


def funnels(user: User, scope: Scope) -> Mapping[Any, Funnel]:
    """Return the funnel of each row by its key, in one query. They add up to the total."""
    stands = (Application.stage, Application.disposition)
    statement = counted(user, scope).with_only_columns(key_of(user, scope), *stands, func.count())
    statement = statement.group_by(ROW_KEY, *stands)
    found: dict[Any, Funnel] = defaultdict(Funnel.empty)
    for key, stage, disposition, count in db.session.execute(bounded(statement)):
        found[key].add(stage, disposition, count)
    return found


def whole(parts: Mapping[Any, Funnel]) -> Funnel:
    """Return the sum of all rows."""
    summed = Funnel.empty()
    for part in parts.values():
        summed.total += part.total
        summed.stands |= part.stands
        for name in summed.reached:
            summed.reached[name] += part.reached[name]
        for name in summed.ended:
            summed.ended[name] += part.ended[name]
    return summed


def shown_stages(total: Funnel) -> list[Stage]:
    """Return the stages after the first that a report shows: current ones, and archived ones with applications."""
    return [stage for stage in all_stages()[1:] if not stage.is_archived or stage.key in total.stands]
