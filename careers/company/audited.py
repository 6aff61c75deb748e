"""Tell the audit log how to name and link the company's profile and pages."""

from flask import url_for

from careers.audit.kinds import AuditKind
from careers.audit.objects import Audited, name_objects, page
from careers.company.models import CompanyProfile, Page
from careers.security import Permission

SITE = Permission.MANAGE_SITE

name_objects(
    Audited(
        AuditKind.COMPANY,
        "company",
        CompanyProfile.id,
        CompanyProfile.name,
        lambda _: url_for("settings.index"),
        SITE,
    ),
    Audited(AuditKind.PAGE, "page", Page.id, Page.title, page("settings.page", "page_id"), SITE),
)
