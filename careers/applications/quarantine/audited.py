"""Tell the audit log how to name and link quarantined submissions."""

from __future__ import annotations

from careers.applications.quarantine.models import QuarantinedSubmission
from careers.audit.objects import Audited, name_objects, page
from careers.security import Permission

name_objects(
    *(
        Audited(
            kind,
            "quarantined submission",
            QuarantinedSubmission.id,
            QuarantinedSubmission.reference,
            page("quarantine.show", "quarantined_id"),
            Permission.QUARANTINE,
        )
        for kind in ("quarantine", "held submission")
    )
)
