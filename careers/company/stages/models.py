"""The table of stages."""

from __future__ import annotations

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, Model

FIRST_STAGE = "applied"  # where every application begins


class Stage(Model):
    """One stage of the way from arriving to an offer. Applications hold its ``key``, which never changes.

    ``name`` is what staff call it, ``candidate_name`` and ``candidate_sentence`` what the candidate reads. A stage that
    ``may_skip`` may be passed over; into one that ``is_retired`` nobody moves any more, and its place in the order says
    where those go on who stand there.
    """

    __tablename__ = "stages"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(80))
    candidate_name: Mapped[str] = mapped_column(String(80))
    candidate_sentence: Mapped[str] = mapped_column(String(300))
    may_skip: Mapped[bool] = mapped_column(default=False)
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
