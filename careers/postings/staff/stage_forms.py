"""The selection of a posting's stages in the editor."""

from collections.abc import Collection

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice

from careers.company.stages.models import FIRST_STAGE
from careers.company.stages.queries import all_stages, label_with_archived, offered_stages


class StagesForm(FlaskForm):
    """A checkbox for each stage but the first. ``stages_offered`` lists the stages of the page that was sent.

    Selecting all of them means "all stages", including a stage that was added while the form was open.
    """

    stages = SelectMultipleField("Stages", validate_choice=False)
    stages_offered = HiddenField()

    def offer_stages(self, current: Collection[str]) -> None:
        """Set the choices, before validating; an archived stage is offered only if the posting has it."""
        rest = [stage.key for stage in offered_stages() if stage.key != FIRST_STAGE]
        if self._are_all_selected():
            self.stages.data = rest
        kept = {*rest, *current, *(self.stages.data or ())}
        self.stages.choices = [
            SelectChoice(stage.key, label_with_archived(stage))
            for stage in all_stages()
            if stage.key in kept and stage.key != FIRST_STAGE
        ]
        self.stages_offered.data = ",".join(choice.value for choice in self.stages.choices)

    def _are_all_selected(self) -> bool:
        offered = self.stages_offered.data
        if offered is None:  # a new posting, or a form that was sent without any box
            return self.stages.data is None or self.stages.raw_data is not None
        return set(offered.split(",")) - {""} <= set(self.stages.data or ())

    def chosen_stages(self) -> str:
        """Return the selection as a posting stores it, without unknown stages."""
        selected = set(self.stages.data or ())
        if {stage.key for stage in offered_stages()} <= selected | {FIRST_STAGE}:
            return ""
        kept = {stage.key for stage in all_stages()} & selected
        return ",".join(sorted({FIRST_STAGE, *kept}))


def selected_stages(stages: str) -> list[str]:
    """Return the keys to select in the form for a posting's stored stages."""
    return stages.split(",") if stages else [stage.key for stage in offered_stages()]
