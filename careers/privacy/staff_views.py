"""Erase a candidate who asks for it, with everything from any of their addresses, after a preview."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from careers.applications.models import Candidate
from careers.database import in_transaction
from careers.desk.candidates import queries
from careers.desk.candidates.presenters import PersonPage, person_page
from careers.documents.storage import current_storage
from careers.privacy.erasure_services import Erased, erase_address
from careers.security import Permission, requires

bp = Blueprint("erasure", __name__, url_prefix="/hr/candidates")
ITEM_URL = "/<id:candidate_id>"


class ErasureForm(FlaskForm):
    """The confirmation, and which applications the preview showed."""

    seen = HiddenField("Applications seen")
    is_meant = BooleanField(
        "I understand that this can’t be undone",
        validators=[InputRequired("Check this box to erase everything.")],
    )


@bp.get(f"{ITEM_URL}/erasure")
@requires(Permission.ERASE)
def ask_to_erase(candidate_id: int) -> Any:
    """Show what would be erased."""
    members = queries.person_or_404(current_user, candidate_id)
    if members[0].id != candidate_id:
        return redirect(url_for(".ask_to_erase", candidate_id=members[0].id), 303)
    return _page(person_page(current_user, members), ErasureForm(formdata=None))


@bp.post(f"{ITEM_URL}/erasure")
@requires(Permission.ERASE)
def erase(candidate_id: int) -> Response | tuple[str, int]:
    """Erase everything now, unless something has arrived since the preview."""
    person, form = person_page(current_user, queries.person_or_404(current_user, candidate_id)), ErasureForm()
    if form.seen.data != _seen(person):
        return _page(person, form, has_changed=form.validate_on_submit()), 409
    if not form.validate_on_submit():
        return _page(person, form), 422
    flash(_said(in_transaction(lambda: _erase(candidate_id))), "success")
    return redirect(url_for("people.index"), 303)


def _erase(candidate_id: int) -> list[Erased]:
    members: Sequence[Candidate] = queries.person_or_404(current_user, candidate_id)
    addresses = [member.email_normalized for member in members]
    return [erase_address(address, by=current_user.name, storage=current_storage()) for address in addresses]


def _said(erased: Sequence[Erased]) -> str:
    applications, files = (
        sum(result.applications for result in erased),
        sum(result.files for result in erased),
    )
    counted = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((applications, "application"), (files, "file"))
    ]
    return f"Erased {' and '.join(counted)}, and everything that belonged to them."


def _seen(person: PersonPage) -> str:
    return " ".join(application.reference for application in person.applications)


def _page(person: PersonPage, form: ErasureForm, *, has_changed: bool = False) -> str:
    form.seen.data = _seen(person)
    return render_template("privacy/erasure.html", person=person, form=form, has_changed=has_changed)
