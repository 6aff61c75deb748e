"""Tell the audit log how to name and link reasons."""

from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.pipeline.reasons.models import DispositionReason
from careers.security import Permission

name_objects(
    Audited(
        AuditKind.DISPOSITION_REASON,
        "reason",
        DispositionReason.id,
        DispositionReason.label,
        page("reasons.index", "word"),
        Permission.MANAGE_SITE,
    )
)
