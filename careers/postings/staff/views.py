"""Staff screens of postings: the list, the editor, publishing, closing, and the hiring team."""

from typing import Any, TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.accounts.notification_forms import NotificationForm, OwnTeamNotificationForm
from careers.accounts.queries import user_by_id
from careers.company.queries import company_profile, departments, locations
from careers.database import in_transaction, transaction
from careers.errors import DomainError
from careers.http.arguments import id_argument
from careers.postings import services
from careers.postings.content_services import content_of
from careers.postings.description_templates.forms import TemplateNameForm
from careers.postings.description_templates.presenters import form_values_from
from careers.postings.description_templates.queries import template_by_key
from careers.postings.details_presenters import posting_details
from careers.postings.models import CLOSED, DRAFT, PUBLISHED, Posting
from careers.postings.readiness_services import NO_MANAGER, NotReady, has_hiring_manager
from careers.postings.roles.queries import role_overviews
from careers.postings.rubrics.queries import rubric_by_id, rubrics
from careers.postings.schedule.services import unschedule_after_edit
from careers.postings.sources import MAX_LENGTH
from careers.postings.staff import presenters as staff_pages, queries as staff_queries, stage_presenters
from careers.postings.staff.copy_services import copy_posting
from careers.postings.staff.forms import (
    NO_RUBRIC,
    ClosureForm,
    GeneralEditForm,
    PostingEditForm,
    PostingForm,
    PublicationForm,
    ScheduleForm,
    TeamForm,
    form_values,
)
from careers.security import Permission, is_allowed, requires
from careers.versions import EditConflict

bp = Blueprint("postings_staff", __name__, url_prefix="/hr/postings")
Page = tuple[str, int]
AnyPostingForm = TypeVar("AnyPostingForm", bound=PostingForm)
UNSCHEDULED = "The schedule was canceled, because HR needs to review your changes first."
ITEM_URL = "/<id:posting_id>"


@bp.get("")
@requires(Permission.READ_POSTINGS)
def index() -> str:
    """Show the postings that the user can see, newest first, by state."""
    state = request.args.get("state") if request.args.get("state") in (DRAFT, PUBLISHED, CLOSED) else None
    before = id_argument("before")
    page = staff_queries.postings_page(current_user, state, before)
    counts = staff_queries.state_counts(current_user)
    tabs: list[tuple[str, str | None, int]] = [("All", None, sum(counts.values()))]
    tabs += [(name.capitalize(), name, counts.get(name, 0)) for name in (DRAFT, PUBLISHED, CLOSED)]
    return render_template(
        "postings/staff_list.html",
        rows=staff_pages.posting_rows(page.postings, page.publish_times),
        tabs=tabs,
        state=state,
        may_publish=is_allowed(current_user, Permission.PUBLISH_POSTINGS),
        may_export=is_allowed(current_user, Permission.EXPORT),
        may_check_feeds=is_allowed(current_user, Permission.MANAGE_SITE),
        newest_url=url_for(".index", state=state) if before else None,
        older_url=url_for(".index", state=state, before=page.postings[-1].id) if page.has_older else None,
    )


@bp.get("/new")
@requires(Permission.DRAFT_POSTINGS)
def new() -> str:
    """Show an empty editor, or one that starts from a template."""
    return render_template("postings/staff_new.html", form=_with_choices(_initial_form()), preview=None)


@bp.post("")
@requires(Permission.DRAFT_POSTINGS)
def create() -> Response | Page:
    """Save a new draft."""
    form = _with_choices(PostingForm())
    if _inserts_rubric(form):
        return render_template("postings/staff_new.html", form=form, preview=None), 200
    if _is_preview():
        return render_template("postings/staff_new.html", form=form, preview=staff_pages.preview_of(form)), 200
    if not form.validate_on_submit():
        return render_template("postings/staff_new.html", form=form, preview=None), 422
    with transaction():
        posting = services.create_posting(form.content(company_profile().time_zone), by=current_user)
        address = url_for(".show", posting_id=posting.id)
    flash("Draft saved. Visitors will see it once it’s published.", "success")
    return redirect(address, 303)


@bp.get(ITEM_URL)
@requires(Permission.READ_POSTINGS)
def show(posting_id: int) -> str | Page:
    """Show the editor, or the posting if the user can't edit it."""
    posting = staff_queries.posting_for(current_user, posting_id)
    if not staff_queries.can_edit(current_user, posting):
        return _preview(posting)
    return edit_page(posting, status=200)


@bp.get(f"{ITEM_URL}/preview")
@requires(Permission.READ_POSTINGS)
def preview(posting_id: int) -> str:
    """Show the posting as visitors see it, published or not."""
    return _preview(staff_queries.posting_for(current_user, posting_id))


