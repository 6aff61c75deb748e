"""Tell the audit log how to name and link candidates."""

from careers.applications.models import Candidate
from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.security import Permission

name_objects(
    Audited(
        AuditKind.CANDIDATE,
        "person",
        Candidate.id,
        None,
        page("people.show", "candidate_id"),
        Permission.READ_APPLICATIONS,
    )
)
