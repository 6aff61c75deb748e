"""The forms around tags."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired


class TagForm(FlaskForm):
    """Tags to put on an application, with commas between them; the services know what may be one."""

    tags = StringField("Add tags", id="add-tags", validators=[DataRequired("Enter a tag.")])


class TagNameForm(FlaskForm):
    """The name that a tag gets, or that of the tag that takes its place."""

    name = StringField("Name", validators=[DataRequired("Enter a name.")])
