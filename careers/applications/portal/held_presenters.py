"""The portal page of a submission in quarantine: the same text as for an application that nobody has read yet."""

from careers.applications.event_kinds import EventKind
from careers.applications.models import WITHDRAWN, Application
from careers.applications.opening_queries import openings_of_held
from careers.applications.portal.presenters import (
    CandidatePage,
    Choice,
    candidate_page,
    clock_of,
    openings_shown,
    titles_of,
)
from careers.applications.portal.queries import Sent
from careers.applications.portal.wording import ENDINGS, EVENTS, stage_words, way_words
from careers.applications.quarantine.presenters import held_receipt
from careers.applications.quarantine.queries import Held
from careers.applications.queries import candidate_with
from careers.clock import local_date
from careers.company.retention_queries import retention_months, retention_period
from careers.company.stages.models import FIRST_STAGE
from careers.formatting import format_date, format_receipt_time


def sent_page(sent: Sent) -> CandidatePage:
    """Return the page of whatever the link opens."""
    return candidate_page(sent) if isinstance(sent, Application) else held_page(sent)


def held_page(held: Held) -> CandidatePage:
    """Return the page of a quarantined submission. Nothing on it reveals the quarantine."""
    it = held.submission
    is_active, is_agreed = it.withdrawn_at is None, bool(held.draft.answers.get("keep_for_future"))
    candidate = candidate_with(it.email_normalized)
    happened = [(it.withdrawn_at, EVENTS[WITHDRAWN]), (it.submitted_at, EVENTS[EventKind.SUBMITTED])]
    return CandidatePage(
        receipt=held_receipt(it, held.draft),
        standing=stage_words(FIRST_STAGE) if is_active else ENDINGS[WITHDRAWN],
        stages=way_words(it.posting.stage_keys, FIRST_STAGE),
        stage=stage_words(FIRST_STAGE).name if is_active else None,
        clock=clock_of(it.reply_due_at, it.withdrawn_at),
        timeline=[(format_receipt_time(at), what) for at, what in happened if at],
        openings=openings_shown(openings_of_held(it.id), held.draft.attachments),
        older_files=[],
        future=Choice(is_agreed, format_receipt_time(it.submitted_at) if is_agreed else ""),
        others=titles_of(candidate.id) if candidate else [],
        deleted_on=format_date(local_date((it.withdrawn_at or it.submitted_at) + retention_period())),
        kept_months=retention_months(),
        is_active=is_active,
        may_change_files=False,
        interviews=[],
        messages=[],
    )
