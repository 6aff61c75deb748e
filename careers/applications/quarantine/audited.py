"""Tell the audit log how to name and link quarantined submissions."""

from careers.applications.quarantine.models import QuarantinedSubmission
from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.security import Permission

name_objects(
    Audited(
        AuditKind.QUARANTINED_SUBMISSION,
        "quarantined submission",
        QuarantinedSubmission.id,
        QuarantinedSubmission.reference,
        page("quarantine.show", "quarantined_id"),
        Permission.QUARANTINE,
    )
)
