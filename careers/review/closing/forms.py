"""The form that replies to the remaining applicants of a posting before it closes."""

from collections.abc import Collection, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField

from careers.applications.messages.services import MAX_MESSAGE_LENGTH, MAX_SUBJECT_LENGTH
from careers.applications.models import REJECTED
from careers.pipeline.decisions.forms import CHOOSE
from careers.pipeline.message_templates.merge_fields import unfilled_fields_in
from careers.pipeline.reasons.queries import reason_choices
from careers.review.closing.services import KEEP, REJECT, Choices, MessageText
from careers.text import max_length, multiline, one_line
from careers.versions import version_field

REQUIRED = {
    REJECT: ("reason", "reject_subject", "reject_body"),
    KEEP: ("keep_subject", "keep_body"),
}
EMPTY = {"reason": "Choose a reason."}


def _subject(label: str) -> StringField:
    return StringField(label, filters=[one_line], validators=[max_length(MAX_SUBJECT_LENGTH)])


def _body(label: str) -> TextAreaField:
    return TextAreaField(label, filters=[multiline], validators=[max_length(MAX_MESSAGE_LENGTH)])


class ClosingForm(FlaskForm):
    """One reason and two messages with merge fields; the choice for each applicant is sent separately."""

    version = version_field()
    # A digest of the preview; anything that changed since has to be previewed again.
    seen = HiddenField("Seen")
    reason = SelectField("Reason for rejecting", choices=lambda: CHOOSE | reason_choices(REJECTED))
    reject_subject = _subject("Rejection subject")
    reject_body = _body("Rejection message")
    keep_subject = _subject("Update subject")
    keep_body = _body("Update message")

    ends_general = BooleanField("Stop taking general applications")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Required or not depending on the choices, so the label must not say "optional".
        for name in {name for names in REQUIRED.values() for name in names}:
            self[name].flags.required = True

    def choices(self, by_application: Mapping[int, str]) -> Choices:
        """Return what was chosen and written."""
        texts = {
            choice: MessageText(self[f"{choice}_subject"].data or "", (self[f"{choice}_body"].data or "").strip())
            for choice in (REJECT, KEEP)
        }
        return Choices(by_application, self.reason.data or "", texts)

    def is_complete_for(self, chosen: Collection[str]) -> bool:
        """Return whether everything that the choices need is filled in; if not, fields have errors."""
        for name in (name for choice in chosen for name in REQUIRED.get(choice, ())):
            control = self[name]
            holes = unfilled_fields_in(control.data or "") if name != "reason" else []
            if not (control.data or "").strip():
                control.errors = [EMPTY.get(name, "Fill this in.")]
            elif holes:
                control.errors = [" ".join(hole.sentence for hole in holes)]
        return not self.errors
