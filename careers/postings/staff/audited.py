"""Tell the audit log how to name and link postings, templates, rubrics, and role overviews."""

from flask import url_for

from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.postings.description_templates.models import PostingTemplate
from careers.postings.description_templates.queries import SAVED_PREFIX
from careers.postings.models import Posting, RoleOverview
from careers.postings.rubrics.models import Rubric
from careers.security import Permission

READ, SITE = Permission.READ_POSTINGS, Permission.MANAGE_SITE


def _template(number: int) -> str:
    return url_for("postings_staff.template", key=f"{SAVED_PREFIX}{number}")


name_objects(
    Audited(
        AuditKind.POSTING,
        "posting",
        Posting.id,
        Posting.title,
        page("postings_staff.show", "posting_id"),
        READ,
    ),
    Audited(
        AuditKind.POSTING_TEMPLATE,
        "posting template",
        PostingTemplate.id,
        PostingTemplate.name,
        _template,
        READ,
    ),
    Audited(AuditKind.RUBRIC, "rubric", Rubric.id, Rubric.name, page("rubrics.show", "rubric_id"), SITE),
    Audited(
        AuditKind.ROLE_OVERVIEW,
        "role",
        RoleOverview.id,
        RoleOverview.title,
        page("role_settings.show", "role_id"),
        SITE,
    ),
)
