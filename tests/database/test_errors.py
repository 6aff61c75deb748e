"""Which failures mean that the database is away, and which that a statement is wrong."""

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from careers.database import db, is_unavailable
from tests.servers.processes import free_port


def test_a_wrong_statement_is_our_mistake(app: Flask) -> None:
    for statement in ("SELECT nothing FROM nowhere", "SELEC 1"):
        with pytest.raises(DBAPIError) as caught:
            db.session.execute(text(statement))
        db.session.rollback()
        assert not is_unavailable(caught.value)


@pytest.mark.parametrize("address", ["mysql+mysqldb://root@127.0.0.1:{port}/x", "sqlite:////nowhere/at/all.sqlite3"])
def test_a_database_that_cannot_be_reached_is_away(address: str) -> None:
    engine = create_engine(address.format(port=free_port()))
    with pytest.raises(DBAPIError) as caught:
        engine.connect()
    assert is_unavailable(caught.value)
