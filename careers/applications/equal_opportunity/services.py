"""Ask voluntary questions, seal answers in drafts, and count them at submission. Nothing here commits."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import CursorResult, update

from careers.accounts.models import User
from careers.applications.equal_opportunity.models import EqualOpportunityCount, EqualOpportunityQuestion
from careers.applications.equal_opportunity.queries import equal_questions, equal_questions_asked
from careers.applications.models import Draft
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.database import db

# Sealed answers all have the same length, whatever was answered.
PADDED = 4_096
MAX_ASKED = 12


def seal(draft: Draft, token: str, answers: Mapping[str, str]) -> None:
    """Store answers in a draft so that only its token, which the database doesn't hold, can open them."""
    text = json.dumps(dict(answers)).encode()
    draft.sealed = _seal_of(token).encrypt(text.ljust(PADDED)[:PADDED]).decode()


def unsealed_answers(draft: Draft, token: str) -> dict[str, str]:
    """Return the answers that ``seal`` stored, by the question's id; none if there are none or the token is wrong."""
    if not draft.sealed:
        return {}
    try:
        answers: dict[str, str] = json.loads(_seal_of(token).decrypt(draft.sealed.encode()))
    except (InvalidToken, ValueError):
        return {}
    return answers


def count_answers(draft: Draft, token: str, *, year: int) -> None:
    """Count a draft's answers to questions that are still asked, and delete the answers. Part of submitting."""
    given = unsealed_answers(draft, token)
    # Always in the same order, so that two submissions can't deadlock.
    for question in sorted(equal_questions_asked(), key=lambda question: question.id):
        choice = given.get(str(question.id))
        if choice in question.offered:
            _count(draft.posting_id, year, question.id, choice)
    draft.sealed = None


def ask_question(wording: str, choices: Sequence[str], *, hint: str = "", by: User | str) -> EqualOpportunityQuestion:
    """Add a question that all applicants are asked."""
    question = EqualOpportunityQuestion(
        position=len(equal_questions()), wording=wording, hint=hint, choices="\n".join(choices), is_asked=True
    )
    db.session.add(question)
    db.session.flush()
    _record(by, question, is_asked=True)
    return question


def choose_asking(question: EqualOpportunityQuestion, *, is_asked: bool, by: User | str) -> None:
    """Ask a question, or stop asking it; its counts stay."""
    question.is_asked = is_asked
    _record(by, question, is_asked=is_asked)


def ask_none(*, by: User | str) -> None:
    """Stop asking all questions."""
    for question in equal_questions_asked():
        choose_asking(question, is_asked=False, by=by)


def _count(posting_id: int, year: int, question_id: int, choice: str) -> None:
    key = {"posting_id": posting_id, "year": year, "question_id": question_id, "choice": choice}
    counted: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]
        update(EqualOpportunityCount)
        .filter_by(**key)
        .values(answer_count=EqualOpportunityCount.answer_count + 1)
        .execution_options(synchronize_session=False)
    )
    if not counted.rowcount:
        # If another submission creates the row at the same moment, the whole transaction is retried.
        db.session.add(EqualOpportunityCount(**key, answer_count=1))
        db.session.flush()


def _seal_of(token: str) -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.new(token.encode(), b"voluntary answers", hashlib.sha256).digest()))


def _record(by: User | str, question: EqualOpportunityQuestion, *, is_asked: bool) -> None:
    details = {"question": question.wording, "asked": is_asked}
    record(
        "changed equal opportunity questions",
        by=by,
        kind=AuditKind.EQUAL_OPPORTUNITY_QUESTION,
        object_id=question.id,
        details=details,
    )
