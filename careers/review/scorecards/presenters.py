"""Scorecards as pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from careers.accounts.models import User
from careers.applications.models import Application
from careers.applications.presenters import shown_file
from careers.documents.models import RESUME
from careers.formatting import format_datetime
from careers.pipeline.blind_review.presenters import display_text, is_redacted
from careers.pipeline.blind_review.queries import work_scores_of
from careers.pipeline.scores import queries as score_queries
from careers.pipeline.scores.models import Scorecard
from careers.pipeline.scores.scoring import (
    ANSWERS,
    OTHER_EVIDENCE,
    RECOMMENDATIONS,
    SCALE,
    Criterion,
    average_of,
    average_words,
    evidence_of_document,
)
from careers.pipeline.scores.work_score_models import WorkSampleScore
from careers.review.scorecards.services import content_of

DELETED_FILE = "Something that’s no longer there"


@dataclass(frozen=True)
class ShownScore:
    """A score: its number and meaning, its evidence, and the comment."""

    name: str
    description: str
    value: int
    meaning: str
    evidence: str
    comment: str


@dataclass(frozen=True)
class ShownCard:
    """The content of a scorecard, or of an earlier version."""

    who: str
    at: str
    recommendation: str
    average: str
    summary: str
    scores: Sequence[ShownScore]
    earlier: Sequence[ShownCard]


@dataclass(frozen=True)
class ScoreSummary:
    """All scorecards together: averages by criterion, and the number of each recommendation."""

    average: str
    count: int
    criteria: Sequence[tuple[str, str, int]]
    recommendations: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Scores:
    """The panel of scores; scorecards that the user can't see yet are only counted."""

    is_open: bool
    count: int
    own: bool
    cards: Sequence[ShownCard]
    sum: ScoreSummary | None
    work: Sequence[ShownScore]


def citable_of(application: Application, *, is_locked: bool = False) -> dict[str, str]:
    """Return the possible evidence for a score with labels. Text, answers, and attachments must be loaded.

    ``is_locked``: until the work sample is scored, not even the resume's file name is shown.
    """
    found = {}
    for attachment in sorted(application.attachments, key=lambda attachment: (attachment.document.kind, attachment.id)):
        kind = "Resume" if attachment.document.kind == RESUME else "Work sample"
        is_hidden = is_redacted(application) or (is_locked and attachment.document.kind == RESUME)
        name = f"file {attachment.document_id}" if is_hidden else shown_file(attachment.document).name
        found[evidence_of_document(attachment.document_id)] = f"{kind}: {name}"
    for name, label in ANSWERS.items():
        if getattr(application.text, name).strip():
            found[name] = label
    for answer in application.answers:
        found[f"answer:{answer.id}"] = f"Answer: {answer.wording}"
    return found | OTHER_EVIDENCE


def scores_of(application: Application, user: User, reviewer_ids: Sequence[int]) -> Scores:
    """Return the panel of scores, as far as this user can see it."""
    cards = score_queries.scorecards_of([application.id])
    own = any(card.author_id == user.id for card in cards)
    is_open = own or not score_queries.is_card_expected(user, reviewer_ids)
    labels = citable_of(application)
    shown = [_redacted(application, shown_card(card, labels)) for card in cards] if is_open else []
    work = (
        [_work(application, score) for score in work_scores_of(application.id)]
        if application.posting.work_sample_first and is_open
        else []
    )
    return Scores(is_open, len(cards), own, shown, score_summary_of(cards) if is_open and cards else None, work)


def shown_card(card: Scorecard, labels: Mapping[str, str]) -> ShownCard:
    """Return a scorecard with its earlier versions. Scores and earlier versions must be loaded."""
    earlier = [
        _card(card.author_name, format_datetime(revision.submitted_at), revision.content, labels, [])
        for revision in card.earlier
    ]
    return _card(card.author_name, format_datetime(card.submitted_at), content_of(card), labels, earlier)


def score_summary_of(cards: Sequence[Scorecard]) -> ScoreSummary:
    """Return a summary of scorecards; criteria are grouped by their wording at the time of scoring."""
    values: dict[str, list[int]] = {}
    for card in cards:
        for score in card.scores:
            values.setdefault(score.name, []).append(score.value)
    made = Counter(card.recommendation for card in cards)
    return ScoreSummary(
        average=average_words(sum(card.average for card in cards) // len(cards)),
        count=len(cards),
        criteria=[(name, average_words(average_of(given)), len(given)) for name, given in values.items()],
        recommendations=[(label, made[name]) for name, label in RECOMMENDATIONS.items() if made[name]],
    )


def prefilled(card: Scorecard, criteria: Sequence[Criterion]) -> dict[int, Any]:
    """Return the scores of a scorecard for the current criteria: by the same row, otherwise by the same name."""
    by_id = {score.criterion_id: score for score in card.scores if score.criterion_id}
    by_name = {score.name.casefold(): score for score in card.scores}
    found = {criterion.id: by_id.get(criterion.id) or by_name.get(criterion.name.casefold()) for criterion in criteria}
    return {number: score for number, score in found.items() if score is not None}


def has_different_criteria(card: Scorecard, criteria: Sequence[Criterion]) -> bool:
    """Return whether the criteria have changed since the scorecard was submitted."""
    return [(criterion.name, criterion.description) for criterion in criteria] != [
        (score.name, score.description) for score in card.scores
    ]


def _redacted(application: Application, card: ShownCard) -> ShownCard:
    # Colleagues who know the candidate's name may have written it.
    return replace(
        card,
        summary=display_text(application, card.summary),
        scores=[replace(score, comment=display_text(application, score.comment)) for score in card.scores],
        earlier=[_redacted(application, card) for card in card.earlier],
    )


def _work(application: Application, score: WorkSampleScore) -> ShownScore:
    comment = display_text(application, score.comment)
    return ShownScore(score.author_name, "", score.value, SCALE[score.value][0], "", comment)


def _card(
    who: str, at: str, content: Mapping[str, Any], labels: Mapping[str, str], earlier: Sequence[ShownCard]
) -> ShownCard:
    scores = [
        ShownScore(
            name=entry["name"],
            description=entry["description"],
            value=entry["value"],
            meaning=SCALE[entry["value"]][0],
            evidence=labels.get(entry["evidence"], DELETED_FILE),
            comment=entry["comment"],
        )
        for entry in content["scores"]
    ]
    return ShownCard(
        who=who,
        at=at,
        recommendation=RECOMMENDATIONS[content["recommendation"]],
        average=average_words(content["average"]),
        summary=content["summary"],
        scores=scores,
        earlier=earlier,
    )
