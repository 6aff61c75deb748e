"""What of this room the record of who did what names and links."""

from __future__ import annotations

from careers.accounts.models import User
from careers.audit.objects import Audited, page
from careers.security import Permission

AUDITED = (
    Audited("user", "account", User.id, User.name, page("staff.show", "user_id"), Permission.MANAGE_SITE),
)
