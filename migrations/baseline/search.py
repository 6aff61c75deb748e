"""The full-text indexes, which each engine makes in its own way. ``flask search rebuild`` fills the tables."""

from collections.abc import Iterator

from migrations.baseline.columns import ENCODED_TEXT, LONG_TEXT, reference, required, table

# The key of each table is the key of what can be found.
KEYS = {"posting_search": "posting_id", "application_search": "application_id"}

table(
    "posting_search",
    reference("posting_id", "postings", "CASCADE", primary_key=True),
    required("words", LONG_TEXT),
)
table(
    "application_search",
    reference("application_id", "applications", "CASCADE", primary_key=True),
    required("words", ENCODED_TEXT),
)


def full_text_statements(dialect: str) -> Iterator[str]:
    """Yield the statements that make the full-text indexes."""
    for name, key in KEYS.items():
        if dialect == "sqlite":
            yield from _sqlite_statements(name, key)
        else:
            yield f"CREATE FULLTEXT INDEX ft_{name}_words ON {name} (words)"


def drop_statements(dialect: str) -> list[str]:
    """Return the statements that drop what ``full_text_statements`` made and no table takes along."""
    return [f"DROP TABLE {name}_fts" for name in KEYS] if dialect == "sqlite" else []


def _sqlite_statements(name: str, key: str) -> Iterator[str]:
    # The FTS5 table only indexes the words; triggers keep it up to date. A revision that makes one of the two
    # tables anew in a batch loses the triggers and has to create them again.
    add = f"INSERT INTO {name}_fts(rowid, words) VALUES (new.{key}, new.words);"  # noqa: S608
    remove = f"INSERT INTO {name}_fts({name}_fts, rowid, words) VALUES ('delete', old.{key}, old.words);"  # noqa: S608
    options = f"words, content='{name}', content_rowid='{key}', tokenize=\"ascii tokenchars '_'\""
    yield f"CREATE VIRTUAL TABLE {name}_fts USING fts5({options})"
    yield f"CREATE TRIGGER {name}_added AFTER INSERT ON {name} BEGIN {add} END"
    yield f"CREATE TRIGGER {name}_removed AFTER DELETE ON {name} BEGIN {remove} END"
    yield f"CREATE TRIGGER {name}_changed AFTER UPDATE ON {name} BEGIN {remove} {add} END"
