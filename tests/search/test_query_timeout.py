"""A search that takes too long is stopped, and the visitor is told."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, true

from careers.database import db
from careers.postings.listing import queries as listing_queries
from careers.postings.models import Posting
from careers.search.query import Query
from careers.search.query_timeout import SearchTooSlow, report_timeouts, with_timeout
from tests.client import PageClient
from tests.factories import a_company, a_posting

pytestmark = pytest.mark.parametrize("engine_kind", ["mysql"], indirect=True)  # SQLite has no such limit


def test_the_server_stops_slow_statements(app: Flask) -> None:
    a_posting()
    slow = select(Posting.id).where(func.sleep(3) == 0)
    with pytest.raises(SearchTooSlow), report_timeouts():
        db.session.execute(with_timeout(slow, 0.2))
    assert len(db.session.scalars(with_timeout(select(Posting.id), 0.2)).all()) == 1


def test_a_stopped_search_shows_all_positions_and_says_why(client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(query: Query, *_rest: object) -> Any:
        return func.sleep(3) == 0 if query.root else true()

    monkeypatch.setattr(listing_queries, "matching", slow)
    monkeypatch.setattr(listing_queries, "with_timeout", lambda statement: with_timeout(statement, 0.2))
    a_company()
    a_posting(title="Cook")
    page = client.visit("/jobs?q=driver", status=503)
    assert "Cook" in page.links and "took too long" in page.notices[0]
    assert page.form().values["q"] == "driver"
