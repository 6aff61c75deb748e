"""Add and remove tags on applications; rename and merge tags. Nothing here commits."""

from typing import Any

from sqlalchemy import CursorResult, delete, exists, insert, literal, select
from sqlalchemy.orm import aliased

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.pipeline.events.services import add_event
from careers.review.tags.models import MAX_TAG_LENGTH, ApplicationTag, Tag
from careers.review.tags.queries import tag_by_name
from careers.text import one_line

MAX_TAGS = 30  # on one application


class InvalidTag(DomainError):
    """The text is not a valid tag name, or there are too many tags."""


class TagExists(DomainError):
    """Another tag has this name."""


def clean_name(text: str) -> str:
    """Return a tag's name as stored: one line, without commas. Raises InvalidTag."""
    name = one_line(text.replace(",", " "))
    if not name:
        raise InvalidTag("Enter a tag.")
    if len(name) > MAX_TAG_LENGTH:
        raise InvalidTag(f"Use at most {MAX_TAG_LENGTH} characters. “{name}” has {len(name)}.")
    return name


def add_tags(application: Application, text: str, *, by: User) -> list[Tag]:
    """Add one or more tags, separated by commas; unknown ones are created. Raises InvalidTag.

    Existing tags of the application are skipped without an event. If two people create the same tag at once, one
    violates its unique name, so call this in ``in_transaction``.
    """
    names = [clean_name(part) for part in text.split(",") if part.strip()] or [clean_name("")]
    held = set(db.session.scalars(select(ApplicationTag.tag_id).where(ApplicationTag.application_id == application.id)))
    added = []
    for name in names:
        tag = tag_by_name(name) or _new_tag(name)
        if tag.id in held:
            continue
        held.add(tag.id)
        if len(held) > MAX_TAGS:
            raise InvalidTag(f"An application can have at most {MAX_TAGS} tags.")
        db.session.add(ApplicationTag(application_id=application.id, tag_id=tag.id))
        add_event(application, EventKind.TAGGED, by, {"name": tag.name})
        added.append(tag)
    db.session.flush()
    return added


def remove_tag(application: Application, tag: Tag, *, by: User) -> bool:
    """Remove a tag from the application; return False if it was not there."""
    removed = db.session.execute(
        delete(ApplicationTag).where(ApplicationTag.application_id == application.id, ApplicationTag.tag_id == tag.id)
    )
    if not removed.rowcount:  # type: ignore[attr-defined]
        return False
    add_event(application, EventKind.UNTAGGED, by, {"name": tag.name})
    return True


def rename_tag(tag: Tag, text: str, *, by: User) -> None:
    """Rename a tag everywhere. Raises InvalidTag and TagExists."""
    name, before = clean_name(text), tag.name
    other = tag_by_name(name)
    if other is not None and other.id != tag.id:
        raise TagExists(f"There’s already a tag named “{other.name}”. To combine them, merge this tag.")
    tag.name, tag.folded_name = name, name.casefold()
    db.session.flush()
    record("renamed tag", by=by, kind=AuditKind.TAG, object_id=tag.id, details={"from": before, "to": name})


def merge_tag(tag: Tag, into: str, *, by: User) -> Tag:
    """Replace this tag with another one on every application, and delete it. Raises InvalidTag."""
    target = tag_by_name(clean_name(into))
    if target is None:
        raise InvalidTag("There’s no tag with this name.")
    if target.id == tag.id:
        raise InvalidTag("You can’t merge a tag with itself.")
    held = aliased(ApplicationTag)
    missing = select(ApplicationTag.application_id, literal(target.id), literal(now())).where(
        ApplicationTag.tag_id == tag.id,
        ~exists().where(held.tag_id == target.id, held.application_id == ApplicationTag.application_id),
    )
    db.session.execute(insert(ApplicationTag).from_select(["application_id", "tag_id", "at"], missing))
    record(
        "merged tag",
        by=by,
        kind=AuditKind.TAG,
        object_id=target.id,
        details={"from": tag.name, "to": target.name},
    )
    db.session.execute(delete(Tag).where(Tag.id == tag.id))
    return target


def delete_tag(tag: Tag, *, by: User) -> None:
    """Delete a tag that no application has. Raises InvalidTag."""
    number, name = tag.id, tag.name
    used = select(ApplicationTag.tag_id).where(ApplicationTag.tag_id == number)
    # A single statement: whoever adds it to an application at the same moment is either first, or finds it gone.
    gone: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]
        delete(Tag).where(Tag.id == number, ~used.exists()).execution_options(synchronize_session=False)
    )
    if not gone.rowcount:
        raise InvalidTag("This tag is in use. Merge it into another tag, or remove it from its applications first.")
    record("deleted tag", by=by, kind=AuditKind.TAG, object_id=number, details={"name": name})


def _new_tag(name: str) -> Tag:
    tag = Tag(name=name, folded_name=name.casefold())
    db.session.add(tag)
    db.session.flush()
    return tag
