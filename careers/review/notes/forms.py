"""The form to write a note."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from careers.review.notes.services import MAX_NOTE_LENGTH

TOO_LONG = f"Use at most {MAX_NOTE_LENGTH:,} characters."


class NoteForm(FlaskForm):
    """A note."""

    body = TextAreaField(
        "Note",
        validators=[DataRequired("Enter a note."), Length(max=MAX_NOTE_LENGTH, message=TOO_LONG)],
    )
