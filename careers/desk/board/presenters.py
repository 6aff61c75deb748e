"""The board of a posting and the comparison of finalists, as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careers.accounts.models import User
from careers.applications.models import Application
from careers.company.stages.queries import label_with_archived
from careers.desk.application_list.badge_queries import Badges, badges_of
from careers.desk.board import queries as board_queries
from careers.pipeline.assignments import queries as assignment_queries
from careers.pipeline.blind_review.presenters import display_text
from careers.pipeline.blind_review.queries import work_scores_among
from careers.pipeline.scores import queries as score_queries
from careers.pipeline.scores.models import Scorecard
from careers.pipeline.scores.scoring import average_of, average_words
from careers.pipeline.summary.presenters import ApplicationSummary, summary_of
from careers.postings.models import Posting
from careers.review.scorecards.presenters import ScoreSummary, score_summary_of


@dataclass(frozen=True)
class ShownColumn:
    """A column: its stage, the number of applications, its cards, and the id after which more follow.

    ``is_left``: nothing can be moved here anymore. ``behind``: the stages before it.
    """

    stage: str
    label: str
    behind: Sequence[str]
    is_left: bool
    count: str
    cards: Sequence[ApplicationSummary]
    more: int | None


@dataclass(frozen=True)
class Cell:
    """The scores of a finalist for a criterion: the average, and each with its reviewer and comment."""

    average: str
    scores: Sequence[tuple[str, int, str]]


@dataclass(frozen=True)
class Finalist:
    """A column of the comparison; ``sum`` is None if there are no scores or the user can't see them yet."""

    head: ApplicationSummary
    is_open: bool
    count: int
    sum: ScoreSummary | None
    work: Sequence[tuple[str, int, str]]


@dataclass(frozen=True)
class Comparison:
    """Finalists side by side: a row per criterion, a cell per finalist."""

    finalists: Sequence[Finalist]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    has_work: bool


def shown_board(
    user: User, posting: Posting, before: Mapping[str, int]
) -> tuple[list[ShownColumn], Mapping[int, Badges]]:
    """Return the columns, and the badges of their cards."""
    columns = board_queries.board_of(user, posting, before)
    stages = [column.stage.key for column in columns]
    shown = [
        ShownColumn(
            stage=column.stage.key,
            label=label_with_archived(column.stage),
            behind=stages[:place],
            is_left=column.is_left,
            count=_count(column.count),
            cards=[summary_of(application) for application in column.applications],
            more=column.applications[-1].id if column.has_older else None,
        )
        for place, column in enumerate(columns)
    ]
    return shown, badges_of([application for column in columns for application in column.applications], user)


def comparison_of(user: User, posting: Posting, ids: Sequence[int]) -> Comparison:
    """Return the chosen finalists and the criteria they were scored on, current ones first."""
    applications = board_queries.finalists(user, posting, ids)
    numbers = [application.id for application in applications]
    cards = _cards_by_application(numbers)
    reviewers = assignment_queries.assignees_of(numbers)
    scored = score_queries.ids_scored_by(user, numbers)
    is_open = {
        number: number in scored
        or not score_queries.is_card_expected(user, [reviewer.id for reviewer in reviewers.get(number, [])])
        for number in numbers
    }
    open_cards = {number: cards.get(number, []) if is_open[number] else [] for number in numbers}
    work = work_scores_among(numbers) if posting.work_sample_first else {}
    names = [criterion.name for criterion in score_queries.criteria_of(posting.id)]
    names += [score.name for given in open_cards.values() for card in given for score in card.scores]
    return Comparison(
        finalists=[
            Finalist(
                head=summary_of(application),
                is_open=is_open[application.id],
                count=len(cards.get(application.id, [])),
                sum=score_summary_of(open_cards[application.id]) if open_cards[application.id] else None,
                work=[
                    (w.author_name, w.value, display_text(application, w.comment))
                    for w in work.get(application.id, [])
                    if is_open[application.id]
                ],
            )
            for application in applications
        ],
        rows=[
            (name, [_cell(name, application, open_cards[application.id]) for application in applications])
            for name in dict.fromkeys(names)
        ],
        has_work=bool(work),
    )


def _cards_by_application(numbers: Sequence[int]) -> Mapping[int, list[Scorecard]]:
    found: dict[int, list[Scorecard]] = {}
    for card in score_queries.scorecards_of(numbers) if numbers else []:
        found.setdefault(card.application_id, []).append(card)
    return found


def _cell(name: str, application: Application, cards: Sequence[Scorecard]) -> Cell:
    given = [
        (card.author_name, score.value, display_text(application, score.comment))
        for card in cards
        for score in card.scores
        if score.name == name
    ]
    return Cell(average_words(average_of([score[1] for score in given])) if given else "", given)


def _count(count: int) -> str:
    most = board_queries.MAX_COUNTED
    return f"{most:,}+" if count > most else str(count)
