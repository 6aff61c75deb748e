"""The column types, names, and options that all tables of the baseline share."""

from functools import partial
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects import mysql
from sqlalchemy.sql.schema import SchemaItem

# Constraints have the same names on every engine, so that later revisions can refer to them.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# Compared byte by byte, as SQLite does: two addresses that differ in an accent are two addresses.
OPTIONS = {
    f"{dialect}_{name}": value
    for dialect in ("mysql", "mariadb")
    for name, value in (("engine", "InnoDB"), ("charset", "utf8mb4"), ("collate", "utf8mb4_bin"))
}

# SQLite numbers rows by itself only where the key's type is INTEGER.
ID = BigInteger().with_variant(Integer(), "sqlite")
INSTANT = DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
# TEXT and BLOB end at 64 KiB on MySQL.
LONG_TEXT = Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
LONG_BYTES = LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb")
# Words encoded for search are plain ASCII; a server that knows this compares them several times faster.
ENCODED_TEXT = Text().with_variant(mysql.MEDIUMTEXT(charset="ascii", collation="ascii_bin"), "mysql", "mariadb")

required = partial(Column, nullable=False)
optional = partial(Column, nullable=True)


def table(name: str, *items: SchemaItem) -> Table:
    """Define a table of the baseline."""
    return Table(name, METADATA, *items, **OPTIONS)


def identifier() -> Column[int]:
    """Return the key of a table whose rows the database numbers."""
    return Column("id", ID, primary_key=True)


def reference(name: str, target: str, on_delete: str, **options: Any) -> Column[int]:
    """Return a required column with the id of a row in ``target``."""
    return required(name, ID, ForeignKey(f"{target}.id", ondelete=on_delete), **options)


def optional_reference(name: str, target: str, on_delete: str) -> Column[int]:
    """Return a column with the id of a row in ``target``, or nothing."""
    return optional(name, ID, ForeignKey(f"{target}.id", ondelete=on_delete))
