"""Apply: fill in the form, review, and submit. The first POST creates the draft; a GET creates nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from careers.applications import queries
from careers.applications.apply import flow
from careers.applications.apply.forms import MAX_SIGN_LENGTH, ApplicationForm
from careers.applications.apply.posting_forms import draft_form, empty_form, sent_form
from careers.applications.apply.presenters import (
    first_page_of,
    form_limits,
    preview_of,
    privacy_notice,
    voluntary_shown,
)
from careers.applications.apply.submission_services import PostingClosed
from careers.applications.draft_services import DRAFT_LIFETIME
from careers.applications.equal_opportunity.forms import PREFIX as VOLUNTARY
from careers.applications.fields import CHOICES, FIELDS, SOURCE, fields_in
from careers.applications.models import Draft
from careers.applications.presenters import entries_of, files_shown
from careers.applications.questions.presenters import (
    ShownQuestions,
    all_answers,
    asked_files,
    questions_shown,
)
from careers.applications.questions.queries import PREFIX
from careers.applications.questions.services import answers_in
from careers.applications.tokens import receipt_token
from careers.config import current_settings
from careers.formatting import format_receipt_time
from careers.http.error_pages import DATABASE_ERRORS, is_database_away
from careers.http.limits import accepts_uploads
from careers.postings.details_presenters import PostingDetails, posting_details
from careers.postings.models import Posting
from careers.postings.public.views import closed_page
from careers.postings.queries import general_posting, public_posting
from careers.postings.sources import source_in, with_source
from careers.postings.urls import apply_path, url_key
from careers.security import public

# Registered twice: under a posting's path, and at /apply, which names no posting (``key`` is None).
bp = Blueprint("applications", __name__, url_prefix="/jobs/<posting:key>/apply")
GENERAL = "general_applications"
Key = tuple[int, str] | None
View = Callable[..., Any]


def keeps_words(view: View) -> View:
    """If the database can't be reached, respond with a page that holds what was typed, ready to send again."""

    @wraps(view)
    def kept(*args: Any, **kwargs: Any) -> Any:
        try:
            return view(*args, **kwargs)
        except DATABASE_ERRORS as error:
            if not is_database_away(error):
                raise
            page = render_template(
                "applications/unavailable.html",
                texts=[(row, request.form[row.name]) for row in FIELDS if request.form.get(row.name)],
                choices=[name for name in CHOICES if request.form.get(name)],
                source=request.form.get(SOURCE, ""),
                answers=[pair for pair in request.form.items(multi=True) if pair[0].startswith(PREFIX)],
                voluntary=[pair for pair in request.form.items() if pair[0].startswith(VOLUNTARY)],
                action=request.path,
                opened=request.form.get("opened", "")[:MAX_SIGN_LENGTH],
            )
            return page, 503, {"Retry-After": "5"}

    return kept


@bp.get("")
@public
def new(key: Key = None) -> Any:
    """Show the empty form."""
    posting = _posting(key)
    if not posting.is_open():
        return closed_page(posting) if key else _no_general_page(410)
    if key and key != url_key(posting):
        return redirect(with_source(apply_path(posting), source_in(request.args)), 301)
    form = empty_form(posting.id, source=source_in(request.args))
    return _form_page(posting_details(posting), form, None, apply_path(posting))


@bp.post("")
@public
@accepts_uploads("resume", "work_samples", "q*")
@keeps_words
def start(key: Key = None) -> Any:
    """Save the form for the first time."""
    return _take(_posting(key), None)


@bp.get("/<token>")
@public
def edit(token: str, key: Key = None) -> Any:
    """Show the form with the draft's text and files."""
    posting, draft = _posting(key), _draft(token, key)
    if draft.is_sent:
        return _to_receipt(token)
    if not posting.is_open():
        return _gone_page(posting_details(posting), draft.answers, draft)
    return _form_page(posting_details(posting), draft_form(draft, token), draft, _draft_url(posting, token))


@bp.post("/<token>")
@public
@accepts_uploads("resume", "work_samples", "q*")
@keeps_words
def change(token: str, key: Key = None) -> Any:
    """Save the form again."""
    draft = _draft(token, key)
    if draft.is_sent:
        return _to_receipt(token)
    try:
        return _take(_posting(key), token)
    except flow.AlreadySent:
        return _to_receipt(token)


@bp.get("/<token>/review")
@public
def review(token: str, key: Key = None) -> Any:
    """Show everything that will be sent, for a last check."""
    posting, draft = _posting(key), _draft(token, key)
    if draft.is_sent:
        return _to_receipt(token)
    if not posting.is_open():
        return _gone_page(posting_details(posting), draft.answers, draft)
    form = draft_form(draft, token)
    if not flow.is_complete(form, draft):
        return redirect(_draft_url(posting, token), 303)
    return _review_page(posting_details(posting), form, draft, _draft_url(posting, token))


@bp.post("/<token>/submit")
@public
@keeps_words
def submit(token: str, key: Key = None) -> Any:
    """Submit the draft. Repeating the request shows the receipt of the same application."""
    posting = _posting(key)
    if request.form.get("privacy_version", privacy_notice()["version"]) != privacy_notice()["version"]:
        return _changed_notice(posting, token, key)
    try:
        outcome = flow.submit(token, posting.id, privacy_notice()["version"], request.remote_addr or "")
    except PostingClosed:
        draft = _draft(token, key)
        return _gone_page(posting_details(_posting(key)), draft.answers, draft)
    if outcome is None:
        abort(404)
    if not outcome.is_sent:
        return _incomplete(key, token)
    return _to_receipt(token)


