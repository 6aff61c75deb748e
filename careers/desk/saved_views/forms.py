"""The forms of saved views."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length

from careers.desk.saved_views.models import MAX_NAME_LENGTH

TOO_LONG = f"Use at most {MAX_NAME_LENGTH} characters."


class ViewForm(FlaskForm):
    """A view's name, and whether it is shared with colleagues."""

    name = StringField(
        "Name",
        id="view-name",
        validators=[DataRequired("Enter a name."), Length(max=MAX_NAME_LENGTH, message=TOO_LONG)],
    )
    is_shared = BooleanField("Share with colleagues", id="view-shared")


class NewViewForm(ViewForm):
    """A new view; ``asked`` is the query string of the list."""

    asked = HiddenField("Filter")
