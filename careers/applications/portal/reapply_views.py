"""Start a draft for another posting from the candidate portal."""

from typing import Any

from flask import flash, redirect, render_template

from careers.accounts.throttle import TooManyAttemptsError, count_copies
from careers.applications.portal.forms import ReapplyForm
from careers.applications.portal.held_presenters import sent_page
from careers.applications.portal.queries import Sent, address_behind
from careers.applications.portal.reapply_services import Copies, copy_files, earlier_of, reapply
from careers.applications.portal.views import bp, sent
from careers.database import transaction
from careers.documents.services import read_ahead, record_beginning
from careers.documents.storage import current_storage
from careers.postings.models import Posting
from careers.postings.queries import open_posting, open_titles
from careers.postings.urls import apply_path
from careers.security import public

CHECK = "We copied what you sent before into this draft. Check it, especially the cover letter, then send it."
OFTEN = "You’ve started several drafts like this today. Finish one of them, or come back tomorrow."
MISSING = "We couldn’t copy every file. Choose {names} again."


@bp.get("/<token>/again")
@public
def choose_posting(token: str) -> str:
    """Show the postings to choose from."""
    found = sent(token)
    return _page(found, token, _form(found))


@bp.post("/<token>/again")
@public
def apply_again(token: str) -> Any:
    """Create the draft and redirect to it; nothing is submitted before the candidate reviews it."""
    found = sent(token)
    form = _form(found)
    posting = open_posting(form.posting.data) if form.validate_on_submit() else None
    if posting is None:
        return _page(found, token, form), 422
    try:
        with transaction():
            count_copies("again", address_behind(found))
    except TooManyAttemptsError:
        form.posting.errors = [OFTEN]
        return _page(sent(token), token, form), 429
    copies = copy_files(earlier_of(sent(token)), current_storage())
    draft_token, address = _drafted(token, posting, copies)
    flash(CHECK, "success")
    if copies.missing:
        flash(MISSING.format(names=" and ".join(f"“{name}”" for name in copies.missing)), "warning")
    return redirect(f"{address}/{draft_token}", 303)


def _drafted(token: str, posting: Posting, copies: Copies) -> tuple[str, str]:
    storage, address = current_storage(), apply_path(posting)
    try:
        ahead = read_ahead(copies.resume, storage) if copies.resume else None
        with transaction():
            draft_token = reapply(earlier_of(sent(token)), posting, copies, storage)
            if copies.resume and ahead:
                record_beginning(copies.resume, ahead)
    except BaseException:
        copies.forget(storage)
        raise
    return draft_token, address


def _form(found: Sent) -> ReapplyForm:
    form, earlier = ReapplyForm(), earlier_of(found)
    form.posting.choices = [row for row in open_titles() if row[0] != earlier.posting_id]
    return form


def _page(found: Sent, token: str, form: ReapplyForm) -> str:
    return render_template("applications/reapply.html", receipt=sent_page(found).receipt, form=form, token=token)
