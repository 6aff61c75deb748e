"""applications can be searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Encoded words are plain ASCII, and a server compares them several times faster when it knows that.
WORDS = sa.Text().with_variant(mysql.MEDIUMTEXT(charset="ascii", collation="ascii_bin"), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}
# The words are kept in one place, the table; the FTS5 table only indexes them. Whoever makes the table anew in a
# batch loses the triggers, and has to make them again.
_ADD = "INSERT INTO application_search_fts(rowid, words) VALUES (new.application_id, new.words);"
_REMOVE = (
    "INSERT INTO application_search_fts(application_search_fts, rowid, words) "
    "VALUES ('delete', old.application_id, old.words);"
)
_INDEX = (
    "words, content='application_search', content_rowid='application_id', tokenize=\"ascii tokenchars '_'\""
)
SQLITE = (
    f"CREATE VIRTUAL TABLE application_search_fts USING fts5({_INDEX})",
    f"CREATE TRIGGER application_search_added AFTER INSERT ON application_search BEGIN {_ADD} END",
    f"CREATE TRIGGER application_search_removed AFTER DELETE ON application_search BEGIN {_REMOVE} END",
    f"CREATE TRIGGER application_search_changed AFTER UPDATE ON application_search BEGIN {_REMOVE} {_ADD} END",
)


def upgrade() -> None:
    """Make the table of encoded words and its full-text index. ``flask search rebuild`` fills it."""
    op.create_table(
        "application_search",
        sa.Column("application_id", ID, autoincrement=False, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_search_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_application_search")),
        **TABLE_OPTIONS,
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute("CREATE FULLTEXT INDEX ft_application_search_words ON application_search (words)")


def downgrade() -> None:
    """Take the schema back to the revision before."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE application_search_fts")
    op.drop_table("application_search")
