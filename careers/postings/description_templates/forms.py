"""The forms of description templates."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from careers.company.markdown import MAX_LENGTH
from careers.typed import one_line, unix_text


def _name() -> StringField:
    limit = Length(max=120, message="At most 120 characters.")
    return StringField(
        "Name of the template", filters=[one_line], validators=[DataRequired("Give it a name."), limit]
    )


class TemplateNameForm(FlaskForm):
    """Under which name a posting's words are kept."""

    template_name = _name()


class TemplateForm(FlaskForm):
    """What is said of a template beside its words."""

    template_name = _name()
    note = StringField(
        "What it is for",
        filters=[one_line],
        validators=[Optional(), Length(max=300, message="At most 300 characters.")],
    )
    sourcing = TextAreaField(
        "Search strings",
        filters=[unix_text],
        validators=[Length(max=MAX_LENGTH, message=f"At most {MAX_LENGTH:,} characters.")],
    )
    related = TextAreaField(
        "Related templates",
        filters=[unix_text],
        validators=[Length(max=2000, message="At most 2,000 characters.")],
    )


class TemplateDeletionForm(FlaskForm):
    """A button."""
