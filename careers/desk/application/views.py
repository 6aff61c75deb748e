"""The application page."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from careers.applications.models import Application
from careers.company.stages.queries import offered_stages_with
from careers.desk.application import presenters, queries
from careers.desk.application.forms import RejectionForm
from careers.desk.application.opening_views import opened_application
from careers.desk.application.panel_presenters import panels_of
from careers.desk.application.queue_navigation import previous_from_url
from careers.desk.application.queue_position import queue_position
from careers.desk.application.timeline_presenters import notes_shown, timeline_of
from careers.desk.application_search import queries as queue
from careers.desk.application_search.filters import filter_from
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.desk.bulk_actions.presenters import bulk_action_holding
from careers.pipeline.blind_review.queries import is_resume_locked
from careers.pipeline.decisions.forms import WithdrawalForm
from careers.pipeline.summary.presenters import summary_of
from careers.postings.models import CLOSED
from careers.review.notes.forms import NoteForm
from careers.review.notes.queries import notes_of
from careers.security import Permission, is_allowed, requires


@bp.get(APPLICATION_URL)
@requires(Permission.READ_APPLICATIONS)
def show(application_id: int) -> str:
    """Show an application with its answers, files, notes, timeline, and actions."""
    return application_page(opened_application(application_id))


def application_page(application: Application, **more: Any) -> str:
    """Render the page, with the submitted forms if one of them had errors.

    ``more``: the forms of the panels (panel_presenters.py), the ``note``, ``rejection``, and ``withdrawal`` forms,
    ``error`` (a sentence), ``changes`` (entries).
    """
    wanted = filter_from(request.args)
    around = queue.neighbors(current_user, wanted, application, are_counted=True)
    return render_template(
        "desk/application.html",
        application=summary_of(application),
        answers=presenters.answers_of(application),
        documents=presenters.documents_of(application, is_locked=is_resume_locked(current_user, application)),
        notes=notes_shown(application, notes_of(application)),
        timeline=timeline_of(application, application.events),
        emails=presenters.emails_shown(application, queries.emails_of(application)),
        others=[summary_of(other) for other in queries.other_applications(current_user, application)],
        messages=presenters.thread_of(application),
        rights=presenters.rights_of(current_user),
        stages=[stage.name for stage in offered_stages_with(application.posting.stage_keys, application.stage)],
        filter=wanted.query,
        newer=[summary_of(neighbor) for neighbor in around.newer],
        older=[summary_of(neighbor) for neighbor in around.older],
        standing=queue_position(around),
        note=more.get("note") or NoteForm(formdata=None),
        rejection=more.get("rejection") or RejectionForm(formdata=None),
        withdrawal=more.get("withdrawal") or WithdrawalForm(formdata=None),
        hold=bulk_action_holding(application.id),
        is_left=application.is_active and application.posting.state == CLOSED,
        can_close=is_allowed(current_user, Permission.PUBLISH_POSTINGS),
        trouble=more.get("trouble", ""),
        left=previous_from_url(),
        changes=more.get("changes", []),
        **panels_of(application, current_user, more),
    )
