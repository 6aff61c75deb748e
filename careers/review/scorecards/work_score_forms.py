"""The form that scores a work sample before the resume is read."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from careers.pipeline.scores.scoring import MAX_COMMENT_LENGTH
from careers.review.scorecards.forms import CHOICES


class WorkScoreForm(FlaskForm):
    """How good the work is, and why."""

    value = RadioField(
        "How good is the work, for this position?",
        choices=CHOICES,
        validate_choice=False,
        validators=[InputRequired("Choose a score.")],
    )
    comment = TextAreaField(
        "What you saw in it",
        validators=[
            DataRequired("Say in a few words what you saw."),
            Length(max=MAX_COMMENT_LENGTH, message=f"A comment has at most {MAX_COMMENT_LENGTH} characters."),
        ],
    )
