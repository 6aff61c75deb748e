"""The forms of the general posting, which has no location, pay, or dates."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from careers.postings.content_services import PostingContent
from careers.postings.staff.forms import PostingEditForm
from careers.text import trimmed

KEPT = (
    "title",
    "summary",
    "department",
    "reply_within_days",
    "description",
    "criteria",
    "rubric",
    "blind_review",
    "work_sample_first",
    "stages",
    "stages_offered",
    "version",
    "csrf_token",
)


class GeneralStartForm(FlaskForm):
    """The department that the general posting belongs to."""

    department = SelectField("Department", coerce=int, validators=[InputRequired("Choose a department.")])


class GeneralEditForm(PostingEditForm):
    """The fields of a posting that the general one has."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in [name for name in self._fields if name not in KEPT]:
            del self[name]

    def offer(self, departments: Any, _locations: Any, _roles: Any, rubrics: Any = ()) -> None:
        """Set the choices, before validating."""
        self.rubric.choices = [SelectChoice(rubric.id, rubric.name) for rubric in rubrics]
        self.department.choices = [(department.id, department.name) for department in departments]

    def content(self, zone: str) -> PostingContent:
        """Return the content that was entered."""
        return PostingContent(
            title=self.title.data,
            department_id=self.department.data,
            summary=self.summary.data,
            reply_within_days=self.reply_within_days.data,
            sections={"description": trimmed(self.description.data)},
            blind_review=self.blind_review.data,
            work_sample_first=self.work_sample_first.data,
            stages=self.chosen_stages(),
            criteria=trimmed(self.criteria.data),
        )
