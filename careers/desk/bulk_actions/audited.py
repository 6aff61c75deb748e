"""Tell the audit log how to name and link bulk actions."""

from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.desk.bulk_actions.models import BulkAction
from careers.security import Permission

name_objects(
    Audited(
        AuditKind.BULK_ACTION,
        "bulk action",
        BulkAction.id,
        None,
        page("bulk_actions.show", "bulk_action_id"),
        Permission.BULK,
    )
)
