"""Update search indexes. Nothing here commits."""

from collections.abc import Mapping

from careers.database import db
from careers.search.encoding import index_words
from careers.search.tables import TextTable


def index_texts(table: TextTable, owner_id: int, texts: Mapping[str, str]) -> None:
    """Index an object's ``texts``, which are keyed by the names of the table's fields.

    On MySQL and MariaDB it can be found after the commit, not before.
    """
    words = index_words(texts, table)
    row = db.session.get(table.model, owner_id)
    if row is None:
        db.session.add(table.model(**{table.owner.key: owner_id, table.words.key: words}))
    elif getattr(row, table.words.key) != words:
        setattr(row, table.words.key, words)
    db.session.flush()
