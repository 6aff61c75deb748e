"""The form in which staff write to a candidate."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired

from careers.applications.forms import at_most, one_line, without_controls
from careers.applications.letter_services import LONGEST_LETTER, LONGEST_SUBJECT, Words
from careers.applications.tokens import new_form_key


class LetterForm(FlaskForm):
    """A message: subject and plain text."""

    # Sending the same words out of the same form twice makes one message.
    form_key = HiddenField("Form", default=new_form_key, filters=[one_line], validators=[at_most(64)])
    subject = StringField(
        "Subject",
        filters=[one_line],
        validators=[DataRequired("Please give it a subject."), at_most(LONGEST_SUBJECT)],
    )
    body = TextAreaField(
        "Message",
        filters=[without_controls],
        validators=[DataRequired("Please write something first."), at_most(LONGEST_LETTER)],
    )

    def words(self) -> Words:
        """What was written."""
        return Words(self.subject.data or "", (self.body.data or "").strip(), self.form_key.data or "")
