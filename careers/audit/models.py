"""The append-only audit log."""

from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import JSON, ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from careers.clock import now
from careers.database import Id, Model, UtcDateTime


class AuditChangeError(Exception):
    """Code tried to change or delete an entry of the audit log."""


class AuditEntry(Model):
    """One action: who did what, to which object, and when. Rows are added and never changed."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_object", "object_kind", "object_id", "id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    actor_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"), index=True)
    actor_name: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(80))
    object_kind: Mapped[str] = mapped_column(String(40), default="")
    object_id: Mapped[int | None] = mapped_column(Id)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse_change(_mapper: Any, _connection: Any, entry: AuditEntry) -> NoReturn:
    raise AuditChangeError(f"audit entry {entry.id} stays as it is")


# Bulk statements bypass the two events above.
@event.listens_for(Session, "do_orm_execute")
def _refuse_statements(state: ORMExecuteState) -> None:
    # By name: the statement of update(AuditEntry) holds a copy of the table.
    table = getattr(state.statement, "table", None)
    if (state.is_update or state.is_delete) and getattr(table, "name", "") == AuditEntry.__tablename__:
        raise AuditChangeError("the audit record is only ever added to")