@bp.post(ITEM_URL)
@requires(Permission.DRAFT_POSTINGS)
def update(posting_id: int) -> Response | Page:
    """Save an edit; after a conflict, show what others saved."""
    posting = editable(posting_id)
    form = _with_choices(_form_for(posting)(), posting)
    if _inserts_rubric(form):
        return edit_page(posting, form=form, status=200)
    if _is_preview():
        return edit_page(posting, form=form, status=200, preview=staff_pages.preview_of(form))
    if not form.validate_on_submit():
        return edit_page(posting, form=form)
    zone = company_profile().time_zone
    try:
        with transaction():
            posting = editable(posting_id)
            services.update_posting(posting, form.content(zone), version=form.version.data, by=current_user)
            is_unscheduled = unschedule_after_edit(posting, by=current_user)
    except EditConflict:
        return _conflict_page(posting_id, form, zone)
    except DomainError as error:
        return edit_page(editable(posting_id), form=form, problems=sentences(error))
    flash("Saved.", "success")
    if is_unscheduled:
        flash(UNSCHEDULED, "warning")
    return redirect(url_for(".show", posting_id=posting_id), 303)


@bp.post(f"{ITEM_URL}/publication")
@requires(Permission.PUBLISH_POSTINGS)
def publish(posting_id: int) -> Response | Page:
    """Publish a draft."""
    return _make_public(posting_id, services.publish_posting, "Posting published.")


@bp.post(f"{ITEM_URL}/reopening")
@requires(Permission.PUBLISH_POSTINGS)
def reopen(posting_id: int) -> Response | Page:
    """Reopen a closed posting."""
    return _make_public(posting_id, services.reopen_posting, "Posting reopened.")


@bp.post(f"{ITEM_URL}/closure")
@requires(Permission.PUBLISH_POSTINGS)
def close(posting_id: int) -> Response | Page:
    """Close a posting."""
    form = ClosureForm()
    posting = editable(posting_id)
    if not form.validate_on_submit():
        return edit_page(posting, problems=form_errors(form))
    try:
        with transaction():
            services.close_posting(
                editable(posting_id),
                version=form.version.data,
                ends_general=form.ends_general.data,
                by=current_user,
            )
    except DomainError as error:
        return edit_page(editable(posting_id), closure=form, problems=sentences(error))
    flash("Posting closed. It no longer accepts applications.", "success")
    return redirect(url_for(".show", posting_id=posting_id), 303)


@bp.post(f"{ITEM_URL}/team")
@requires(Permission.DRAFT_POSTINGS)
def add_member(posting_id: int) -> Response | Page:
    """Add someone to the hiring team, or change their role on it."""
    form, posting = _team_form(), editable(posting_id)
    if not form.validate_on_submit():
        return edit_page(posting, team_form=form, problems=form_errors(form))

    def add() -> None:
        user = user_by_id(form.user.data) or abort(404)
        role, choices = form.role.data, form.choices()
        services.add_team_member(editable(posting_id), user, role, notifications=choices, by=current_user)

    try:
        in_transaction(add)
    except DomainError as error:
        return edit_page(editable(posting_id), team_form=form, problems=sentences(error))
    return redirect(url_for(".show", posting_id=posting_id, _anchor="team"), 303)


@bp.post(f"{ITEM_URL}/team/<id:user_id>/removal")
@requires(Permission.DRAFT_POSTINGS)
def remove_member(posting_id: int, user_id: int) -> Response:
    """Remove someone from the hiring team."""
    with transaction():
        services.remove_team_member(editable(posting_id), user_id, by=current_user)
    return redirect(url_for(".show", posting_id=posting_id, _anchor="team"), 303)


@bp.post(f"{ITEM_URL}/notification")
@requires(Permission.READ_POSTINGS)
def choose(posting_id: int) -> Response:
    """Save the user's own settings; 404 if the user is not on the team."""
    form = OwnTeamNotificationForm()
    with transaction():
        posting = staff_queries.posting_for(current_user, posting_id)
        if not form.validate_on_submit() or not services.set_team_notifications(posting, current_user, form.choices()):
            abort(404)
    flash("Notification settings saved.", "success")
    return redirect(url_for(".show", posting_id=posting_id, _anchor="team"), 303)


@bp.post(f"{ITEM_URL}/copy")
@requires(Permission.DRAFT_POSTINGS)
def copy(posting_id: int) -> Response:
    """Copy a posting to a new draft."""
    with transaction():
        posting = staff_queries.posting_for(current_user, posting_id)
        if posting.is_general:
            abort(404)
        address = url_for(".show", posting_id=copy_posting(posting, by=current_user).id)
    flash("This is a draft copy. Make your changes, then publish it.", "success")
    return redirect(address, 303)


def _make_public(posting_id: int, action: Any, message: str) -> Response | Page:
    form, posting = PublicationForm(), editable(posting_id)
    if not form.validate_on_submit():
        return edit_page(posting, publication=form, problems=form_errors(form))
    try:
        with transaction():
            posting = editable(posting_id)
            action(posting, version=form.version.data, pay_reason=form.pay_reason.data, by=current_user)
            has_manager = has_hiring_manager(posting)
    except DomainError as error:
        return edit_page(editable(posting_id), publication=form, problems=sentences(error))
    flash(message, "success")
    if not has_manager:
        flash(NO_MANAGER, "warning")
    return redirect(url_for(".show", posting_id=posting_id), 303)


