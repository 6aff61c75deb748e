"""Tell the audit log how to name and link applications."""

from careers.applications.models import Application
from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.security import Permission

name_objects(
    Audited(
        AuditKind.APPLICATION,
        "application",
        Application.id,
        Application.reference,
        page("desk.show", "application_id"),
        Permission.READ_APPLICATIONS,
    )
)
