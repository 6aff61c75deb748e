"""The searchable texts of a posting, and updates of their index."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, selectinload

from careers.company.models import Department
from careers.database import Id, LongText, Model, db
from careers.postings.models import Posting
from careers.postings.presenters import COUNTRIES, employment, places, workplace
from careers.search.registry import Index
from careers.search.services import index_texts
from careers.search.tables import Field, TextTable


class PostingSearch(Model):
    """The encoded words of a posting; the migration creates the full-text index on them."""

    __tablename__ = "posting_search"

    posting_id: Mapped[int] = mapped_column(
        Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    words: Mapped[str] = mapped_column(LongText)


POSTING_TEXTS = TextTable(
    model=PostingSearch,
    owner=PostingSearch.posting_id,
    words=PostingSearch.words,
    fields=(
        Field("title", "t", weight=8),
        Field("team", "d", weight=3, aliases=("department",)),
        Field("place", "p", weight=3, aliases=("location", "workplace")),
        Field("summary", "s", weight=3),
        Field("type", "e"),
        Field("text", "x"),
    ),
)


def index_posting(posting: Posting) -> None:
    """Update the posting's search index. Its locations and sections must be loaded."""
    index_texts(POSTING_TEXTS, posting.id, _texts(posting))


def _texts(posting: Posting) -> dict[str, str]:
    # By id: after an edit, the relationship may still hold the former department.
    department = db.session.get_one(Department, posting.department_id)
    return {
        "title": posting.title,
        "team": department.name,
        "place": "\n".join((places(posting), workplace(posting), *_addresses(posting))),
        "summary": posting.summary,
        "type": employment(posting),
        "text": "\n".join(section.markdown for section in posting.sections),
    }


def _addresses(posting: Posting) -> list[str]:
    return [
        f"{place.name}, {place.locality}, {place.region}, {COUNTRIES.get(place.country, place.country)}"
        for place in posting.locations
    ]


def _ids_after(last: int, limit: int) -> Sequence[int]:
    return db.session.scalars(select(Posting.id).where(Posting.id > last).order_by(Posting.id).limit(limit)).all()


def _write(ids: Sequence[int]) -> None:
    loaded = select(Posting).where(Posting.id.in_(ids))
    for posting in db.session.scalars(loaded.options(selectinload(Posting.locations), selectinload(Posting.sections))):
        index_posting(posting)


POSTINGS_INDEX = Index("Postings", _ids_after, _write)
