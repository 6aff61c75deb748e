"""The steps of applying: save what was sent, check it, and submit it, each in its own transaction."""

from dataclasses import dataclass

from careers.applications import queries
from careers.applications.access_links.services import mail_draft_link
from careers.applications.apply import draft_services
from careers.applications.apply.admission_services import submit_or_quarantine
from careers.applications.apply.forms import ApplicationForm
from careers.applications.apply.posting_forms import draft_form
from careers.applications.apply.upload_services import Received, receive
from careers.applications.draft_services import start_draft
from careers.applications.equal_opportunity.services import seal
from careers.applications.models import Draft
from careers.applications.questions.forms import MISSING
from careers.applications.questions.queries import PREFIX, Asked, field_name
from careers.config import current_settings
from careers.database import db, in_transaction, transaction
from careers.documents.models import RESUME
from careers.documents.services import read_ahead, record_beginning
from careers.documents.storage import current_storage
from careers.errors import DomainError
from careers.postings.models import Posting
from careers.postings.questions.models import FILE


class AlreadySent(DomainError):
    """The draft was submitted in the meantime, so nothing was saved."""


NO_RESUME = "Choose your resume."
CHANGED = (
    "Some questions changed while you were filling in the form. Check them again; everything you wrote is still here."
)


@dataclass(frozen=True)
class SaveResult:
    """The result of saving a form: the draft as it is now, and what was refused."""

    draft: Draft
    token: str
    received: Received

    @property
    def is_refused(self) -> bool:
        """Return whether any file was refused."""
        return not self.received.is_clean

    def show_refusals(self, form: ApplicationForm) -> None:
        """Show the errors next to the file fields they belong to."""
        form.resume.errors = self.received.resume_errors or form.resume.errors
        form.work_samples.errors = [*self.received.sample_errors, *form.work_samples.errors]
        for question_id, sentences in self.received.answer_errors.items():
            field = form[f"{PREFIX}{question_id}"]
            field.errors = sentences or field.errors


@dataclass(frozen=True)
class Outcome:
    """Whether the draft was submitted, now or earlier."""

    is_sent: bool


def save_draft(form: ApplicationForm, posting_id: int, token: str | None, *, remove: int | None) -> SaveResult:
    """Save the form in the draft with this token, or in a new one.

    Files are stored first, outside any transaction, because writing and inspecting them takes time. A crash in
    between leaves files without a row, which are swept. Raises AlreadySent.
    """
    storage, settings = current_storage(), current_settings()
    draft = queries.draft_with(token, posting_id) if token else None
    received = receive(
        [form.resume.data] if form.resume.data else [],
        form.work_samples.data or [],
        {question.id: form[field_name(question)].data for question in form.asked.current if question.kind == FILE},
        room=settings.max_work_samples - draft_services.work_sample_count(draft, besides=remove),
        settings=settings,
        storage=storage,
    )
    changes = draft_services.Changes(
        form.answers(),
        received.resume,
        received.work_samples,
        received.answers,
        remove,
        form.signs(),
        form.voluntary_answers(),
    )
    try:
        ahead = read_ahead(received.resume, storage) if received.resume else None
        with transaction():
            token = _change(posting_id, token, changes, received, form.asked)
            if received.resume and ahead:
                record_beginning(received.resume, ahead)
    except BaseException:
        received.forget(storage)
        raise
    kept = queries.draft_with(token, posting_id)
    assert kept is not None  # noqa: S101  # nosec B101  (written a moment ago)
    return SaveResult(kept, token, received)


def mail_link(sending: SaveResult, posting_id: int, address: str, remote: str) -> bool:
    """Queue an email with the draft's link; return False if there were too many requests."""
    with transaction():
        draft = queries.draft_with(sending.token, posting_id, to_change=True)
        return draft is not None and mail_draft_link(draft, sending.token, address, remote)


def _change(
    posting_id: int, token: str | None, changes: draft_services.Changes, received: Received, asked: Asked
) -> str:
    storage, limit = current_storage(), current_settings().max_work_samples
    draft = queries.draft_with(token, posting_id, to_change=True) if token else None
    if draft is not None and draft.is_sent:
        raise AlreadySent("This application was already sent.")
    if draft is None or token is None:
        draft, token = start_draft(db.session.get_one(Posting, posting_id))
    # Counted again, now that nobody else can change this draft.
    room = limit - draft_services.work_sample_count(draft, besides=changes.remove)
    changes.work_samples = received.keep_samples(room, limit, storage)
    draft_services.change_draft(draft, changes, asked=asked, storage=storage)
    if changes.voluntary is not None:
        seal(draft, token, changes.voluntary)
    return token


def is_complete(form: ApplicationForm, draft: Draft) -> bool:
    """Return whether the form and its files can be submitted; if not, the form has an error at each field."""
    is_valid = form.validate()
    if not draft_services.files_of(draft, RESUME):
        form.resume.errors = [*form.resume.errors, NO_RESUME]
    files = form.asked.files(draft.attachments)
    for question in form.asked.current:
        if question.kind == FILE and question.is_required and question.id not in files:
            form[field_name(question)].errors = [MISSING[FILE]]
    former = form.asked.former(draft.answers.get("questions", {}), draft.attachments)
    if {str(answer.question.id) for answer in former} - set(draft.answers.get("seen", [])):
        form.form_errors = [CHANGED]
    return bool(is_valid) and not form.errors


def submit(token: str, posting_id: int, privacy_version: str, remote: str) -> Outcome | None:
    """Submit the draft with this token, once; return None if there is no such draft. Raises PostingClosed.

    ``remote`` is the client's network address.
    """

    def work() -> Outcome | None:
        draft = queries.draft_with(token, posting_id, to_change=True)
        if draft is None:
            return None
        if not draft.is_sent:
            form = draft_form(draft, token)
            if not is_complete(form, draft):
                return Outcome(is_sent=False)
            draft_services.settle_questions(draft, form.asked, storage=current_storage())
        submit_or_quarantine(draft, token, privacy_version=privacy_version, remote=remote)
        return Outcome(is_sent=True)

    return in_transaction(work)
