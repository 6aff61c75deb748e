"""Tell the audit log how to name and link what its entries are about."""

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.security import Permission

name_objects(
    Audited(AuditKind.USER, "account", User.id, User.name, page("staff.show", "user_id"), Permission.MANAGE_SITE),
)
