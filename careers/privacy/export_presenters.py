"""Everything that the site holds about a person, as a zip file: data as JSON, and every original file."""

import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import RawIOBase
from typing import IO, Any, cast

from careers.applications.event_kinds import EventKind
from careers.applications.fields import NAMES, values_of
from careers.applications.messages.models import SENT, Message
from careers.applications.messages.queries import thread_of
from careers.applications.models import WITHDRAWN, Answer, Application, Attachment, Draft, Event
from careers.applications.opening_queries import openings_of_held
from careers.applications.portal import queries
from careers.applications.portal.presenters import is_decision_waiting, visible_events
from careers.applications.portal.wording import moved_to, role_words, stage_words
from careers.applications.quarantine.models import QuarantinedSubmission
from careers.applications.quarantine.queries import emails_about, held_of
from careers.applications.queries import candidate_with
from careers.applications.questions.services import sent_answers
from careers.audit.models import AuditEntry
from careers.clock import now
from careers.company.stages.models import FIRST_STAGE
from careers.documents.queries import text_of
from careers.documents.storage import CHUNK, FolderStorage, StorageUnavailable
from careers.mail.models import OutboundEmail
from careers.postings.alerts.queries import alerts_of_address
from careers.privacy.queries import applications_of, emails_to
from careers.review.interviews.presenters import told_interviews

COLUMNS = (
    "reference",
    "source",
    "stage",
    "disposition",
    "disposed_at",
    "submitted_at",
    "reply_due_at",
    "privacy_version",
    "consented_at",
    "future_roles_consent_at",
)
# While the message that announces a decision waits, the decision can still be undone.
UNTOLD = ("disposition", "disposed_at")
FILE_COLUMNS = (
    "kind",
    "display_name",
    "media_type",
    "size",
    "sha256",
    "received_at",
    "warning",
    "page_count",
)
MISSING = "This file couldn’t be read when the archive was created. Please contact us about it.\n"


