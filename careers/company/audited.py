"""Tell the audit log how to name and link what its entries are about."""

from __future__ import annotations

from flask import url_for

from careers.audit.objects import Audited, name_objects, page
from careers.company.lists.table import KINDS
from careers.company.models import CompanyProfile, Page
from careers.company.stages.models import Stage
from careers.security import Permission

SITE = Permission.MANAGE_SITE


def _of_list(key: str) -> Audited:
    kind = KINDS[key]
    model = kind.model
    address = lambda number: url_for("settings.row", kind=key, row_id=number)  # noqa: E731
    return Audited(key, kind.one, model.id, getattr(model, kind.name), address, SITE)


name_objects(
    Audited(
        "company",
        "company",
        CompanyProfile.id,
        CompanyProfile.name,
        lambda _: url_for("settings.index"),
        SITE,
    ),
    Audited("stage", "stage", Stage.id, Stage.name, page("settings.stage", "stage_id"), SITE),
    Audited("page", "page", Page.id, Page.title, page("settings.page", "page_id"), SITE),
    *(_of_list(key) for key in KINDS),
)
