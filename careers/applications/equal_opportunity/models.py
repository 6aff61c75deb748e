"""Voluntary equal-opportunity questions, and how often each answer was given: counts, and no row of anybody's."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, LongText, Model

# Every question offers it, whatever else it offers.
DECLINED = "Prefer not to say"


class EqualOpportunityQuestion(Model):
    """One question that all applicants are asked, while ``is_asked``. ``choices`` has one a line.

    Its words are never changed, for counts under it would then mean something else.
    """

    __tablename__ = "equal_opportunity_questions"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    wording: Mapped[str] = mapped_column(String(200))
    hint: Mapped[str] = mapped_column(String(300), default="")
    choices: Mapped[str] = mapped_column(LongText)
    is_asked: Mapped[bool] = mapped_column(default=True)

    @property
    def offered(self) -> list[str]:
        """What may be answered, in order; declining is last."""
        return [*self.choices.split("\n"), DECLINED]


class EqualOpportunityCount(Model):
    """How often an answer was given by applicants for a posting in a year.

    There is no row a person, so there is none to be traced by its place, its time or the transaction that wrote it;
    nor a day, which together with the posting would name whoever applied alone on it.
    """

    __tablename__ = "equal_opportunity_counts"
    __table_args__ = (CheckConstraint("answer_count > 0", name="answer_count"), Model.__table_args__)

    posting_id: Mapped[int] = mapped_column(
        Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(
        Id,
        ForeignKey("equal_opportunity_questions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )
    choice: Mapped[str] = mapped_column(String(120), primary_key=True)
    answer_count: Mapped[int] = mapped_column(Integer)
