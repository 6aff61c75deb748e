"""What lists show next to an applicant's name: tags, reviewers, and the average score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import literal, select, union_all

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.pipeline.scores.models import Scorecard
from careers.pipeline.scores.queries import is_card_expected
from careers.pipeline.scores.scoring import average_words
from careers.pipeline.visibility.models import Assignment
from careers.review.tags.models import ApplicationTag, Tag

TAG, REVIEWER, OWN_CARD = "tag", "reviewer", "card"


@dataclass(frozen=True)
class Badges:
    """The names of tags and reviewers, and a text about the scores."""

    tags: Sequence[str]
    reviewers: Sequence[str]
    score: str


@dataclass
class _Found:
    tags: list[str] = field(default_factory=list)
    reviewers: list[tuple[int, str]] = field(default_factory=list)
    has_own_card: bool = False


def badges_of(applications: Sequence[Application], user: User) -> Mapping[int, Badges]:
    """Return the badges of every application in a list, in one query."""
    found = _found(applications, user) if applications else {}
    return {
        application.id: _marks(application, user, found.get(application.id) or _Found()) for application in applications
    }


def _marks(application: Application, user: User, found: _Found) -> Badges:
    asked = [number for number, _ in found.reviewers]
    score = ""
    if application.scorecard_count:
        score = f"{average_words(application.score)} of 4 ({application.scorecard_count})"
        if not found.has_own_card and is_card_expected(user, asked):
            score = "Submit your scorecard to see other scores"
    return Badges(found.tags, [name for _, name in found.reviewers], score)


def _found(applications: Sequence[Application], user: User) -> Mapping[int, _Found]:
    ids = [application.id for application in applications]
    # For each kind: the application, a number, a name, and the sort key.
    tags = select(ApplicationTag.application_id, literal(TAG), Tag.id, Tag.name, Tag.folded_name).join(
        Tag, Tag.id == ApplicationTag.tag_id
    )
    reviewers = select(Assignment.application_id, literal(REVIEWER), User.id, User.name, User.name).join(
        User, User.id == Assignment.user_id
    )
    cards = select(
        Scorecard.application_id,
        literal(OWN_CARD),
        Scorecard.id,
        Scorecard.author_name,
        Scorecard.author_name,
    ).where(Scorecard.author_id == user.id)
    statement = union_all(
        tags.where(ApplicationTag.application_id.in_(ids)),
        reviewers.where(Assignment.application_id.in_(ids)),
        # Whether the user's own scorecard is among them matters only if there are any.
        cards.where(
            Scorecard.application_id.in_(
                [application.id for application in applications if application.scorecard_count]
            )
        ),
    )
    found: dict[int, _Found] = {}
    for owner, kind, number, name, _ in sorted(db.session.execute(statement), key=lambda row: (row[4], row[2])):
        entry = found.setdefault(owner, _Found())
        if kind == TAG:
            entry.tags.append(name)
        elif kind == REVIEWER:
            entry.reviewers.append((number, name))
        else:
            entry.has_own_card = True
    return found
