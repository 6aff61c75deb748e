"""The questions that a posting asks every applicant."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime

SHORT, LONG, YES_NO, CHOICE, SEVERAL = "short", "long", "yes_no", "choice", "several"
NUMBER, DATE, FILE, LINK = "number", "date", "file", "link"
# The labels of the kinds.
KINDS = {
    SHORT: "Short text",
    LONG: "Long text",
    YES_NO: "Yes or no",
    CHOICE: "Single choice",
    SEVERAL: "Multiple choice",
    NUMBER: "Number",
    DATE: "Date",
    FILE: "File",
    LINK: "Link",
}
WITH_CHOICES = (CHOICE, SEVERAL)
YES, NO = "Yes", "No"


class PostingQuestion(Model):
    """A question of a posting.

    A question never changes for applicants who are answering it: with a new wording, kind, or set of choices it becomes
    a new row, and the old row is archived, with the new one in ``replaced_by_id``. Removing a question archives it.
    ``choices`` has one choice per line.
    """

    __tablename__ = "posting_questions"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('short', 'long', 'yes_no', 'choice', 'several', 'number', 'date', 'file', 'link')",
            name="kind",
        ),
        Index("ix_posting_questions_posting_id", "posting_id", "position"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(10))
    wording: Mapped[str] = mapped_column(String(300))
    hint: Mapped[str] = mapped_column(String(300), default="")
    is_required: Mapped[bool] = mapped_column(default=False)
    choices: Mapped[str] = mapped_column(LongText, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    replaced_by_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("posting_questions.id", ondelete="SET NULL"), index=True
    )
    # Counts changes (careers/versions.py).
    version: Mapped[int] = mapped_column(Integer, default=1)

    @property
    def is_asked(self) -> bool:
        """True while it is part of the form for new applicants."""
        return self.archived_at is None

    @property
    def offered(self) -> list[str]:
        """The choices in order; empty for kinds without any."""
        return [YES, NO] if self.kind == YES_NO else self.choices.split("\n") if self.choices else []
