"""Tell the audit log how to name and link what its entries are about."""

from __future__ import annotations

from careers.applications.models import Application, Candidate
from careers.audit.objects import Audited, name_objects, page
from careers.review.bulks.models import Bulk
from careers.review.message_templates.models import MessageTemplate
from careers.review.stages.models import ReviewWord
from careers.review.tags.models import Tag
from careers.security import Permission

READ, SITE = Permission.READ_APPLICATIONS, Permission.MANAGE_SITE

name_objects(
    Audited(
        "application",
        "application",
        Application.id,
        Application.reference,
        page("review.show", "application_id"),
        READ,
    ),
    Audited("candidate", "person", Candidate.id, None, page("people.show", "candidate_id"), READ),
    Audited("bulk", "bulk action", Bulk.id, None, page("bulks.show", "bulk_id"), Permission.BULK),
    Audited("tag", "tag", Tag.id, Tag.name, page("review.index", "tag"), READ),
    Audited(
        "message template",
        "message template",
        MessageTemplate.id,
        MessageTemplate.name,
        page("message_templates.edit", "template_id"),
        SITE,
    ),
    Audited("review_word", "reason", ReviewWord.id, ReviewWord.label, page("reasons.index", "word"), SITE),
)
