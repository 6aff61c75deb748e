"""Voluntary equal-opportunity questions, and counts of their answers: there is no row per person."""

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, LongText, Model

# Every question offers this answer.
DECLINED = "Prefer not to say"


class EqualOpportunityQuestion(Model):
    """A question that all applicants are asked while ``is_asked``. ``choices`` has one per line.

    Its wording never changes, because existing counts would then mean something else.
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
        """Return the possible answers in order; declining is last."""
        return [*self.choices.split("\n"), DECLINED]


class EqualOpportunityCount(Model):
    """How often applicants for a posting gave an answer in a year.

    There is no row per person that could be traced by its position, its time, or its transaction; and no day, which
    together with the posting could identify a single applicant.
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
