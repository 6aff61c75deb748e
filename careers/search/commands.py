"""``flask --app wsgi search rebuild``: rebuild the search indexes from the stored data."""

from functools import partial

import click
from flask.cli import with_appcontext

from careers.database import in_transaction
from careers.search.registry import INDEXES, Index

BATCH = 200


@click.group("search")
def search() -> None:
    """Maintain the search indexes."""


@search.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Rebuild every index. The site can keep running; each batch is its own transaction."""
    for index in INDEXES.values():
        click.echo(f"Indexed {rebuild_index(index):,} rows of {index.name}.")


def rebuild_index(index: Index) -> int:
    """Rebuild one index; return how many rows it has."""
    count = 0
    ids = in_transaction(partial(_batch, index, 0))
    while ids:
        count += len(ids)
        ids = in_transaction(partial(_batch, index, ids[-1]))
    return count


def _batch(index: Index, last: int) -> list[int]:
    ids = list(index.ids_after(last, BATCH))
    if ids:
        index.write(ids)
    return ids
