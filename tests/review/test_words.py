"""Stages and reasons under the names that the company uses, and a history that keeps the words of its time."""

from __future__ import annotations

from flask import Flask

from careers.clock import now
from careers.database import db
from careers.review import services
from tests.client import PageClient
from tests.factories import a_company, a_user, an_application
from tests.staff import NewClient, at_desk


def test_another_name_is_used_from_now_on_and_the_history_keeps_the_former(
    app: Flask, client: PageClient
) -> None:
    a_company()
    admin, application = a_user("admin"), an_application()
    desk = at_desk(client, admin)
    services.move_stage(application, "screen", version=1, by=admin)
    db.session.commit()
    desk.visit("/hr/settings/stages/stage/screen").form("/screen").fill(label="First call").submit()
    page = desk.visit(f"/hr/applications/{application.id}")
    assert "First call" in page.text and "to Screen" in page.text
    taken = (
        desk.visit("/hr/settings/stages/stage/offer")
        .form("/offer")
        .fill(label="first CALL")
        .submit(status=422)
    )
    assert "called that already" in taken.errors[0]


def test_a_reason_is_added_and_retired_and_applications_keep_it(
    app: Flask, client: PageClient, new_client: NewClient
) -> None:
    a_company()
    admin, application = a_user("admin"), an_application()
    desk = at_desk(client, admin)
    desk.visit("/hr/settings/stages/rejected/new").form().fill(label="No bread").submit()
    page = desk.visit(f"/hr/applications/{application.id}")
    assert "No bread" in page.soup.get_text()
    key = desk.visit("/hr/settings/stages").links["No bread"].rsplit("/", 1)[1]
    settled = an_application(disposition="rejected", disposition_reason=key, disposed_at=now())
    retired = desk.visit(f"/hr/settings/stages/rejected/{key}")
    stale = at_desk(new_client(), a_user("admin")).visit(f"/hr/settings/stages/rejected/{key}")
    retired.form("/retirement").submit()
    assert stale.form(f"/{key}").fill(label="Bread").submit(status=409)
    assert "No bread" not in desk.visit(f"/hr/applications/{application.id}").soup.get_text()
    assert "No bread" in desk.visit(f"/hr/applications/{settled.id}").text
