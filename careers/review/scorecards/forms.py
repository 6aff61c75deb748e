"""The form of a scorecard, with three fields per criterion."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from careers.pipeline.scores.scoring import (
    MAX_COMMENT_LENGTH,
    MAX_SUMMARY_LENGTH,
    RECOMMENDATIONS,
    SCALE,
    Criterion,
    Entry,
)
from careers.versions import version_field

CHOICES = {str(value): f"{value} – {name}: {meaning}" for value, (name, meaning) in SCALE.items()}


class ScorecardForm(FlaskForm):
    """The fields that every scorecard has; ``form_for`` adds the criteria."""

    criteria: Sequence[Criterion] = ()
    revision = version_field("Revision")
    recommendation = RadioField(
        "Should this application move forward?",
        choices=RECOMMENDATIONS,
        validate_choice=False,
        validators=[InputRequired("Choose a recommendation.")],
    )
    summary = TextAreaField(
        "Summary",
        validators=[Length(max=MAX_SUMMARY_LENGTH, message=f"Use at most {MAX_SUMMARY_LENGTH:,} characters.")],
    )

    def fields_of(self, criterion: Criterion) -> tuple[Field, Field, Field]:
        """Return the fields for the score, its evidence, and a comment."""
        return tuple(self[f"{name}_{criterion.id}"] for name in ("score", "evidence", "comment"))

    def entries(self) -> list[Entry]:
        """Return the scores as entered; an invalid number counts as 0."""
        found = []
        for criterion in self.criteria:
            score, evidence, comment = self.fields_of(criterion)
            value = int(score.data) if score.data in CHOICES else 0
            found.append(Entry(criterion, value, evidence.data or "", (comment.data or "").replace("\0", "")))
        return found


def form_for(criteria: Sequence[Criterion], citable: Mapping[str, str], **options: Any) -> ScorecardForm:
    """Return the form for these criteria; ``citable`` maps possible evidence to its label."""
    fields: dict[str, Any] = {"criteria": tuple(criteria)}
    for criterion in criteria:
        fields[f"score_{criterion.id}"] = RadioField(
            f"Score for {criterion.name}", choices=CHOICES, validate_choice=False, default=None,
            validators=[InputRequired("Choose a score.")],
        )  # fmt: skip
        fields[f"evidence_{criterion.id}"] = SelectField(
            "Evidence", choices={"": "Choose the evidence", **citable},
            validate_choice=False, validators=[InputRequired("Choose the evidence.")],
        )  # fmt: skip
        fields[f"comment_{criterion.id}"] = StringField(
            "Comment",
            validators=[
                InputRequired("Enter a short comment."),
                Length(max=MAX_COMMENT_LENGTH, message=f"Use at most {MAX_COMMENT_LENGTH} characters."),
            ],
        )
    made: ScorecardForm = type("CardForm", (ScorecardForm,), fields)(**options)
    return made


def values_of(scores: Mapping[int, Any]) -> dict[str, Any]:
    """Return a scorecard's scores as form values, by criterion."""
    values: dict[str, Any] = {}
    for number, score in scores.items():
        values |= {
            f"score_{number}": str(score.value),
            f"evidence_{number}": score.evidence,
            f"comment_{number}": score.comment,
        }
    return values
