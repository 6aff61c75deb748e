"""The forms of the candidate portal."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Optional

from careers.applications.messages.services import MAX_REPLY_LENGTH
from careers.applications.models import Application, Attachment
from careers.applications.tokens import new_form_key
from careers.documents.models import RESUME, WORK_SAMPLE
from careers.text import max_length, multiline, one_line

MAX_REASON_LENGTH = 1_000
KINDS = {RESUME: "Resume", WORK_SAMPLE: "Work sample"}


class WithdrawalForm(FlaskForm):
    """Withdraw, with an optional reason."""

    said = TextAreaField(
        "Reason",
        filters=[multiline],
        validators=[Optional(), max_length(MAX_REASON_LENGTH)],
    )


class FutureForm(FlaskForm):
    """Opt in to or out of future roles."""

    keep_for_future = BooleanField("Consider me for future roles")


class ReplyForm(FlaskForm):
    """A plain-text message to the hiring team."""

    # Submitting the same text from the same form twice creates one message.
    form_key = HiddenField("Form", default=new_form_key, filters=[one_line], validators=[max_length(64)])
    body = TextAreaField(
        "Your message",
        filters=[multiline],
        validators=[DataRequired("Enter a message."), max_length(MAX_REPLY_LENGTH)],
    )


class ReapplyForm(FlaskForm):
    """The posting to apply for next."""

    posting = SelectField("Position", coerce=int, validators=[InputRequired("Choose a position.")])


def kind_of(attachment: Attachment) -> str:
    """Return what kind of file an attachment is."""
    kind = attachment.document.kind
    return "Answer" if attachment.question_id is not None else KINDS.get(kind, kind)


class FileForm(FlaskForm):
    """A file, and which existing file it replaces."""

    replaces = SelectField("Replaces", validate_choice=True)
    file = FileField("File", validators=[FileRequired("Choose a file.")])

    @classmethod
    def of(cls, application: Application) -> FileForm:
        """Return the form for an application, whose attachments must be loaded."""
        form = cls()
        current = [file for file in application.attachments if file.replaced_at is None]
        names = [(str(file.document_id), f"{kind_of(file)}: {file.document.display_name}") for file in current]
        form.replaces.choices = [("", "Nothing (add as another work sample)"), *names]
        return form

    @property
    def replaced(self) -> int | None:
        """Return the id of the document that it replaces."""
        return int(self.replaces.data) if self.replaces.data else None
