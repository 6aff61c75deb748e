"""The forms of a stage; their fields are its columns."""

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from careers.company.forms import line_field, text_field
from careers.company.lists.forms import ListForm
from careers.company.stages.queries import all_stage_names


class StageForm(ListForm):
    """A stage's names for staff and candidates, and whether it is optional."""

    name = line_field(
        "Name",
        80,
        needed="Enter a name.",
        hint="Shown to staff. Past events keep the old name.",
    )
    candidate_name = line_field(
        "Name for candidates",
        80,
        needed="Enter the name candidates see.",
        hint="Candidates see this in their status.",
    )
    candidate_sentence = text_field(
        "Explanation for candidates",
        300,
        needed="Explain the stage in one sentence.",
        hint="One sentence shown next to the status.",
        rows=2,
    )
    may_skip = BooleanField("Optional stage", description="Applications can move past it to the next stage.")


class FirstStageForm(StageForm):
    """The first stage, where every application starts: it can't be optional."""

    may_skip = None


class NewStageForm(StageForm):
    """A new stage and its position."""

    after = SelectField(
        "Position",
        choices=all_stage_names,
        validators=[InputRequired("Choose a position.")],
        description="You can move it later; postings that use all stages get it right away.",
    )
