"""A short summary of an application for lists and page headings."""

from dataclasses import dataclass

from careers.applications.models import Application
from careers.clock import last_day, now
from careers.company.stages.queries import all_stages, stage_label
from careers.formatting import format_date, format_datetime
from careers.pipeline.blind_review.presenters import display_name, is_redacted
from careers.pipeline.reasons.queries import reason_label
from careers.pipeline.stages.queries import next_stage_of, possible_moves
from careers.pipeline.stages.transitions import level


@dataclass(frozen=True)
class ApplicationSummary:
    """The candidate's name or alias, the posting, and the status."""

    id: int
    version: int
    is_redacted: bool
    name: str
    email: str
    reference: str
    posting_id: int
    posting: str
    submitted: str
    answer_due: str
    is_overdue: bool
    source: str
    stage: str
    stage_name: str
    stage_level: int
    disposition: str
    reason: str
    moves: list[tuple[str, str]]
    next_move: str | None


# The source in a followed link may name the person who created it, or for whom.
HIDDEN_SOURCE = "Hidden for blind review"


def summary_of(application: Application) -> ApplicationSummary:
    """Return the summary. The posting must be loaded."""
    redacted = is_redacted(application)
    is_overdue = application.is_active and application.reply_due_at < now()
    next_stage = next_stage_of(application) if application.is_active else None
    return ApplicationSummary(
        id=application.id,
        version=application.version,
        is_redacted=redacted,
        name=display_name(application),
        email="" if redacted else application.email,
        reference=application.reference,
        posting_id=application.posting_id,
        posting=application.posting.title,
        submitted=format_datetime(application.submitted_at),
        answer_due=format_date(last_day(application.reply_due_at)),
        is_overdue=is_overdue,
        source=HIDDEN_SOURCE if redacted else application.source,
        stage=application.stage,
        stage_name=stage_label(application.stage),
        disposition=application.disposition or "",
        reason=reason_label(application.disposition, application.disposition_reason),
        stage_level=level(application.stage, all_stages()),
        moves=[(stage.key, stage.name) for stage in possible_moves(application)] if application.is_active else [],
        next_move=next_stage.key if next_stage else None,
    )