@bp.get("/<token>/first-page")
@public
def first_page(token: str, key: Key = None) -> Response:
    """Return the image of the resume's first page, as the hiring team will see it."""
    image = first_page_of(_draft(token, key))
    return image or abort(404)


def _take(posting: Posting, token: str | None) -> Any:
    shown, form = posting_details(posting), sent_form(posting.id)
    if not posting.is_open():
        return _gone_page(shown, form.answers(), None)
    if not form.csrf_token.validate(form):
        # Nothing is stored for a form that may be forged; its text comes back in a page that can be sent again.
        return _form_page(shown, form, None, request.path, status=400)
    sending = flow.save_draft(form, posting.id, token, remove=request.form.get("remove", type=int))
    url = _draft_url(posting, sending.token)
    if request.form.get("action") == "link" and not sending.is_refused:
        return _mail_link(shown, form, sending, url)
    to_review = request.form.get("action") == "review"
    is_complete = not to_review or flow.is_complete(form, sending.draft)
    if sending.is_refused or not is_complete:
        sending.show_refusals(form)
        return _form_page(shown, form, sending.draft, url, status=422)
    return redirect(f"{url}/review" if to_review else url, 303)


def _incomplete(key: Key, token: str) -> Any:
    posting, draft = _posting(key), _draft(token, key)
    form = draft_form(draft, token)
    flow.is_complete(form, draft)
    return _form_page(posting_details(posting), form, draft, _draft_url(posting, token), status=422)


def _mail_link(posting: PostingDetails, form: ApplicationForm, sending: flow.SaveResult, url: str) -> Any:
    if not form.email.validate(form, [ApplicationForm.validate_email]):
        return _form_page(posting, form, sending.draft, url, status=422)
    if flow.mail_link(sending, posting.id, form.email.data, request.remote_addr or ""):
        flash(f"We sent a link to this draft to {form.email.data}. It works on any device.", "success")
    else:
        flash(
            "We’ve already sent several links. Check your inbox, or try again in an hour.",
            "warning",
        )
    return redirect(url, 303)


def _posting(key: Key) -> Posting:
    posting = public_posting(key[0]) if key else general_posting()
    if posting is None:
        abort(404 if key else make_response(*_no_general_page(404)))
    return posting


def _draft(token: str, key: Key) -> Draft:
    posting = _posting(key)
    draft = queries.draft_with(token, posting.id)
    if draft is None:
        page = render_template(
            "applications/draft_gone.html", posting=posting_details(posting), draft_days=DRAFT_LIFETIME.days
        )
        abort(make_response(page, 404))
    return draft


def _draft_url(posting: Posting, token: str) -> str:
    return f"{apply_path(posting)}/{token}"


def _to_receipt(token: str) -> Response:
    return redirect(url_for("candidate.show", token=receipt_token(token)), 303)


def _form_page(
    posting: PostingDetails, form: ApplicationForm, draft: Draft | None, action: str, status: int = 200
) -> Any:
    page = render_template(
        "applications/apply.html",
        posting=posting,
        form=form,
        fields_in=fields_in,
        files=files_shown(draft.attachments if draft else []),
        questions=_questions(form, draft),
        action=action,
        limits=form_limits(current_settings()),
        privacy=privacy_notice(),
        saved=draft is not None,
        draft_days=DRAFT_LIFETIME.days,
        expires=format_receipt_time(draft.expires_at) if draft else "",
    )
    return make_response(page, status)


def _changed_notice(posting: Posting, token: str, key: Key) -> Any:
    draft = _draft(token, key)
    if draft.is_sent:
        return _to_receipt(token)
    url = _draft_url(posting, token)
    return _review_page(posting_details(posting), draft_form(draft, token), draft, url, is_notice_new=True), 409


def _review_page(
    posting: PostingDetails, form: ApplicationForm, draft: Draft, url: str, *, is_notice_new: bool = False
) -> str:
    return render_template(
        "applications/review.html",
        posting=posting,
        form=form,
        entries=entries_of(draft.answers, answers_in(form.asked, draft)),
        files=files_shown(asked_files(form.asked, draft)),
        former=_questions(form, draft).former,
        voluntary=voluntary_shown(form),
        edit_url=url,
        submit_url=f"{url}/submit",
        privacy=privacy_notice(),
        is_notice_new=is_notice_new,
        preview=preview_of(draft),
    )


def _questions(form: ApplicationForm, draft: Draft | None) -> ShownQuestions:
    answers = draft.answers if draft else form.answers()
    return questions_shown(form.asked, answers.get("questions", {}), draft.attachments if draft else [])


def _gone_page(posting: PostingDetails, answers: dict[str, Any], draft: Draft | None) -> Any:
    answered, former = all_answers(posting.id, answers, draft)
    page = render_template(
        "applications/gone.html",
        posting=posting,
        entries=entries_of(answers, answered) + former,
        files=files_shown(draft.attachments if draft else []),
    )
    return make_response(page, 410)


def _no_general_page(status: int) -> tuple[str, int]:
    return render_template("applications/no_general.html"), status


@bp.record_once
def _register_again(state: BlueprintSetupState) -> None:
    """Register the same views for general applications; the form views check the CSRF token themselves.

    A form with an expired token is shown again with everything that was typed, instead of the general error page.
    """
    for view in (start, change):
        state.app.extensions["csrf"].exempt(view)
    state.app.register_blueprint(bp, name=GENERAL, url_prefix="/apply")