class Outlet(RawIOBase):
    """The target of a zip file that is streamed; ``take`` returns what has been written since the last call."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def write(self, piece: Any) -> int:
        """Keep bytes until they are taken."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def writable(self) -> bool:
        """Return True. The stream can't seek, so the zip is written in one pass."""
        return True

    def take(self) -> bytes:
        """Return and forget the bytes written so far."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def archive_of(address: str, storage: FolderStorage) -> Iterator[bytes]:
    """Yield the zip file of everything under a normalized address, in chunks.

    At most one text is in memory, however large the file gets.
    """
    candidate, outlet = candidate_with(address), Outlet()
    applications = applications_of(candidate.id) if candidate else []
    waiting = held_of(address)
    sent = [(application.reference, application.attachments) for application in applications]
    sent += [(held.reference, draft.attachments) for held, draft in waiting]
    facts = _facts(
        address,
        [_application(application) for application in applications] + [_held(held, draft) for held, draft in waiting],
    )
    with zipfile.ZipFile(cast("IO[bytes]", outlet), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(facts, indent=2, ensure_ascii=False))
        for reference, attachments in sent:
            for number, attachment in enumerate(attachments, start=1):
                yield outlet.take()
                name = f"{reference}/{number}-{attachment.document.display_name}"
                yield from _file(archive, outlet, name, attachment.document.storage_key, storage)
                archive.writestr(f"{reference}/text/{number}.txt", text_of(attachment.document))
    yield outlet.take()


def _file(archive: zipfile.ZipFile, outlet: Outlet, name: str, key: str, storage: FolderStorage) -> Iterator[bytes]:
    try:
        source = storage.open(key)
    except StorageUnavailable:
        archive.writestr(f"{name}.missing.txt", MISSING)
        return
    with source, archive.open(name, "w", force_zip64=True) as target:
        while piece := source.read(CHUNK):
            target.write(piece)
            yield outlet.take()


def _facts(address: str, applications: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "made_at": _plain(now()),
        "about": "Everything this site holds for the email address below, except the hiring team’s notes.",
        "applications": applications,
        "alerts": _alerts(address),
    }


def _alerts(address: str) -> list[dict[str, Any]]:
    return [
        {
            "search": alert.criteria,
            "frequency": alert.frequency,
            "state": alert.state,
            "confirmed_at": _plain(alert.confirmed_at),
        }
        for alert in alerts_of_address(address)
    ]


def _application(application: Application) -> dict[str, Any]:
    messages = thread_of(application.id)
    untold = UNTOLD if is_decision_waiting(messages) else ()
    return {
        "posting": application.posting.title,
        **{name: None if name in untold else _plain(getattr(application, name)) for name in COLUMNS},
        "stage": stage_words(application.stage).name,
        **values_of(application),
        "answers": [_answer(answer) for answer in application.answers],
        "files": [
            _attachment(attachment, number) for number, attachment in enumerate(application.attachments, start=1)
        ],
        "events": [_event(event) for event in visible_events(application.events, messages)],
        "opened_by": _opened_by(queries.openings_of(application.id)),
        "conversation": [_message(message) for message in messages if message.state == SENT],
        "interviews": [
            {
                "title": interview.title,
                "standing": interview.standing,
                "when": interview.when,
                "place": interview.place,
            }
            for interview in told_interviews(application)
        ],
        "messages": [_email(email) for email in emails_to(application)],
        "last_contact": _plain(queries.last_contact(application)),
    }


def _held(held: QuarantinedSubmission, draft: Draft) -> dict[str, Any]:
    # As for an application that nobody has read yet.
    said, withdrawn = draft.answers, held.withdrawn_at
    columns = {name: _plain(getattr(held, name, said.get(name, ""))) for name in COLUMNS}
    happened = [(EventKind.SUBMITTED, held.submitted_at), (WITHDRAWN, withdrawn)]
    return {
        "posting": held.posting.title,
        **columns,
        "stage": stage_words(FIRST_STAGE).name,
        "disposition": WITHDRAWN if withdrawn else None,
        "disposed_at": _plain(withdrawn),
        "consented_at": _plain(held.submitted_at),
        "future_roles_consent_at": _plain(held.submitted_at) if said.get("keep_for_future") else None,
        **{name: said.get(name, "") for name in NAMES},
        "answers": [_answer(answer) for answer in sent_answers(draft)],
        "files": [_attachment(attachment, number) for number, attachment in enumerate(draft.attachments, start=1)],
        "events": [{"what": what, "at": _plain(at), "by": "you"} for what, at in happened if at],
        "opened_by": _opened_by(openings_of_held(held.id)),
        "conversation": [],
        "interviews": [],
        "messages": [_email(email) for email in emails_about(held)],
        "last_contact": _plain(withdrawn or held.submitted_at),
    }


def _opened_by(openings: Sequence[AuditEntry]) -> list[dict[str, Any]]:
    return [
        {"role": role_words(entry.details.get("role")), "what": entry.action, "at": _plain(entry.at)}
        for entry in openings
    ]


def _answer(answer: Answer) -> dict[str, Any]:
    return {"question": answer.wording, "kind": answer.kind, "answer": answer.text}


def _email(email: OutboundEmail) -> dict[str, Any]:
    return {"subject": email.subject, "state": email.state, "sent_at": _plain(email.sent_at)}


def _message(message: Message) -> dict[str, Any]:
    who = "you" if message.is_reply else "the hiring team"
    return {"by": who, "at": _plain(message.sent_at), "subject": message.subject, "text": message.text.body}


def _attachment(attachment: Attachment, number: int) -> dict[str, Any]:
    document = attachment.document
    shown = {name: _plain(getattr(document, name)) for name in FILE_COLUMNS}
    folder = "extracted text"
    return {**shown, "replaced_at": _plain(attachment.replaced_at), folder: f"text/{number}.txt"}


def _event(event: Event) -> dict[str, Any]:
    # Staff members appear by role, never by name; their internal discussion is not in these details.
    kept: dict[str, Any] = {name: event.details[name] for name in ("name", "old", "said") if name in event.details}
    # Staff's own names of stages may reveal more than the candidate was told.
    if "from" in event.details:
        kept |= {"from": stage_words(event.details["from"]).name}
    if "to" in event.details:
        kept |= {"to": moved_to(event.details)}
    who = "you" if event.actor_id is None else "the hiring team"
    return {"what": event.kind, "at": _plain(event.at), "by": who, **kept}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
