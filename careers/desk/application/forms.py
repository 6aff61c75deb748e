"""Forms of the application page that combine several features."""

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from careers.applications.models import REJECTED
from careers.pipeline.decisions.forms import CHOOSE, DecisionForm
from careers.pipeline.reasons.queries import reason_choices
from careers.review.notes.forms import TOO_LONG
from careers.review.notes.services import MAX_NOTE_LENGTH


class RejectionForm(DecisionForm):
    """A disposition reason, and an optional note for colleagues."""

    reason = SelectField(
        "Reason",
        id="rejection-reason",
        choices=lambda: CHOOSE | reason_choices(REJECTED),
        validators=[InputRequired("Choose a reason.")],
    )
    note = TextAreaField("Note for the hiring team", validators=[Length(max=MAX_NOTE_LENGTH, message=TOO_LONG)])
