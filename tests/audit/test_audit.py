"""The record of who did what: added to, never changed, read by admins only."""

from collections.abc import Callable
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import Table, delete, update

from careers.audit.models import AuditChangeError, AuditEntry
from careers.audit.queries import recent_entries
from careers.audit.services import record
from careers.database import db
from tests.client import PageClient
from tests.factories import PASSWORD, a_company, a_posting, a_user, an_application

CHANGES: dict[str, Callable[[AuditEntry], object]] = {
    "attribute": lambda entry: setattr(entry, "action", "something else"),
    "delete": lambda entry: db.session.delete(entry),
    "update statement": lambda _: db.session.execute(update(AuditEntry).values(action="x")),
    "delete statement": lambda _: db.session.execute(delete(AuditEntry)),
    "table statement": lambda _: db.session.execute(delete(cast("Table", AuditEntry.__table__))),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_entry_is_never_changed_or_deleted(app: Flask, change: str) -> None:
    entry = record("posting closed", by="a test", kind="posting", object_id=7)
    db.session.commit()
    with pytest.raises(AuditChangeError):
        CHANGES[change](entry)
        db.session.flush()
    db.session.rollback()
    assert [entry.action for entry in recent_entries()] == ["posting closed"]


def test_an_entry_has_an_actor_an_action_and_an_object(app: Flask) -> None:
    user = a_user(name="Anna Berg")
    record("posting closed", by=user, kind="posting", object_id=7, details={"reason": "filled"})
    db.session.commit()
    entry = recent_entries()[0]
    assert (entry.actor_id, entry.actor_name) == (user.id, "Anna Berg")
    assert (entry.object_kind, entry.object_id) == ("posting", 7)
    assert entry.details == {"reason": "filled"}
    assert entry.at.tzinfo is not None


def test_the_page_lists_the_newest_first_and_links_to_older_ones(client: PageClient) -> None:
    _sign_in(client, "admin")
    for number in range(60):
        record(f"act <b>{number}</b>", by="a test")
    page = client.visit("/hr/audit")
    assert _acts(page)[0] == "act <b>59</b>"
    assert len(_acts(page)) == 50
    older = page.click("Older")
    assert _acts(older)[0] == "act <b>9</b>"
    assert _acts(older.click("Newer")) == _acts(page)


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 30, "' OR 1=1"])
def test_a_strange_position_shows_the_newest(client: PageClient, before: str) -> None:
    _sign_in(client, "admin")
    assert _acts(client.visit("/hr/audit", query={"before": before})) == ["signed in"]


@pytest.mark.parametrize("role", ["recruiter", "hiring_manager", "interviewer"])
def test_only_admins_read_the_record(client: PageClient, role: str) -> None:
    _sign_in(client, role)
    client.get("/hr/audit", status=403)


def test_entries_are_readable_and_link_to_existing_objects(client: PageClient) -> None:
    _sign_in(client, "admin")
    ana, posting, gone = an_application(reference="K7F3"), a_posting(title="Baker"), 2**40
    colleague, details = a_user(name="Rita"), {"is_asked": True, "role": "hiring_manager", "notify": None}
    record(
        "changed hiring team",
        by="a test",
        kind="posting",
        object_id=posting.id,
        details={"user": colleague.id},
    )
    record("opened application", by="a test", kind="application", object_id=ana.id, details=details)
    record("edited posting", by="a test", kind="posting", object_id=gone, details={"fields": ["valid_through"]})
    record(
        "merged candidates",
        by="a test",
        kind="candidate",
        object_id=ana.candidate_id,
        details={"merged": gone},
    )
    record("scheduled posting", by="a test", details={"at": "2026-03-01T08:00:00+00:00"})
    db.session.commit()
    page = client.visit("/hr/audit")
    for words, path in (
        ("posting Baker", f"/hr/postings/{posting.id}"),
        ("account Rita", f"/hr/settings/staff/{colleague.id}"),
        ("application K7F3", f"/hr/applications/{ana.id}"),
        (f"person {ana.candidate_id}", f"/hr/candidates/{ana.candidate_id}"),
    ):
        assert page.links[words] == path and client.get(path).status == 200
    assert f"posting {gone} (deleted)" in page.text and f"merged: person {gone} (deleted)" in page.text
    assert "is asked: yes; notify: none; role: hiring manager" in page.text
    assert "fields: valid through" in page.text and "at: 2026-03-01 08:00 UTC" in page.text


def _sign_in(client: PageClient, role: str) -> None:
    a_company()
    user = a_user(role)
    page = client.visit("/hr/sign-in", query={"next": "/hr/account"})
    page.form().fill(email=user.email, password=PASSWORD).submit()


def _acts(page: object) -> list[str]:
    return [" ".join(cell.get_text().split()) for cell in page.soup.select("tbody th")]  # type: ignore[attr-defined]
