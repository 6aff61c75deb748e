"""What was answered to a posting's own questions."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, LongText, Model


class Answer(Model):
    """One answer of an application, with the words that it was asked in.

    ``text`` is the answer as it is read: of several choices one a line, of a file its name; the file itself is an
    attachment of the application, ``document_id`` names it.
    """

    __tablename__ = "application_answers"
    __table_args__ = (
        Index("ix_application_answers_application_id", "application_id", "position"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"))
    question_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("posting_questions.id", ondelete="SET NULL"), index=True
    )
    document_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("documents.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(10))
    wording: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(LongText)
