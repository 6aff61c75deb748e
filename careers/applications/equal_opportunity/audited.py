"""Tell the audit log how to name and link voluntary questions."""

from flask import url_for

from careers.applications.equal_opportunity.models import EqualOpportunityQuestion
from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects
from careers.security import Permission


def _page(_question_id: int) -> str:
    return url_for("equal.index")


name_objects(
    Audited(
        AuditKind.EQUAL_OPPORTUNITY_QUESTION,
        "equal opportunity question",
        EqualOpportunityQuestion.id,
        EqualOpportunityQuestion.wording,
        _page,
        Permission.MANAGE_SITE,
    )
)
