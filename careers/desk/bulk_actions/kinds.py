"""The kinds of bulk actions: what prevents each on an application, and how it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from careers.accounts.models import User
from careers.accounts.queries import user_by_id
from careers.applications.messages.services import Words
from careers.applications.models import Application
from careers.company.stages.queries import stage_label
from careers.desk.bulk_actions.models import ASSIGN, MOVE, REJECT, TAG, BulkActionItem
from careers.pipeline.assignments.queries import can_review
from careers.pipeline.decisions import services
from careers.pipeline.decisions.message_services import reject_with_message
from careers.pipeline.stages.queries import possible_moves
from careers.review.reviewers.services import assign
from careers.review.tags.services import add_tags

Options = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of bulk action: its label, why it can't be done to an application (or None), and how it is done."""

    label: str
    problem: Callable[[Application, Options], str]
    act: Callable[[Application, BulkActionItem, Options, User], object]


def _decided(application: Application) -> str:
    return f"Already {application.disposition}." if application.disposition else ""


def _cannot_move(application: Application, options: Options) -> str:
    target = options["target"]
    if application.stage == target:
        return f"Already in {stage_label(target)}."
    if target not in [stage.key for stage in possible_moves(application)]:
        return f"Can’t move from {stage_label(application.stage)} to {stage_label(target)}."
    return _decided(application)


def _cannot_assign(application: Application, options: Options) -> str:
    user = user_by_id(options["user"])
    if user is None:
        return "That account is deactivated."
    return "" if can_review(user, application.posting_id) else f"{user.name} isn’t on the posting’s hiring team."


def _move(application: Application, item: BulkActionItem, options: Options, by: User) -> object:
    return services.move_stage(application, options["target"], version=item.version, by=by)


def _tag(application: Application, _item: BulkActionItem, options: Options, by: User) -> object:
    return add_tags(application, options["tags"], by=by)


def _assign(application: Application, _item: BulkActionItem, options: Options, by: User) -> object:
    user = user_by_id(options["user"])
    if user is None:
        raise services.IllegalMove("That account is deactivated.")
    return assign(application, user, by=by)


def _reject(application: Application, item: BulkActionItem, options: Options, by: User) -> object:
    words = Words(item.subject, item.body, f"bulk {item.bulk_action_id}")
    # It has already waited with the whole bulk action.
    return reject_with_message(
        application, words, reason=options["reason"], version=item.version, by=by, delay=timedelta(0)
    )


KINDS: dict[str, Kind] = {
    REJECT: Kind("Reject and send message", lambda application, _: _decided(application), _reject),
    MOVE: Kind("Move to stage", _cannot_move, _move),
    TAG: Kind("Add tags", lambda _application, _options: "", _tag),
    ASSIGN: Kind("Assign reviewer", _cannot_assign, _assign),
}
# Kinds based on a version of the application: a change by someone else in between wins.
VERSIONED = (MOVE, REJECT)
