"""The forms of description templates."""

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Optional

from careers.company.markdown import MAX_LENGTH
from careers.text import max_length, one_line, trimmed


def _name() -> StringField:
    limit = max_length(120)
    return StringField("Template name", filters=[one_line], validators=[DataRequired("Enter a name."), limit])


class TemplateNameForm(FlaskForm):
    """The name under which to save a posting's content."""

    template_name = _name()


class TemplateForm(FlaskForm):
    """A template's name and notes."""

    template_name = _name()
    note = StringField("Purpose", filters=[one_line], validators=[Optional(), max_length(300)])
    sourcing = TextAreaField("Search strings", filters=[trimmed], validators=[max_length(MAX_LENGTH)])
    related = TextAreaField("Related templates", filters=[trimmed], validators=[max_length(2000)])
