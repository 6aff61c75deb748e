"""The reviewers' forms. Each carries the version of the application that its page showed."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired

from careers.applications.models import WITHDRAWN
from careers.http.arguments import id_from
from careers.pipeline.reasons.queries import reasons

MAX_VERSION = 2**31 - 1
CHOOSE = {"": "Choose a reason"}


def version_number(text: Any) -> int:
    """The version that a form carries, 0 for none."""
    # Without a version, or with nonsense, the decision is on no version there is, and refused as such.
    is_number = str(text).isascii() and str(text).isdigit() and len(str(text)) <= len(str(MAX_VERSION))
    return int(text) if is_number and int(text) <= MAX_VERSION else 0


class DecisionForm(FlaskForm):
    """A decision that needs nothing but the version on which it is made."""

    version = HiddenField("Version", filters=[version_number])


class MoveForm(DecisionForm):
    """To which stage; the services know which may be."""

    target = HiddenField("Stage", validators=[InputRequired("Choose a stage.")])


class BoardMoveForm(MoveForm):
    """Which application, and to which stage."""

    application = HiddenField("Application", filters=[lambda text: id_from(str(text or "")) or 0])


class WithdrawalForm(DecisionForm):
    """Why the candidate no longer wants it."""

    reason = SelectField(
        "Reason",
        id="withdrawal-reason",
        choices=lambda: CHOOSE | reasons(WITHDRAWN),
        validators=[InputRequired("Choose a reason.")],
    )
