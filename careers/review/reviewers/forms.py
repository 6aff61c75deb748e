"""The form to assign a reviewer."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired

from careers.accounts.models import User


class AssignmentForm(FlaskForm):
    """The reviewer; the services check who can be assigned."""

    reviewer = SelectField(
        "Assign reviewer",
        id="ask-reviewer",
        choices=[],
        validate_choice=False,
        validators=[InputRequired("Choose a reviewer.")],
    )

    def offer(self, users: Sequence[User]) -> None:
        """Set the choices for the page."""
        self.reviewer.choices = [("", "Choose a reviewer"), *((str(user.id), user.name) for user in users)]
