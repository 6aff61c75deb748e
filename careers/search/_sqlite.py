"""SQLite: one subquery on the FTS5 table per word or phrase."""

from sqlalchemy import ColumnElement, column, select, table as table_clause

from careers.search.encoding import encode_all
from careers.search.query import Term
from careers.search.tables import Field, TextTable


def found(term: Term, fields: tuple[Field, ...], table: TextTable) -> ColumnElement[bool]:
    """Return the condition that a row of the table contains the term in one of the fields."""
    star = "*" if term.is_prefix else ""
    against = " OR ".join(f'"{encode_all(term.tokens, field)}"{star}' for field in fields)
    name = f"{table.model.__tablename__}_fts"
    index = table_clause(name, column("rowid"), column("words"))
    return table.owner.in_(select(index.c.rowid).where(index.c.words.op("MATCH")(against)))
