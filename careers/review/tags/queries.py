"""Tags with their usage, and the tags of applications."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import func, literal, select, union_all

from careers.database import db
from careers.review.tags.models import ApplicationTag, Tag

PAGE_SIZE = 50
MAX_OFFERED = 300
# Counting stops here, so that a tag on half a million applications costs no more than one on a thousand.
MAX_COUNTED = 1000


@dataclass(frozen=True)
class TagsPage:
    """A page of tags by name, and the folded name after which more follow."""

    tags: Sequence[Tag]
    uses: Mapping[int, int]
    next_after: str | None


def tag_by_id(tag_id: int) -> Tag:
    """Return the tag, or 404."""
    return db.session.get(Tag, tag_id) or abort(404)


def tag_by_name(name: str) -> Tag | None:
    """Return the tag with this name, ignoring case, or None."""
    return db.session.scalar(select(Tag).where(Tag.folded_name == name.casefold()))


def tags_page(after: str = "") -> TagsPage:
    """Return a page of all tags, by name."""
    statement = select(Tag).where(Tag.folded_name > after).order_by(Tag.folded_name).limit(PAGE_SIZE + 1)
    found = db.session.scalars(statement).all()
    shown = found[:PAGE_SIZE]
    return TagsPage(shown, _uses([tag.id for tag in shown]), shown[-1].folded_name if len(found) > PAGE_SIZE else None)


def tag_names() -> Sequence[str]:
    """Return the names that a field suggests, at most ``MAX_OFFERED``."""
    return db.session.scalars(select(Tag.name).order_by(Tag.folded_name).limit(MAX_OFFERED)).all()


def tag_choices(chosen: int | None) -> list[tuple[int, str]]:
    """Return the ids and names of tags for a filter, by name, including the chosen one."""
    ordered = select(Tag).order_by((Tag.id == (chosen or 0)).desc(), Tag.folded_name).limit(MAX_OFFERED)
    return [(tag.id, tag.name) for tag in sorted(db.session.scalars(ordered), key=lambda tag: tag.folded_name)]


def tag_names_by_id(tag_ids: Collection[int]) -> Mapping[int, str]:
    """Return the names of those of these tags that exist."""
    if not tag_ids:
        return {}
    rows = db.session.execute(select(Tag.id, Tag.name).where(Tag.id.in_(tag_ids)))
    return {number: name for number, name in rows}  # noqa: C416


def tags_of(application_ids: Collection[int]) -> Mapping[int, list[Tag]]:
    """Return the tags of each application that has any, by name, in one query."""
    statement = (
        select(ApplicationTag.application_id, Tag)
        .join(Tag, Tag.id == ApplicationTag.tag_id)
        .where(ApplicationTag.application_id.in_(application_ids))
        .order_by(Tag.folded_name)
    )
    found: dict[int, list[Tag]] = {}
    for application_id, tag in db.session.execute(statement):
        found.setdefault(application_id, []).append(tag)
    return found


def _uses(tag_ids: Collection[int]) -> Mapping[int, int]:
    if not tag_ids:
        return {}
    counts = []
    for tag_id in tag_ids:
        used = select(literal(1)).where(ApplicationTag.tag_id == tag_id).limit(MAX_COUNTED + 1).subquery()
        counts.append(select(literal(tag_id), select(func.count()).select_from(used).scalar_subquery()))
    return {row[0]: row[1] for row in db.session.execute(union_all(*counts))}
