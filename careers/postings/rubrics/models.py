"""The library of rubrics: sets of scoring criteria that a posting can start from."""

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, LongText, Model


class Rubric(Model):
    """A named set of criteria as text (criteria_services.py).

    Postings copy it, so changing it changes none of them.
    """

    __tablename__ = "rubrics"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    criteria: Mapped[str] = mapped_column(LongText)
    version: Mapped[int] = mapped_column(Integer, default=1)
