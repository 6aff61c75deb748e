"""The panels of the application page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from careers.accounts.models import User
from careers.applications.models import Application
from careers.desk.candidates.presenters import panel_of
from careers.pipeline.assignments import queries as assignment_queries
from careers.pipeline.blind_review.presenters import display_name
from careers.pipeline.blind_review.queries import is_resume_locked
from careers.review.interviews.presenters import interviews_shown_of
from careers.review.notes.mention_queries import mentionable_staff
from careers.review.reviewers.forms import AssignmentForm
from careers.review.scorecards.presenters import scores_of
from careers.review.scorecards.work_score_forms import WorkScoreForm
from careers.review.tags import queries as tag_queries
from careers.review.tags.forms import TagForm
from careers.security import Permission, is_allowed


@dataclass(frozen=True)
class NamedItem:
    """A tag or a person, with an id for its form."""

    id: int
    name: str


@dataclass(frozen=True)
class PreviousApplication:
    """The previously viewed application, and whether its decision can be undone here."""

    id: int
    name: str
    can_undo: bool


@dataclass(frozen=True)
class BlindReviewPanel:
    """What blind review and "work sample first" hide, and from whom."""

    is_blind: bool
    can_reveal: bool
    is_locked: bool
    can_unlock: bool
    form: WorkScoreForm


def panels_of(application: Application, user: User, forms: Mapping[str, Any]) -> dict[str, Any]:
    """Return the context of the panels; ``forms`` are those that had errors."""
    tags = tag_queries.tags_of([application.id]).get(application.id, [])
    reviewers = assignment_queries.assignees_of([application.id]).get(application.id, [])
    can_tag, can_assign = is_allowed(user, Permission.TAG), is_allowed(user, Permission.ASSIGN)
    assignment = forms.get("assignment_form") or AssignmentForm(formdata=None)
    asked = {reviewer.id for reviewer in reviewers}
    possible = assignment_queries.possible_reviewers(application.posting_id)
    if can_assign:
        assignment.offer([colleague for colleague in possible if colleague.id not in asked])
    return {
        "person": panel_of(user, application),
        "interviews": interviews_shown_of(application),
        "tags": [NamedItem(tag.id, tag.name) for tag in tags],
        "tag_form": (forms.get("tag_form") or TagForm(formdata=None)) if can_tag else None,
        "tag_names": tag_queries.tag_names() if can_tag else [],
        "reviewers": [NamedItem(reviewer.id, reviewer.name) for reviewer in reviewers],
        "assignment_form": assignment if can_assign else None,
        "mentionable": [colleague.name for colleague in mentionable_staff(possible, asked) if colleague.id != user.id],
        "blind_review": _blind_review(application, user, forms),
        "scores": scores_of(application, user, list(asked)),
        "can_score": is_allowed(user, Permission.SCORE),
        "asks_self": can_assign and user.id not in asked,
    }


def _blind_review(application: Application, user: User, forms: Mapping[str, Any]) -> BlindReviewPanel:
    can_reveal, posting = is_allowed(user, Permission.REVEAL), application.posting
    locked = is_resume_locked(user, application)
    return BlindReviewPanel(
        is_blind=posting.blind_review and application.identity_revealed_at is None,
        can_reveal=can_reveal,
        is_locked=locked,
        can_unlock=can_reveal and posting.work_sample_first and application.resume_unlocked_at is None,
        form=forms.get("work_form") or WorkScoreForm(formdata=None),
    )


def previous_application(application: Application, is_waiting: bool) -> PreviousApplication:
    """Return the application that the user came from. Its posting must be loaded."""
    return PreviousApplication(application.id, display_name(application), is_waiting)
