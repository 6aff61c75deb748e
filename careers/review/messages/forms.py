"""The forms to write to a candidate: a message, and a rejection with a message."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from careers.applications.messages.services import MAX_MESSAGE_LENGTH, MAX_SUBJECT_LENGTH, Words
from careers.applications.models import REJECTED
from careers.applications.tokens import new_form_key
from careers.pipeline.message_templates.merge_fields import UnfilledFields, fill_in
from careers.pipeline.reasons.queries import reason_choices
from careers.text import max_length, multiline, one_line
from careers.versions import version_field


class MessageForm(FlaskForm):
    """A subject and plain text with merge fields, which are filled in before sending."""

    # Submitting the same text from the same form twice creates one message.
    form_key = HiddenField("Form", default=new_form_key, filters=[one_line], validators=[max_length(64)])
    subject = StringField(
        "Subject",
        filters=[one_line],
        validators=[DataRequired("Enter a subject."), max_length(MAX_SUBJECT_LENGTH)],
    )
    body = TextAreaField(
        "Message",
        filters=[multiline],
        validators=[DataRequired("Enter a message."), max_length(MAX_MESSAGE_LENGTH)],
    )

    def words(self, values: Mapping[str, str]) -> Words | None:
        """Return what will be sent; None, with errors on the fields, if a merge field can't be filled."""
        found: dict[str, str] = {}
        for control in (self.subject, self.body):
            try:
                found[control.name] = fill_in((control.data or "").strip(), values)
            except UnfilledFields as error:
                control.errors = [str(error)]
        is_whole = len(found) == 2
        return Words(found["subject"], found["body"], self.form_key.data or "") if is_whole else None


class RejectionMessageForm(MessageForm):
    """A rejection with its message."""

    version = version_field()
    reason = RadioField(
        "Reason",
        choices=lambda: reason_choices(REJECTED),
        validators=[InputRequired("Choose a reason.")],
        default="",
    )
