"""Write role overviews. Nothing here commits."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.company.markdown import render
from careers.database import db
from careers.http.catalog import touch_catalog
from careers.postings.models import RoleOverview, RoleSection
from careers.text import unused_slug
from careers.versions import claim

Sections = Sequence[tuple[str, str]]  # (title, Markdown)


def create_role(title: str, introduction: str, sections: Sections, *, by: User) -> RoleOverview:
    """Create a role overview with a slug made from its title. Raises TextTooLong."""
    slug = unused_slug(title, set(db.session.scalars(select(RoleOverview.slug))), "role")
    role = RoleOverview(slug=slug, title=title, introduction=introduction, sections=[])
    db.session.add(role)
    db.session.flush()
    _write_sections(role, sections)
    _finish("created role overview", role, by)
    return role


def change_role(
    role: RoleOverview, title: str, introduction: str, sections: Sections, *, version: int, by: User
) -> None:
    """Save an edit of ``version``; the slug stays. Raises EditConflict and TextTooLong."""
    claim(role, version)
    role.title, role.introduction, role.updated_at = title, introduction, now()
    _write_sections(role, sections)
    _finish("changed role overview", role, by)


def remove_role(role: RoleOverview, *, by: User) -> None:
    """Delete the role overview; its postings stay, without a role."""
    _finish("removed role overview", role, by)
    db.session.execute(delete(RoleOverview).where(RoleOverview.id == role.id))


def _write_sections(role: RoleOverview, sections: Sections) -> None:
    db.session.execute(delete(RoleSection).where(RoleSection.role_id == role.id))
    db.session.add_all(
        RoleSection(role_id=role.id, position=position, title=title, markdown=markdown, html=render(markdown))
        for position, (title, markdown) in enumerate(sections)
    )
    db.session.flush()


def _finish(action: str, role: RoleOverview, by: User) -> None:
    record(action, by=by, kind=AuditKind.ROLE_OVERVIEW, object_id=role.id, details={"title": role.title})
    touch_catalog()
