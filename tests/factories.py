"""Rows for tests, with valid values for whatever a test does not care about.

``a_posting(title="Cook")`` saves and returns a posting. Call them where an app context is pushed, as it is in
every test that uses the ``app`` or ``client`` fixture; what the test had flushed before but not committed is lost.
"""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from itertools import count
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.low_level import Type

from careers.accounts.models import User
from careers.applications.messages.models import Message, MessageText
from careers.applications.models import Application, ApplicationText, Attachment, Candidate, Event
from careers.clock import now
from careers.company.models import Benefit, CompanyProfile, Department, HiringStep, Location, Page
from careers.database import db, transaction
from careers.documents.models import Document, DocumentText
from careers.mail.models import OutboundEmail
from careers.postings.models import HIRING_MANAGER, PUBLISHED, HiringTeamMember, Posting, PostingSection
from careers.postings.questions.models import PostingQuestion

Row = TypeVar("Row")
PASSWORD = "correct horse battery staple"
# Real Argon2id hashes take their time on purpose; these are as real, but made with the smallest parameters.
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, type=Type.ID)
_numbers = count(1)


def save(row: Row) -> Row:
    """Commit a row, with what hangs on it, and return it."""
    with transaction():
        db.session.add(row)
    return row


def a_user(role: str = "recruiter", **values: Any) -> User:
    """A member of staff, whose password is ``PASSWORD``."""
    number = next(_numbers)
    email = values.pop("email", f"person{number}@staff.example")
    password = values.pop("password", PASSWORD)
    given = {"name": f"Person {number}", "email": email, "email_normalized": email.lower(), "role": role}
    return save(User(**given | {"password_hash": _QUICK.hash(password)} | values))


def a_company(**values: Any) -> CompanyProfile:
    """The company, with enough said about it for every public page."""
    given = {
        "id": 1,
        "name": "Example Works",
        "headline": "Work that works",
        "country": "US",
        "tagline": "We build.",
    }
    return save(CompanyProfile(**given | {"email": "careers@works.example", "locality": "Springfield"} | values))


def a_page(slug: str, **values: Any) -> Page:
    """A page of words."""
    given = {
        "title": slug.replace("-", " ").capitalize(),
        "body_markdown": "Words.",
        "body_html": "<p>Words.</p>",
    }
    return save(Page(slug=slug, **given | values))


def a_benefit(**values: Any) -> Benefit:
    """Something that the company offers."""
    return save(Benefit(**{"title": "Time", "description": "Thirty days off.", "position": next(_numbers)} | values))


def a_hiring_step(**values: Any) -> HiringStep:
    """A step on the way to an answer."""
    return save(HiringStep(**{"title": "A talk", "description": "We talk.", "position": next(_numbers)} | values))


def a_department(**values: Any) -> Department:
    """A part of the company."""
    number = next(_numbers)
    return save(Department(**{"slug": f"department-{number}", "name": f"Department {number}"} | values))


def a_location(**values: Any) -> Location:
    """An office."""
    number = next(_numbers)
    given = {
        "slug": f"office-{number}",
        "name": f"Office {number}",
        "locality": "Springfield",
        "country": "US",
    }
    return save(Location(**given | values))


def a_posting(*, managers: Iterable[User] = (), sections: dict[str, str] | None = None, **values: Any) -> Posting:
    """A published, open posting. ``sections`` maps names to Markdown; ``managers`` are its hiring managers."""
    number = next(_numbers)
    title = values.setdefault("title", f"Position {number}")
    if "department" not in values and "department_id" not in values:
        values["department_id"] = a_department().id
    if values.get("office_mode", "hybrid") and "locations" not in values:
        values["locations"] = [a_location()]
    texts = {"description": "The work.", "responsibilities": "- Do it"} if sections is None else sections
    given = {
        "slug": "-".join(title.lower().split()),
        "summary": f"{title}, in one sentence.",
        "state": PUBLISHED,
        "office_mode": "hybrid",
        "base_salary_min": 9_000_000,
        "base_salary_max": 12_000_000,
        "date_posted": now() - timedelta(days=1),
        "valid_through": now() + timedelta(days=30),
        "sections": [PostingSection(name=name, markdown=text, html=f"<p>{text}</p>") for name, text in texts.items()],
        "team": [HiringTeamMember(user_id=user.id, role=HIRING_MANAGER) for user in managers],
    }
    values.setdefault("opened_at", values.get("date_posted", given["date_posted"]))
    return save(Posting(**given | values))


