"""The reviewers' screens: what needs attention, the list of applications, one application."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from careers.applications.models import Application
from careers.applications.quarantine.queries import held_count
from careers.clock import now
from careers.company.stages.queries import offered_stages_with
from careers.mail.queries import parked_count
from careers.postings.models import CLOSED
from careers.postings.staff.queries import (
    postings_ending_before,
    postings_scheduled,
    postings_without_manager,
)
from careers.review import page, queries
from careers.review.bulks.forms import SelectionForm
from careers.review.bulks.pages import hold_on
from careers.review.bulks.services import MAX_ITEMS
from careers.review.finding import queue
from careers.review.finding.filters import NEWEST, SORTS, filter_from, number_from
from careers.review.finding.listing import SEARCH_FIELDS, listing
from careers.review.finding.standing import standing_in_queue
from careers.review.forms import NoteForm, RejectionForm, WithdrawalForm
from careers.review.onward_views import left_behind
from careers.review.opening_views import opened_application
from careers.review.panels import panels_of
from careers.review.saved.forms import NewViewForm
from careers.review.today.desk import desk_of
from careers.review.today.pages import ENDING_SOON, MAX_ROWS, ending, scheduled
from careers.review.veil.queries import is_locked
from careers.security import Permission, is_allowed, requires, signed_in

bp = Blueprint("review", __name__, url_prefix="/hr")
ONE = "/applications/<int(max=9223372036854775807):application_id>"


@bp.get("/")
@signed_in
def today() -> str:
    """What needs attention, as far as one may see it."""
    return render_template(
        "review/today.html",
        **desk_of(current_user),
        parked=parked_count() if is_allowed(current_user, Permission.READ_MAIL) else 0,
        held=held_count() if is_allowed(current_user, Permission.QUARANTINE) else 0,
        scheduled=scheduled(postings_scheduled(current_user, MAX_ROWS)),
        unmanaged=postings_without_manager(current_user, MAX_ROWS),
        ending=ending(postings_ending_before(current_user, now() + ENDING_SOON, MAX_ROWS)),
    )


@bp.get("/applications")
@requires(Permission.READ_APPLICATIONS)
def index() -> str:
    """The applications that match the filter and the search, in the order that is asked for."""
    wanted, before = filter_from(request.args), number_from(request.args.get("before"))
    found, is_newest = listing(current_user, wanted, before), wanted.sort == NEWEST
    asked = urlencode(wanted.query)
    return render_template(
        "review/list.html",
        listing=found,
        new_view=NewViewForm(formdata=None, asked=asked),
        can_source=is_allowed(current_user, Permission.READ_POSTINGS),
        can_tag=is_allowed(current_user, Permission.TAG),
        can_export=is_allowed(current_user, Permission.EXPORT),
        export_url=f"/hr/applications.csv?{asked}",
        asked=asked,
        selection=SelectionForm(formdata=None) if is_allowed(current_user, Permission.BULK) else None,
        most_selected=MAX_ITEMS,
        wanted=wanted,
        leaves_out=found.leaves_out,
        order=SORTS[wanted.sort],
        fields=SEARCH_FIELDS,
        newest_url=url_for(".index", **wanted.query) if before else None,
        older_url=url_for(".index", before=found.more, **wanted.query) if found.more else None,
        newer_label="Newer" if is_newest else "First page",
        older_label="Search further" if found.is_cut else "Older" if is_newest else "Next page",
        most_read=f"{queue.most_read(current_user, wanted):,}",
    )


@bp.get(ONE)
@requires(Permission.READ_APPLICATIONS)
def show(application_id: int) -> str:
    """One application: answers, files, notes, timeline, and what may be done with it."""
    return application_page(opened_application(application_id))


def application_page(application: Application, **more: Any) -> str:
    """The page, with the forms as they were sent where one of them was refused.

    ``more``: the forms of the panels (panels.py),
    ``note``, ``rejection`` and ``withdrawal`` forms, ``trouble`` (a sentence), ``changes`` (entries).
    """
    wanted = filter_from(request.args)
    around = queue.neighbors(current_user, wanted, application, are_counted=True)
    return render_template(
        "review/show.html",
        application=page.head_of(application),
        answers=page.answers_of(application),
        documents=page.documents_of(application, is_locked=is_locked(current_user, application)),
        notes=page.notes_shown(application, queries.notes_of(application)),
        timeline=page.timeline_of(application, application.events),
        messages=page.messages_shown(application, queries.messages_of(application)),
        others=[page.head_of(other) for other in queries.other_applications(current_user, application)],
        letters=page.thread_of(application),
        rights=page.rights_of(current_user),
        stages=[
            stage.name for stage in offered_stages_with(application.posting.stage_keys, application.stage)
        ],
        filter=wanted.query,
        newer=[page.head_of(one) for one in around.newer],
        older=[page.head_of(one) for one in around.older],
        standing=standing_in_queue(around),
        note=more.get("note") or NoteForm(formdata=None),
        rejection=more.get("rejection") or RejectionForm(formdata=None),
        withdrawal=more.get("withdrawal") or WithdrawalForm(formdata=None),
        hold=hold_on(application.id),
        is_left=application.is_active and application.posting.state == CLOSED,
        can_close=is_allowed(current_user, Permission.PUBLISH_POSTINGS),
        trouble=more.get("trouble", ""),
        left=left_behind(),
        changes=more.get("changes", []),
        **panels_of(application, current_user, more),
    )
