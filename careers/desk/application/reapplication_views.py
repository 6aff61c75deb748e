"""What changed since the candidate's previous application."""

from flask import abort, render_template, request
from flask_login import current_user

from careers.desk.application import queries
from careers.desk.application.opening_views import opened_application
from careers.desk.application.reapplication_presenters import changes_between
from careers.desk.application_search.filters import filter_from
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.desk.candidates import queries as candidate_queries
from careers.pipeline.access.queries import application_for
from careers.pipeline.blind_review.queries import is_resume_locked
from careers.pipeline.summary.presenters import summary_of
from careers.security import Permission, requires


@bp.get(f"{APPLICATION_URL}/since-last")
@requires(Permission.READ_APPLICATIONS)
def since_last(application_id: int) -> str:
    """Show an application next to the same person's previous one."""
    application = opened_application(application_id)
    if not candidate_queries.is_known_to(current_user, application):
        abort(404)
    found = candidate_queries.application_before(current_user, application)
    if found is None:
        abort(404)
    before = opened_application(found.id)
    # Read again, because recording the other opening expired what was loaded.
    both = before, application_for(current_user, application_id)
    # A reviewer who has to score the work sample first can't read resumes here either.
    is_closed = any(is_resume_locked(current_user, application) for application in both)
    documents = [] if is_closed else [attachment.document_id for each in both for attachment in each.attachments]
    return render_template(
        "desk/reapplication.html",
        before=summary_of(before),
        after=summary_of(both[1]),
        changes=changes_between(*both, queries.texts_of(documents)),
        filter=filter_from(request.args).query,
    )
