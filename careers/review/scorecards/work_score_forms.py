"""The form that scores a work sample before the resume is read."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from careers.pipeline.scores.scoring import MAX_COMMENT_LENGTH
from careers.review.scorecards.forms import CHOICES


class WorkScoreForm(FlaskForm):
    """The score of the work sample, and the reason."""

    value = RadioField(
        "How good is this work for the position?",
        choices=CHOICES,
        validate_choice=False,
        validators=[InputRequired("Choose a score.")],
    )
    comment = TextAreaField(
        "Comment",
        validators=[
            DataRequired("Enter a short comment."),
            Length(max=MAX_COMMENT_LENGTH, message=f"Use at most {MAX_COMMENT_LENGTH} characters."),
        ],
    )
