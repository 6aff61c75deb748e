"""Tell the audit log how to name and link message templates."""

from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.pipeline.message_templates.models import MessageTemplate
from careers.security import Permission

name_objects(
    Audited(
        AuditKind.MESSAGE_TEMPLATE,
        "message template",
        MessageTemplate.id,
        MessageTemplate.name,
        page("message_templates.edit", "template_id"),
        Permission.MANAGE_SITE,
    )
)
