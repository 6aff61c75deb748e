"""Reasons of the company's own, which applications keep."""

from flask import Flask

from careers.clock import now
from tests.client import PageClient
from tests.factories import a_company, a_user, an_application
from tests.staff import NewClient, at_desk


def test_a_reason_is_added_and_retired_and_applications_keep_it(
    app: Flask, client: PageClient, new_client: NewClient
) -> None:
    a_company()
    admin, application = a_user("admin"), an_application()
    desk = at_desk(client, admin)
    desk.visit("/hr/settings/reasons/rejected/new").form().fill(label="No bread").submit()
    page = desk.visit(f"/hr/applications/{application.id}")
    assert "No bread" in page.soup.get_text()
    key = desk.visit("/hr/settings/reasons").links["No bread"].rsplit("/", 1)[1]
    settled = an_application(disposition="rejected", disposition_reason=key, disposed_at=now())
    retired = desk.visit(f"/hr/settings/reasons/rejected/{key}")
    stale = at_desk(new_client(), a_user("admin")).visit(f"/hr/settings/reasons/rejected/{key}")
    retired.form("/retirement").submit()
    assert stale.form(f"/{key}").fill(label="Bread").submit(status=409)
    assert "No bread" not in desk.visit(f"/hr/applications/{application.id}").soup.get_text()
    assert "No bread" in desk.visit(f"/hr/applications/{settled.id}").text
    page = desk.visit(f"/hr/settings/reasons/rejected/{key}").form("/deletion").submit()
    assert "Applications use this reason" in page.notices[0]
    desk.visit("/hr/settings/reasons/rejected/new").form().fill(label="Typo").submit()
    page = desk.visit("/hr/settings/reasons").click("Typo").form("/retirement").submit().click("Typo")
    assert "Typo" not in page.form("/deletion").submit().links
