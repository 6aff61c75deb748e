"""The form that asks somebody to review an application."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired

from careers.accounts.models import User


class AssignmentForm(FlaskForm):
    """Whom to ask; the services know who may be."""

    reviewer = SelectField(
        "Assign reviewer",
        id="ask-reviewer",
        choices=[],
        validate_choice=False,
        validators=[InputRequired("Choose a reviewer.")],
    )

    def offer(self, users: Sequence[User]) -> None:
        """Set who may be chosen, for the page."""
        self.reviewer.choices = [("", "Choose a reviewer"), *((str(user.id), user.name) for user in users)]
