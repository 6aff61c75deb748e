"""Candidates: the list, the talent pool, possible duplicates, and profiles."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.applications.candidates import invitation_services, merge_services, queries as person_queries
from careers.database import in_transaction
from careers.desk.application_list.presenters import SEARCH_FIELDS, search_error
from careers.desk.candidates import queries, search_queries
from careers.desk.candidates.forms import ConfirmForm, InvitationForm, MergeForm, SameAsForm
from careers.desk.candidates.presenters import pairs_of, person_page, rows_of
from careers.errors import DomainError
from careers.http.arguments import id_argument
from careers.mail.addresses import normalized
from careers.pipeline.blind_review.queries import hides_some_from
from careers.postings.models import Posting
from careers.postings.staff.queries import open_posting_choices, posting_by_id
from careers.search.query_timeout import SearchTooSlow
from careers.security import Permission, is_allowed, requires

bp = Blueprint("people", __name__, url_prefix="/hr/candidates")
ONE = "/<id:candidate_id>"
PAIR = "/alike/<id:pair_id>"


@bp.get("")
@requires(Permission.READ_APPLICATIONS)
def index() -> str:
    """Show people, newest first; ``kept`` limits them to those who opted in to future roles, ``q`` searches
    applications.

    """
    wanted, before = search_queries.candidate_filter_from(request.args), id_argument("before")
    too_slow = ""
    try:
        found = search_queries.people_page(current_user, wanted, before)
    except SearchTooSlow as error:
        found, too_slow = search_queries.PeoplePage(()), str(error)
    can_manage = is_allowed(current_user, Permission.MANAGE_CANDIDATES)
    return render_template(
        "desk/candidates.html",
        rows=rows_of(current_user, found.people),
        wanted=wanted,
        fields=SEARCH_FIELDS,
        problems=[search_error(wanted.q, problem) for problem in wanted.search.problems],
        too_slow=too_slow,
        leaves_out=bool(wanted.q) and hides_some_from(current_user),
        can_manage=can_manage,
        export_url=f"/hr/candidates.csv?{urlencode(wanted.query)}"
        if is_allowed(current_user, Permission.EXPORT)
        else None,
        alike=person_queries.possible_duplicate_count() if can_manage else 0,
        newest_url=url_for(".index", **wanted.query) if before else None,
        older_url=url_for(".index", before=found.more, **wanted.query) if found.more else None,
        is_cut=found.is_cut,
        most_read=f"{search_queries.MAX_READ:,}",
    )


@bp.get("/alike")
@requires(Permission.MANAGE_CANDIDATES)
def duplicates() -> str:
    """Show undecided pairs that share a mailbox, a phone number, or a file."""
    before = id_argument("before")
    found = person_queries.possible_duplicates(before=before, limit=search_queries.PAGE_SIZE + 1)
    older = found[search_queries.PAGE_SIZE - 1].id if len(found) > search_queries.PAGE_SIZE else None
    return render_template(
        "desk/duplicates.html",
        pairs=pairs_of(found[: search_queries.PAGE_SIZE]),
        told=person_queries.dismissed_pair(id_argument("told")),
        newest_url=url_for(".duplicates") if before else None,
        older_url=url_for(".duplicates", before=older) if older else None,
    )


@bp.get(ONE)
@requires(Permission.READ_APPLICATIONS)
def show(candidate_id: int) -> Any:
    """Show a person, whichever of their candidates the URL names."""
    members = queries.person_or_404(current_user, candidate_id)
    if members[0].id != candidate_id:
        return redirect(url_for(".show", candidate_id=members[0].id), 303)
    return _page(candidate_id)


@bp.post(f"{ONE}/merges")
@requires(Permission.MANAGE_CANDIDATES)
def merge(candidate_id: int) -> Response:
    """Merge another candidate into this one."""
    form = MergeForm()
    if not form.validate_on_submit():
        abort(400)
    other = form.other.data
    queries.person_or_404(current_user, other)
    said = "Candidates merged. You can undo this below."
    return _act(candidate_id, lambda: merge_services.merge(candidate_id, other, by=current_user), said)


@bp.post(f"{ONE}/merges/by-address")
@requires(Permission.MANAGE_CANDIDATES)
def merge_with_address(candidate_id: int) -> Any:
    """Merge a candidate with a given email, whom HR knows to be the same person."""
    members, form = queries.person_or_404(current_user, candidate_id), SameAsForm()
    if not form.validate_on_submit():
        return _page(candidate_id, same_as=form), 422
    other = person_queries.person_with_address(normalized(form.same_as.data))
    if other is None or other == members[0].id:
        said = "Nobody applied with this email." if other is None else "That’s the same candidate."
        form.same_as.errors = [said]
        return _page(candidate_id, same_as=form), 422
    said = "Candidates merged. You can undo this below."
    return _act(candidate_id, lambda: merge_services.merge(members[0].id, other, by=current_user), said)


@bp.post(f"{ONE}/merges/<id:merge_id>/undo")
@requires(Permission.MANAGE_CANDIDATES)
def undo(candidate_id: int, merge_id: int) -> Response:
    """Undo a merge."""
    if merge_id not in {merge.id for merge in person_queries.merges_of(candidate_id)}:
        abort(404)
    said = "Merge undone. They’re two candidates again."
    return _act(candidate_id, lambda: merge_services.undo_merge(merge_id, by=current_user), said)


@bp.post(f"{PAIR}/different")
@requires(Permission.MANAGE_CANDIDATES)
def mark_different(pair_id: int) -> Response:
    """Mark a pair as different people."""
    said = "Marked as not duplicates. We won’t show this pair again."
    return _settle(pair_id, merge_services.dismiss_duplicate, said)


@bp.post(f"{PAIR}/again")
@requires(Permission.MANAGE_CANDIDATES)
def reconsider(pair_id: int) -> Response:
    """Undo that decision."""
    return _settle(pair_id, merge_services.reopen_duplicate, "These two are shown as possible duplicates again.")


@bp.post(f"{ONE}/invitations")
@requires(Permission.MANAGE_CANDIDATES)
def invite(candidate_id: int) -> Any:
    """Invite the person to apply for a posting."""
    queries.person_or_404(current_user, candidate_id)
    form = InvitationForm()
    if not form.validate_on_submit():
        return _page(candidate_id, form), 422
    number = form.posting.data
    try:
        in_transaction(lambda: invitation_services.invite(candidate_id, _posting(number), by=current_user))
    except DomainError as error:
        form.posting.errors = [str(error)]
        return _page(candidate_id, form), 422
    flash("Invitation sent.", "success")
    return redirect(url_for(".show", candidate_id=candidate_id), 303)


def _page(candidate_id: int, form: InvitationForm | None = None, same_as: SameAsForm | None = None) -> str:
    members = queries.person_or_404(current_user, candidate_id)
    form = form or InvitationForm(formdata=None)
    form.offer(open_posting_choices())
    return render_template(
        "desk/candidate.html",
        person=person_page(current_user, members),
        form=form,
        same_as=same_as or SameAsForm(formdata=None),
    )


def _posting(posting_id: int) -> Posting:
    return posting_by_id(posting_id) or abort(404)


def _act(candidate_id: int, act: Callable[[], Any], said: str) -> Response:
    if not ConfirmForm().validate_on_submit():
        abort(400)
    queries.person_or_404(current_user, candidate_id)
    _do(act, said)
    return redirect(url_for(".show", candidate_id=candidate_id), 303)


def _settle(pair_id: int, act: Callable[..., Any], said: str) -> Response:
    if not ConfirmForm().validate_on_submit():
        abort(400)
    _do(lambda: act(pair_id, by=current_user), said)
    return redirect(url_for(".duplicates", told=pair_id), 303)


def _do(act: Callable[[], Any], said: str) -> None:
    try:
        in_transaction(act)
    except DomainError as error:
        flash(str(error), "warning")
    else:
        flash(said, "success")