def _initial_form() -> PostingForm:
    """Return the form of a new posting, filled in from the template in the URL, if any."""
    template = template_by_key(request.args.get("template", ""))
    return PostingForm(formdata=None, data=form_values_from(template)) if template else PostingForm()


def _is_preview() -> bool:
    return request.form.get("action") == "preview"


def editable(posting_id: int) -> Posting:
    """Return the posting if the current user can edit it; else 404 or 403."""
    posting = staff_queries.posting_for(current_user, posting_id)
    if not staff_queries.can_edit(current_user, posting):
        abort(403)
    return posting


def _with_choices(form: AnyPostingForm, posting: Posting | None = None) -> AnyPostingForm:
    # Archived departments and locations can only be kept, not chosen.
    current = {posting.department, *posting.locations} if posting else set()
    form.offer(
        [department for department in departments() if not department.is_archived or department in current],
        [location for location in locations() if not location.is_archived or location in current],
        role_overviews(),
        rubrics(),
    )
    form.offer_stages(posting.stage_keys if posting else ())
    form.stages.description = stage_presenters.stages_hint({})
    return form


def _inserts_rubric(form: PostingForm) -> bool:
    # Saves nothing: the form is shown again with the rubric's criteria appended.
    if request.form.get("action") != "insert-rubric":
        return False
    chosen = rubric_by_id(form.rubric.data or NO_RUBRIC)
    if chosen:
        form.criteria.data = f"{(form.criteria.data or '').rstrip()}\n{chosen.criteria}".strip()
    return True


def _as_saved(posting: Posting, zone: str) -> PostingEditForm:
    values = form_values(content_of(posting), posting.version, zone)
    return _with_choices(_form_for(posting)(formdata=None, data=values), posting)


def _form_for(posting: Posting) -> type[PostingEditForm]:
    return GeneralEditForm if posting.is_general else PostingEditForm


def notification_form(posting: Posting) -> NotificationForm | None:
    """Return the form with the user's own notification settings, or None if they are not on the team."""
    member = posting.team_member(current_user.id)
    return OwnTeamNotificationForm.of(member) if member else None


def _team_form(**options: Any) -> TeamForm:
    form = TeamForm(**options)
    form.user.choices = staff_pages.team_choices()
    return form


def edit_page(posting: Posting, *, form: PostingEditForm | None = None, status: int = 422, **more: Any) -> Page:
    """Return the editor; ``more`` are the forms and problems of an action that failed."""
    zone, counts = company_profile().time_zone, stage_presenters.active_by_stage(posting)
    form = form or _as_saved(posting, zone)
    form.stages.description = stage_presenters.stages_hint(counts)
    page = render_template(
        "postings/staff_edit.html",
        posting=staff_pages.posting_state(posting, current_user),
        form=form,
        removed_stages=stage_presenters.removed_stages(posting, counts),
        publication=more.get("publication") or PublicationForm(formdata=None),
        closure=more.get("closure") or ClosureForm(formdata=None),
        team_form=more.get("team_form") or _team_form(formdata=None),
        members=staff_pages.team_members(posting),
        notification=notification_form(posting),
        issues=staff_pages.issues_of(posting),
        preview=more.get("preview"),
        template_form=more.get("template_form") or TemplateNameForm(formdata=None),
        schedule=staff_pages.scheduled_time(posting, zone),
        schedule_form=more.get("schedule_form") or ScheduleForm(formdata=None),
        campaign=request.args.get("campaign", "")[:MAX_LENGTH],
        tagged_link=staff_pages.campaign_link(posting, request.args.get("campaign", "")),
        problems=more.get("problems", []),
        conflict=more.get("conflict"),
    )
    return page, status


def _conflict_page(posting_id: int, form: PostingEditForm, zone: str) -> Page:
    posting = editable(posting_id)
    conflict = staff_pages.conflict_of(posting, form, zone)
    return edit_page(posting, form=form, status=409, conflict=conflict)


def _preview(posting: Posting) -> str:
    return render_template(
        "postings/staff_show.html",
        posting=staff_pages.posting_state(posting, current_user),
        described=posting_details(posting),
        members=staff_pages.team_members(posting),
        notification=notification_form(posting),
        can_edit=staff_queries.can_edit(current_user, posting),
    )


def sentences(error: DomainError) -> list[str]:
    """Return the error as sentences, one for each problem."""
    return error.problems if isinstance(error, NotReady) else [str(error)]


def form_errors(form: Any) -> list[str]:
    """Return all errors of a form."""
    return [str(text) for errors in form.errors.values() for text in errors]
