"""The forms of decisions. Each carries the version of the application that its page showed."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired

from careers.applications.models import WITHDRAWN
from careers.http.arguments import id_from
from careers.pipeline.reasons.queries import reason_choices
from careers.versions import version_field

CHOOSE = {"": "Choose a reason"}


class DecisionForm(FlaskForm):
    """A decision without further fields."""

    version = version_field()


class MoveForm(DecisionForm):
    """The target stage; the services check which are allowed."""

    target = HiddenField("Stage", validators=[InputRequired("Choose a stage.")])


class BoardMoveForm(MoveForm):
    """An application and its target stage."""

    application = HiddenField("Application", filters=[lambda text: id_from(str(text or "")) or 0])


class WithdrawalForm(DecisionForm):
    """Why the candidate withdrew."""

    reason = SelectField(
        "Reason",
        id="withdrawal-reason",
        choices=lambda: CHOOSE | reason_choices(WITHDRAWN),
        validators=[InputRequired("Choose a reason.")],
    )
