"""Tell the audit log how to name and link the rows of the company's lists."""

from flask import url_for

from careers.audit.objects import Audited, name_objects
from careers.company.lists.definitions import LIST_TYPES, ListType
from careers.security import Permission


def _audited(kind: ListType) -> Audited:
    model = kind.model
    address = lambda number: url_for("settings.row", kind=kind.key, row_id=number)  # noqa: E731
    name = getattr(model, kind.name)
    return Audited(kind.key, kind.one, model.id, name, address, Permission.MANAGE_SITE)


name_objects(*(_audited(kind) for kind in LIST_TYPES.values()))
