"""Rename, add, archive, and delete reasons. Nothing here commits."""

import secrets

from flask import g
from sqlalchemy import func, select

from careers.accounts.models import User
from careers.applications.models import HIRED
from careers.audit.kinds import AuditKind
from careers.audit.queries import first_time
from careers.audit.services import record
from careers.database import db
from careers.errors import DomainError
from careers.pipeline.reasons.models import DispositionReason
from careers.pipeline.reasons.queries import all_reasons
from careers.pipeline.reasons.usage_queries import is_reason_used
from careers.pipeline.stages.transitions import REASONS
from careers.versions import EditConflict, claim

MAX_OWN = 50


class NameTaken(DomainError):
    """Another reason of the disposition has this name."""

    def __init__(self) -> None:
        super().__init__("Another reason has this name. Choose a different one.")


class ReasonUsed(DomainError):
    """Applications were decided with this reason."""


class CannotArchive(DomainError):
    """The reason can't be archived, or there are too many."""


def rename(disposition: str, key: str, label: str, *, version: int, by: User) -> None:
    """Rename a reason; past events keep the old name. Raises EditConflict and NameTaken."""
    row = _claimed(disposition, key, version)
    _require_free(disposition, key, label)
    row.label = label
    _done("renamed", row, by)


def add_reason(disposition: str, label: str, *, by: User) -> None:
    """Add a reason. Raises NameTaken, and CannotArchive if there are too many."""
    own = (
        db.session.scalar(
            select(func.count()).select_from(DispositionReason).where(DispositionReason.disposition == disposition)
        )
        or 0
    )
    if own >= MAX_OWN:
        raise CannotArchive(f"You’ve reached the limit of {MAX_OWN} reasons. Archive or delete one first.")
    _require_free(disposition, "", label)
    row = DispositionReason(disposition=disposition, key=f"own-{secrets.token_hex(4)}", label=label)
    db.session.add(row)
    _done("added", row, by)


def set_archived(disposition: str, key: str, *, is_archived: bool, version: int, by: User) -> None:
    """Archive or restore a reason; past decisions keep it. Raises EditConflict and CannotArchive."""
    if disposition == HIRED:
        raise CannotArchive("You can rename the hiring reason, but not archive or delete it.")
    left = [word for word in all_reasons(disposition) if not word.is_archived and word.key != key]
    if is_archived and not left:
        raise CannotArchive("You can’t archive the last reason. Add another one first.")
    row = _claimed(disposition, key, version)
    row.is_archived = is_archived
    _done("retired" if is_archived else "restored", row, by)


def delete_reason(disposition: str, key: str, *, version: int, by: User) -> None:
    """Delete an archived reason that the company added and that was never used. Raises EditConflict and ReasonUsed."""
    row = _claimed(disposition, key, version)
    if key in REASONS[disposition]:
        raise ReasonUsed("This is a built-in reason. You can archive it, but not delete it.")
    if not row.is_archived or is_reason_used(
        disposition, key, first_time("added reason", AuditKind.DISPOSITION_REASON, row.id)
    ):
        raise ReasonUsed("Applications use this reason, so you can’t delete it. You can archive it.")
    _done("deleted", row, by)
    db.session.delete(row)
    db.session.flush()


def _claimed(disposition: str, key: str, version: int) -> DispositionReason:
    row = db.session.scalar(select(DispositionReason).filter_by(disposition=disposition, key=key))
    if row is not None:
        claim(row, version)
        return row
    if version or key not in REASONS[disposition]:
        raise EditConflict
    # If two people change an unchanged reason at once, the second violates the unique key and is retried.
    row = DispositionReason(disposition=disposition, key=key, label=REASONS[disposition][key])
    db.session.add(row)
    db.session.flush()
    return row


def _require_free(disposition: str, key: str, label: str) -> None:
    if label.casefold() in {word.label.casefold() for word in all_reasons(disposition) if word.key != key}:
        raise NameTaken


def _done(verb: str, row: DispositionReason, by: User) -> None:
    db.session.flush()
    g.pop("disposition_reasons", None)
    details = {"kind": row.disposition, "key": row.key, "label": row.label}
    record(f"{verb} reason", by=by, kind=AuditKind.DISPOSITION_REASON, object_id=row.id, details=details)
