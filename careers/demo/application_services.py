"""The demo's applications with files, tags, reviewers, and scorecards, so that the staff screens have content."""

import hashlib
import secrets
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from careers.accounts.models import User
from careers.applications.candidates.duplicate_services import compare_later
from careers.applications.event_kinds import EventKind
from careers.applications.models import (
    HIRED,
    REJECTED,
    WITHDRAWN,
    Answer,
    Application,
    ApplicationText,
    Attachment,
    Candidate,
    Event,
)
from careers.applications.tokens import new_reference, new_token, sealed, token_hash
from careers.clock import add_working_days, end_of_working_day, frozen, now
from careers.database import db
from careers.demo.resumes import resume_pdf
from careers.desk.application_search.filters import filter_from
from careers.desk.application_search.search_index import index_later
from careers.desk.saved_views.services import save_view
from careers.documents.services import receive_upload
from careers.documents.storage import current_storage
from careers.pipeline.decisions import services
from careers.pipeline.scores.queries import criteria_of
from careers.pipeline.scores.scoring import Entry, evidence_of_document
from careers.postings.models import Posting
from careers.postings.questions.queries import questions_asked
from careers.review.interviews.models import BOOKED, Interview, Interviewer
from careers.review.reviewers import services as assignment_services
from careers.review.scorecards import services as score_services
from careers.review.tags import services as tag_services
from careers.security import Role
from careers.tasks import enqueue
from careers.tasks.names import TaskName

CONTENT = Path(__file__).parent / "content" / "applicants.toml"
# The saved views that every user has at first.
VIEWS = {
    "To review": {"stage": "applied", "sort": "oldest"},
    "Django or Flask": {"q": "resume:(django OR flask)", "disposition": "all"},
}
MAX_SIZE = 100_000  # bytes; each is one page
REVIEWERS = (Role.RECRUITER, Role.HIRING_MANAGER, Role.INTERVIEWER)
ENDINGS = {REJECTED: services.reject, WITHDRAWN: services.withdraw}
# With whole days, all would have arrived at the minute of the first start.
MINUTES_BETWEEN = 97
COMMENTS = (
    "Used it in the latest job.",
    "Clear, and backed by numbers.",
    "Mentioned, but not shown.",
    "Explained the reasons, too.",
)


@dataclass(frozen=True)
class SentFile:
    """A file as a form would send it."""

    filename: str
    stream: BytesIO


def fill_applications(postings: Sequence[Posting], people: dict[Role, User]) -> None:
    """Create the applications, the oldest first, tagged, assigned, scored, and decided. No emails are sent."""
    recruiter, manager, interviewer = (people[role] for role in REVIEWERS)
    written = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["applicants"]
    by_title = {posting.title: posting for posting in postings}
    for number, row in enumerate(sorted(written, key=lambda row: -row["days_ago"])):
        at = now() - timedelta(days=row["days_ago"], minutes=MINUTES_BETWEEN * (number % 7))
        with frozen(at):
            application = _application(row, by_title[row.get("posting", postings[0].title)])
        if row["tags"]:
            tag_services.add_tags(application, row["tags"], by=recruiter)
        # Each user only wants email about their own assignments, so the demo sends no email.
        assignment_services.assign(application, manager, by=manager)
        if row.get("ask_interviewer"):
            assignment_services.assign(application, interviewer, by=interviewer)
        for name, by in (("recruiter", recruiter), ("manager", manager)):
            if row.get(name):
                _score(application, row[name], by)
        if "interview" in row:
            _interview(application, row["interview"], (recruiter, manager, interviewer))
        for step in row.get("history", []):
            _happened(application, *step, by=manager)
        enqueue(TaskName.READ_DOCUMENT, {"document_id": application.attachments[0].document_id})
        index_later(application.id)
        compare_later(application.id)
    for name, query in VIEWS.items():
        shown = {**query, "posting": str(postings[0].id)}
        save_view(filter_from(shown), name=name, is_shared=True, by=recruiter)


def _happened(application: Application, days: int, what: str, reason: str = "", *, by: User) -> None:
    """Make a decision through its service, dated on the day it was made."""
    day = application.submitted_at + timedelta(days=days)
    with frozen(day):
        application.first_read_at = application.first_read_at or day
        version = application.version
        if what == HIRED:
            services.hire(application, version=version, by=by)
        elif what in ENDINGS:
            ENDINGS[what](application, reason=reason, version=version, by=by)
        else:
            services.move_stage(application, what, version=version, by=by)


def _application(row: dict[str, Any], posting: Posting) -> Application:
    name, address = row["name"], row["resume"].split()[2]
    at = now()
    candidate = Candidate(email=address, email_normalized=address, name=name)
    db.session.add(candidate)
    db.session.flush()
    application = Application(
        reference=new_reference(),
        posting_id=posting.id,
        candidate_id=candidate.id,
        name=name,
        email=address,
        phone=row.get("phone", _phone_in(row["resume"])),
        source=row.get("source", "careers site"),
        future_roles_consent_at=at if row.get("keep") else None,
        fingerprint=hashlib.sha256(f"demo {address}".encode()).hexdigest(),
        submitted_at=at,
        consented_at=at,
        reply_due_at=end_of_working_day(posting.reply_within_days, at),
        privacy_version="demo",
        text=ApplicationText(project_description=row["work"], cover_letter=row["letter"]),
        attachments=[_resume(name, row["resume"])],
        answers=_answers(row.get("answers", []), posting.id),
        events=[Event(kind=EventKind.SUBMITTED, actor_name=name, at=at)],
    )
    db.session.add(application)
    db.session.flush()
    return application


def _interview(application: Application, title: str, people: Sequence[User]) -> None:
    """Book an interview in the coming days, without emails."""
    token = new_token()
    db.session.add(
        Interview(
            application_id=application.id,
            posting_id=application.posting_id,
            title=title,
            place="https://video.test/team",
            minutes=45,
            state=BOOKED,
            starts_at=add_working_days(now(), 2).replace(hour=18, minute=0, second=0, microsecond=0),
            uid=secrets.token_hex(24),
            token_hash=token_hash(token),
            sealed_token=sealed(token),
            created_by_id=people[0].id,
            interviewers=[Interviewer(user_id=person.id) for person in people],
        )
    )


def _answers(texts: Sequence[str], posting_id: int) -> list[Answer]:
    """Return the answers to the posting's questions, in order."""
    asked = zip(questions_asked(posting_id), texts, strict=False)
    return [
        Answer(
            question_id=question.id,
            position=question.position,
            kind=question.kind,
            wording=question.wording,
            text=text,
        )
        for question, text in asked
        if text
    ]


def _resume(name: str, text: str) -> Attachment:
    words = "-".join(name.lower().replace(".", "").split())
    file = SentFile(f"{words}-resume.pdf", BytesIO(resume_pdf(text)))
    return Attachment(document=receive_upload(file, "resume", MAX_SIZE, current_storage()))


def _phone_in(text: str) -> str:
    """Return the phone number in the contact line of a resume, or an empty string."""
    parts = text.strip().splitlines()[1].split(" · ")
    return next((part for part in parts if part.startswith("+")), "")


def _score(application: Application, values: Sequence[int], by: User) -> None:
    cited = evidence_of_document(application.attachments[0].document_id)
    entries = [
        Entry(criterion, value, cited, comment)
        for criterion, value, comment in zip(criteria_of(application.posting_id), values, COMMENTS, strict=True)
    ]
    score_services.submit_scorecard(
        application,
        entries,
        recommendation="yes" if sum(values) > 2.5 * len(values) else "no",
        citable=[cited],
        revision=0,
        by=by,
    )
