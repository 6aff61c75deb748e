"""Tell the audit log how to name and link stages."""

from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.company.stages.models import Stage
from careers.security import Permission

name_objects(
    Audited(
        AuditKind.STAGE,
        "stage",
        Stage.id,
        Stage.name,
        page("settings.stage", "stage_id"),
        Permission.MANAGE_SITE,
    )
)
