"""Tell the audit log how to name and link tags."""

from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.review.tags.models import Tag
from careers.security import Permission

name_objects(Audited(AuditKind.TAG, "tag", Tag.id, Tag.name, page("desk.index", "tag"), Permission.READ_APPLICATIONS))