def a_general_posting(**values: Any) -> Posting:
    """What applications without a position are filed under, open."""
    given: dict[str, Any] = {
        "title": "General application",
        "is_general": True,
        "office_mode": "",
        "valid_through": None,
    }
    return a_posting(**given | {"base_salary_min": None, "base_salary_max": None} | values)


def a_question(posting: Posting, wording: str = "Why here?", **values: Any) -> PostingQuestion:
    """A question that the posting asks; optional, answered in a line."""
    given = {"kind": "short", "position": next(_numbers)}
    return save(PostingQuestion(posting_id=posting.id, wording=wording, **given | values))


def a_document(**values: Any) -> Document:
    """A document's row; there are no bytes behind it, for those go through ``documents.services``."""
    number = next(_numbers)
    text = values.pop("text", None)
    given = {
        "kind": "resume",
        "display_name": f"resume-{number}.pdf",
        "media_type": "application/pdf",
        "size": 1000 + number,
        "sha256": sha256(str(number).encode()).hexdigest(),
        "storage_key": sha256(f"key {number}".encode()).hexdigest(),
        "page_count": 2,
    }
    document = save(Document(**given | values))
    if text is not None:
        save(DocumentText(document_id=document.id, text=text))
    return document


def a_candidate(**values: Any) -> Candidate:
    """A person."""
    number = next(_numbers)
    email = values.pop("email", f"candidate{number}@people.example")
    return save(
        Candidate(**{"name": f"Candidate {number}", "email": email, "email_normalized": email.lower()} | values)
    )


def an_application(
    posting: Posting | None = None, *, documents: Iterable[Document] | None = None, **values: Any
) -> Application:
    """An active application in its first stage, with a resume and the event of its arrival."""
    number = next(_numbers)
    posting_id = (posting or a_posting()).id
    if "candidate_id" not in values:
        named = {key: values[key] for key in ("name", "email") if key in values}
        values["candidate_id"] = a_candidate(**named).id
    candidate = db.session.get_one(Candidate, values["candidate_id"])
    given = {
        "reference": f"T{number:07d}",
        "posting_id": posting_id,
        "name": candidate.name,
        "email": candidate.email,
        "fingerprint": sha256(f"application {number}".encode()).hexdigest(),
        "reply_due_at": now() + timedelta(days=14),
        "privacy_version": "1",
        "text": ApplicationText(**{key: values.pop(key) for key in _TEXTS if key in values}),
        "events": [Event(kind="submitted", actor_name=candidate.name)],
    }
    document_ids = [document.id for document in ([a_document()] if documents is None else documents)]
    given["attachments"] = [Attachment(document_id=document_id) for document_id in document_ids]
    return save(Application(**given | values))


def a_message(application: Application, **values: Any) -> Message:
    """A message that was sent to the candidate."""
    given = {
        "author_name": "Kim",
        "subject": "Hello",
        "fingerprint": f"message {next(_numbers)}",
        "read_at": now(),
    }
    text = MessageText(body=values.pop("body", "Hello."))
    return save(Message(application_id=application.id, text=text, sent_at=now(), **given | values))


def an_email(**values: Any) -> OutboundEmail:
    """An email that waits to be sent."""
    number = next(_numbers)
    given = {
        "kind": "acknowledgement",
        "to_address": f"to{number}@people.example",
        "message_id": f"<{number}@test>",
    }
    return save(OutboundEmail(**given | values))


_TEXTS = ("project_description", "cover_letter", "links")
