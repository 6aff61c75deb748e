"""What of this room the record of who did what names and links."""

from __future__ import annotations

from careers.applications.quarantine.models import HeldSubmission
from careers.audit.objects import Audited, page
from careers.security import Permission

AUDITED = tuple(
    Audited(
        kind,
        "held submission",
        HeldSubmission.id,
        HeldSubmission.reference,
        page("quarantine.show", "held_id"),
        Permission.QUARANTINE,
    )
    for kind in ("quarantine", "held submission")
)
