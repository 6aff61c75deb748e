"""postings can be searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}
# The words are kept in one place, the table; the FTS5 table only indexes them. Whoever makes the table anew in a
# batch loses the triggers, and has to make them again.
_ADD = "INSERT INTO posting_search_fts(rowid, words) VALUES (new.posting_id, new.words);"
_REMOVE = (
    "INSERT INTO posting_search_fts(posting_search_fts, rowid, words) "
    "VALUES ('delete', old.posting_id, old.words);"
)
_INDEX = "words, content='posting_search', content_rowid='posting_id', tokenize=\"ascii tokenchars '_'\""
SQLITE = (
    f"CREATE VIRTUAL TABLE posting_search_fts USING fts5({_INDEX})",
    f"CREATE TRIGGER posting_search_added AFTER INSERT ON posting_search BEGIN {_ADD} END",
    f"CREATE TRIGGER posting_search_removed AFTER DELETE ON posting_search BEGIN {_REMOVE} END",
    f"CREATE TRIGGER posting_search_changed AFTER UPDATE ON posting_search BEGIN {_REMOVE} {_ADD} END",
)


def upgrade() -> None:
    """Make the table of encoded words and its full-text index. ``flask search rebuild`` fills it."""
    op.create_table(
        "posting_search",
        sa.Column("posting_id", ID, autoincrement=False, nullable=False),
        sa.Column("words", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_posting_search_posting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_posting_search")),
        **TABLE_OPTIONS,
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute("CREATE FULLTEXT INDEX ft_posting_search_words ON posting_search (words)")


def downgrade() -> None:
    """Take the schema back to the revision before."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE posting_search_fts")
    op.drop_table("posting_search")
