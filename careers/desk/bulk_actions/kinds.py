"""What may be done to many applications at once, as a table: what stands in its way, and how it is done to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from careers.accounts.models import User
from careers.accounts.queries import user_by_id
from careers.applications.messages.services import Words
from careers.applications.models import Application
from careers.company.stages.queries import stage_label
from careers.desk.bulk_actions.models import ASSIGN, MOVE, REJECT, TAG, BulkItem
from careers.pipeline.assignments.queries import may_review
from careers.pipeline.decisions import services
from careers.pipeline.decisions.message_services import reject_with_message
from careers.pipeline.stages.queries import moves_of
from careers.review.reviewers.services import assign
from careers.review.tags.services import add_tags

Options = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of bulk: its label, what speaks against one application (empty if nothing), and how it is done."""

    label: str
    problem: Callable[[Application, Options], str]
    act: Callable[[Application, BulkItem, Options, User], object]


def _settled(application: Application) -> str:
    return f"It is settled already ({application.disposition})." if application.disposition else ""


def _cannot_move(application: Application, options: Options) -> str:
    target = options["target"]
    if application.stage == target:
        return f"It stands at {stage_label(target)} already."
    if target not in [stage.key for stage in moves_of(application)]:
        return f"It does not go from {stage_label(application.stage)} to {stage_label(target)}."
    return _settled(application)


def _cannot_assign(application: Application, options: Options) -> str:
    user = user_by_id(options["user"])
    if user is None:
        return "That account is closed."
    return (
        ""
        if may_review(user, application.posting_id)
        else f"{user.name} is not on the posting’s hiring team."
    )


def _move(application: Application, item: BulkItem, options: Options, by: User) -> object:
    return services.move_stage(application, options["target"], version=item.version, by=by)


def _tag(application: Application, _item: BulkItem, options: Options, by: User) -> object:
    return add_tags(application, options["tags"], by=by)


def _assign(application: Application, _item: BulkItem, options: Options, by: User) -> object:
    user = user_by_id(options["user"])
    if user is None:
        raise services.IllegalMove("That account is closed.")
    return assign(application, user, by=by)


def _reject(application: Application, item: BulkItem, options: Options, by: User) -> object:
    words = Words(item.subject, item.body, f"bulk {item.bulk_id}")
    # It has waited already, together with all the others.
    return reject_with_message(
        application, words, reason=options["reason"], version=item.version, by=by, delay=timedelta(0)
    )


KINDS: dict[str, Kind] = {
    REJECT: Kind("Reject with a message", lambda application, _: _settled(application), _reject),
    MOVE: Kind("Move to a stage", _cannot_move, _move),
    TAG: Kind("Put tags on", lambda _application, _options: "", _tag),
    ASSIGN: Kind("Ask somebody to review", _cannot_assign, _assign),
}
# Those that are decided on a version of the application: a later change by somebody else comes first.
VERSIONED = (MOVE, REJECT)
