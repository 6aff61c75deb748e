"""The stages that applications go through."""

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, Model

FIRST_STAGE = "applied"  # where every application begins


class Stage(Model):
    """A stage between applying and an offer. Applications hold its ``key``, which never changes.

    Staff see ``name``; candidates see ``candidate_name`` and ``candidate_sentence``. Applications may move past a
    stage that ``may_skip``. None can move into one that ``is_archived``; its position says where those that are in it
    go next.
    """

    __tablename__ = "stages"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(80))
    candidate_name: Mapped[str] = mapped_column(String(80))
    candidate_sentence: Mapped[str] = mapped_column(String(300))
    may_skip: Mapped[bool] = mapped_column(default=False)
    is_archived: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
