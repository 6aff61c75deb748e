"""The forms of a stage; their fields are the columns of the row."""

from __future__ import annotations

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from careers.company.forms import line_field, text_field
from careers.company.lists.forms import ListForm
from careers.company.stages.queries import all_stage_names


class StageForm(ListForm):
    """What staff and candidates call it, and whether it may be passed over."""

    name = line_field(
        "Name for staff",
        80,
        needed="Give the stage a name.",
        hint="Short, as on the board. What happened under a former name keeps it.",
    )
    candidate_name = line_field(
        "Name for candidates",
        80,
        needed="Say what candidates read.",
        hint="On their own page, to somebody who waits and knows nothing of the house.",
    )
    candidate_sentence = text_field(
        "What it means for them",
        300,
        needed="Say in a sentence what it means for them.",
        hint="One sentence, beside that name.",
        rows=2,
    )
    may_skip = BooleanField(
        "May be skipped", description="Applications may go past it to the stage that follows."
    )


class FirstStageForm(StageForm):
    """The first stage is where every application begins: it cannot be passed over."""

    may_skip = None


class NewStageForm(StageForm):
    """The same, with its place."""

    after = SelectField(
        "Comes after",
        choices=all_stage_names,
        validators=[InputRequired("Choose a place.")],
        description="It can be moved later. Postings that follow the company get it at once.",
    )
