"""How the audit log names and links reasons."""

from __future__ import annotations

from careers.audit.objects import Audited, name_objects, page
from careers.pipeline.reasons.models import ReviewWord
from careers.security import Permission

name_objects(
    Audited(
        "review_word",
        "reason",
        ReviewWord.id,
        ReviewWord.label,
        page("reasons.index", "word"),
        Permission.MANAGE_SITE,
    )
)
