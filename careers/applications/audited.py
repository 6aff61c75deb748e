"""Tell the audit log how to name and link what its entries are about."""

from __future__ import annotations

from flask import url_for

from careers.applications.equal_opportunity.models import EqualQuestion
from careers.applications.quarantine.models import HeldSubmission
from careers.audit.objects import Audited, name_objects, page
from careers.security import Permission


def _questions(_number: int) -> str:
    return url_for("equal.index")


HELD = tuple(
    Audited(
        kind,
        "quarantined submission",
        HeldSubmission.id,
        HeldSubmission.reference,
        page("quarantine.show", "held_id"),
        Permission.QUARANTINE,
    )
    for kind in ("quarantine", "held submission")
)
QUESTION = Audited(
    "equal question",
    "equal opportunity question",
    EqualQuestion.id,
    EqualQuestion.wording,
    _questions,
    Permission.MANAGE_SITE,
)
name_objects(*HELD, QUESTION)
