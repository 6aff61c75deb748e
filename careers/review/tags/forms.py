"""The forms of tags."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired


class TagForm(FlaskForm):
    """Tags to add, separated by commas; the services validate them."""

    tags = StringField("Add tags", id="add-tags", validators=[DataRequired("Enter a tag.")])


class TagNameForm(FlaskForm):
    """The new name of a tag, or the name of the tag to merge it into."""

    name = StringField("Name", validators=[DataRequired("Enter a name.")])
