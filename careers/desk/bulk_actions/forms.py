"""The forms of a bulk action: the selection and the kind, then the details for each kind."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from careers.accounts.models import User
from careers.applications.messages.services import MAX_MESSAGE_LENGTH, MAX_SUBJECT_LENGTH
from careers.applications.models import REJECTED
from careers.company.stages.queries import stage_names
from careers.desk.bulk_actions.kinds import KINDS
from careers.desk.bulk_actions.models import ASSIGN, MOVE, REJECT, TAG
from careers.pipeline.decisions.forms import CHOOSE
from careers.pipeline.message_templates.merge_fields import unfilled_fields_in
from careers.pipeline.reasons.queries import reason_choices
from careers.review.tags.services import InvalidTag, clean_name
from careers.text import max_length, multiline, one_line
from careers.versions import version_field


class SelectionForm(FlaskForm):
    """The kind of action, and whether it applies to everything the filter finds; selected ids are sent separately."""

    kind = SelectField(
        "Action",
        choices={name: kind.label for name, kind in KINDS.items()},
        validators=[InputRequired()],
    )
    all = BooleanField("All matching applications")


class PlanForm(FlaskForm):
    """Fields of every kind: the version of the bulk action that the page shows."""

    version = version_field()

    def options(self) -> dict[str, Any]:
        """Return what was filled in, as the bulk action stores it."""
        return {field.name: field.data for field in self if field.name not in ("version", "csrf_token")}


class MovePlan(PlanForm):
    """The target stage."""

    target = SelectField(
        "Stage",
        choices=lambda: {"": "Choose a stage"} | stage_names(),
        validators=[InputRequired("Choose a stage.")],
    )


class TagPlan(PlanForm):
    """The tags to add."""

    tags = StringField("Tags", filters=[one_line], validators=[DataRequired("Enter a tag."), max_length(200)])

    def validate_tags(self, field: Field) -> None:
        """Accept only valid tag names."""
        try:
            for part in filter(str.strip, field.data.split(",")):
                clean_name(part)
        except InvalidTag as error:
            raise ValidationError(str(error)) from None


class AssignPlan(PlanForm):
    """The reviewer to assign."""

    user = SelectField("Reviewer", coerce=int, validators=[InputRequired("Choose a reviewer.")])


class RejectPlan(PlanForm):
    """The reason, and the message with merge fields, which are filled in for each candidate."""

    reason = SelectField(
        "Reason",
        choices=lambda: CHOOSE | reason_choices(REJECTED),
        validators=[InputRequired("Choose a reason.")],
    )
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

    def validate_subject(self, field: Field) -> None:
        """Accept only known merge fields."""
        _known_fields(field)

    def validate_body(self, field: Field) -> None:
        """Accept only known merge fields."""
        _known_fields(field)


PLANS: dict[str, type[PlanForm]] = {MOVE: MovePlan, TAG: TagPlan, ASSIGN: AssignPlan, REJECT: RejectPlan}


def plan_form(kind: str, staff: Sequence[User], **options: Any) -> Any:
    """Return the form of a kind; ``staff`` are the possible reviewers."""
    form = PLANS[kind](**options)
    if kind == ASSIGN:
        form["user"].choices = [(user.id, user.name) for user in staff]
    return form


def _known_fields(field: Field) -> None:
    holes = unfilled_fields_in(field.data or "")
    if holes:
        raise ValidationError(" ".join(hole.sentence for hole in holes))
