"""An application names the version of the privacy notice that was shown before it was sent."""

from collections.abc import Callable

from sqlalchemy import select

from careers.applications.models import Application
from careers.company.models import CompanyProfile
from careers.database import db
from tests.factories import a_page, a_user
from tests.page import Form
from tests.staff import NewClient, at_desk


def test_a_changed_privacy_notice_is_shown_before_submitting(
    filled: Callable[..., Form], new_client: NewClient
) -> None:
    notice = a_page("privacy", title="Privacy notice")
    review = filled().submit("Review and send")
    form = at_desk(new_client(), a_user("admin")).visit(f"/hr/settings/pages/{notice.id}").form(f"/{notice.id}")
    form.fill(body_markdown="We keep less.").submit("Publish")
    told = review.form("/submit").submit(status=409)
    assert "changed while you were writing" in told.notices[0]
    assert db.session.scalar(select(Application)) is None
    told.form("/submit").submit()
    version = db.session.get_one(CompanyProfile, 1).privacy_version
    assert version.endswith("-1")
    assert db.session.scalars(select(Application)).one().privacy_version == version
