"""How the audit log names and links bulk actions."""

from __future__ import annotations

from careers.audit.objects import Audited, name_objects, page
from careers.desk.bulk_actions.models import Bulk
from careers.security import Permission

name_objects(Audited("bulk", "bulk action", Bulk.id, None, page("bulks.show", "bulk_id"), Permission.BULK))
