"""The fields of the voluntary questions, and the form to write them."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired

from careers.applications.equal_opportunity.models import DECLINED, EqualOpportunityQuestion
from careers.postings.questions.services import choices_in
from careers.text import max_length, multiline, one_line

PREFIX = "equal_"
MIN_COUNT, MAX_COUNT, MAX_CHOICE_LENGTH = 2, 20, 120


def equal_field(question: EqualOpportunityQuestion) -> Any:
    """Return the unbound field of a question. Any answer is valid, including none."""
    choices = [SelectChoice("", "No answer"), *(SelectChoice(option, option) for option in question.offered)]
    return SelectField(question.wording, choices=choices, default="", description=question.hint, validate_choice=False)


class EqualQuestionForm(FlaskForm):
    """A new voluntary question."""

    wording = StringField(
        "Question",
        filters=[one_line],
        validators=[DataRequired("Enter the question."), max_length(200)],
    )
    hint = StringField("Hint", filters=[one_line], validators=[max_length(300)])
    choices = TextAreaField(
        "Answer options",
        filters=[multiline],
        validators=[DataRequired("Enter the answer options, one per line.")],
    )

    def validate_choices(self, control: Field) -> None:
        """Accept a few different choices; declining is always offered."""
        choices = choices_in(control.data)
        if not MIN_COUNT <= len(choices) <= MAX_COUNT:
            raise ValidationError(
                f"Enter {MIN_COUNT} to {MAX_COUNT} options, one per line. You entered {len(choices)}."
            )
        if len({choice.casefold() for choice in [*choices, DECLINED]}) <= len(choices):
            raise ValidationError(f"Each option must be different. “{DECLINED}” is added automatically.")
        if any(len(choice) > MAX_CHOICE_LENGTH for choice in choices):
            raise ValidationError(f"Keep each option to {MAX_CHOICE_LENGTH} characters or fewer.")
