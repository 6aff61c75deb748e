"""Somebody who asks by letter to be forgotten is erased by an administrator, whole, after a look."""

import pytest
from flask import Flask
from sqlalchemy import select

from careers.applications.candidates.merge_services import merge
from careers.applications.models import Application, Candidate
from careers.audit.models import AuditEntry
from careers.database import db, transaction
from careers.postings.models import Posting
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.staff import NewClient, at_desk


@pytest.fixture
def anna(app: Flask) -> Application:
    """Hers, beside what she sent from another address, and Ben's."""
    a_company()
    posting = a_posting(title="Baker")
    first = an_application(posting, name="Anna", documents=[])
    second = an_application(posting, name="Anna", documents=[])
    an_application(posting, name="Ben", documents=[])
    with transaction():
        merge(first.candidate_id, second.candidate_id, by=a_user())
    return first


def names() -> list[str]:
    """Whoever has an application still."""
    db.session.rollback()
    return list(db.session.scalars(select(Application.name).order_by(Application.id)))


def test_an_admin_erases_everything_about_a_candidate(new_client: NewClient, anna: Application) -> None:
    desk, path = at_desk(new_client(), a_user("admin")), f"/hr/candidates/{anna.candidate_id}"
    page = desk.visit(path).click("Erase Anna")
    assert page.text.count("Baker, ") == 2 and "Ben" not in page.text
    form = page.form("/erasure")
    assert form.submit(status=422).error_of("is_meant") == "Check this box to erase everything."
    an_application(
        db.session.get_one(Posting, anna.posting_id),
        name="Anna",
        candidate_id=anna.candidate_id,
        documents=[],
    )
    page = form.fill(is_meant=True).submit(status=409)
    assert "Something changed since you looked" in page.notices[0] and page.text.count("Baker, ") == 3
    assert names() == ["Anna", "Anna", "Ben", "Anna"]
    page = page.form("/erasure").fill(is_meant=True).submit()
    assert page.notices == ["Erased 3 applications and 0 files, and everything that belonged to them."]
    assert names() == ["Ben"] and len(db.session.scalars(select(Candidate)).all()) == 1
    entries = db.session.scalars(select(AuditEntry).filter_by(action="erased applications")).all()
    assert entries and "Anna" not in str([(entry.details, entry.object_id) for entry in entries])
    desk.visit(path, status=404)


def test_only_admins_can_erase_candidates(client: PageClient, anna: Application) -> None:
    desk = at_desk(client, a_user("recruiter"))
    path = f"/hr/candidates/{anna.candidate_id}"
    assert "Erase everything" not in desk.visit(path).text
    desk.visit(f"{path}/erasure", status=403)
