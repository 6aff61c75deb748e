"""Very many applications, generated: people, answers, resumes with their texts, and the words that are indexed."""

from __future__ import annotations

import itertools
import random
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import create_engine, func, insert, select, text

from careers.accounts.models import User
from careers.applications.models import REJECTED, Application, ApplicationText, Attachment, Candidate
from careers.clock import now
from careers.company.models import Department
from careers.database import db, transaction
from careers.documents.models import DONE, RESUME, Document, DocumentText
from careers.postings.models import PUBLISHED, HiringTeamMember, Posting
from careers.review.finding.search_index import APPLICATION_TEXTS, ApplicationSearch
from careers.search.encoding import encode, index_words
from careers.security import Role

BATCH = 1_000
PER_POSTING = 400
FULLTEXT = "ft_application_search_words"
# How often each of these words stands in a resume; the others follow a law of Zipf.
SHARES = {"python": 0.3, "django": 0.1, "kafka": 0.01, "erlang": 0.001, "quokka": 0.00001}
STAGES = ("applied", "applied", "applied", "screen", "interview", "offer")
WAYS = ("careers site", "job fair", "newsletter", "a friend")
WORDS = [f"common{number}" for number in range(400)] + [f"rather{number}" for number in range(20_000)]
WEIGHTS = list(itertools.accumulate(1 / (number + 3) ** 0.85 for number in range(len(WORDS))))
RESUME_FIELD = next(field for field in APPLICATION_TEXTS.fields if field.name == "resume")


def fill(size: int, words: int) -> None:
    """Add applications until there are ``size``, each with a resume of so many words."""
    first = (db.session.scalar(select(func.max(Application.id))) or 0) + 1
    _postings(size)
    # A full-text index is made several times faster afterwards than row by row.
    mysql = db.engine.dialect.name != "sqlite"
    if mysql:
        _run(f"DROP INDEX {FULLTEXT} ON application_search")
    chance = random.Random(first)  # noqa: S311  # nosec B311
    for begin in range(first, size + 1, BATCH):
        with transaction():
            _batch(range(begin, min(begin + BATCH, size + 1)), words, chance)
    if mysql:
        _run(f"CREATE FULLTEXT INDEX {FULLTEXT} ON application_search (words)")
        _run("ANALYZE TABLE applications, application_search")


def _run(statement: str) -> None:
    # On a connection of its own: making the index takes minutes, and the site's give up after half a minute.
    engine = create_engine(db.engine.url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _postings(size: int) -> None:
    there = db.session.scalar(select(func.count()).select_from(Posting)) or 0
    department = db.session.scalar(select(Department.id).limit(1))
    manager = db.session.scalar(select(User.id).where(User.role == Role.HIRING_MANAGER))
    with transaction():
        for number in range(there + 1, size // PER_POSTING + 2):
            posting = Posting(
                id=number,
                title=f"Position {number}",
                slug=f"position-{number}",
                department_id=department,
                state=PUBLISHED,
            )
            posting.team = [HiringTeamMember(user_id=manager)] if number <= 3 else []
            db.session.add(posting)


def _batch(numbers: range, words: int, chance: random.Random) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {}
    for number in numbers:
        resume = chance.choices(WORDS, cum_weights=WEIGHTS, k=words)
        resume += [word for word, share in SHARES.items() if chance.random() < share]
        chance.shuffle(resume)
        for model, row in _rows(number, resume, chance):
            rows.setdefault(model, []).append(row)
    for model, batch in rows.items():
        db.session.execute(insert(model), batch)


def _rows(number: int, resume: list[str], chance: random.Random) -> list[tuple[Any, dict[str, Any]]]:
    name = f"{chance.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}{chance.randrange(10**6):06} Person {number}"
    email, key, settled = f"person{number}@people.example", f"{number:064}", chance.random() < 0.7
    submitted = now() - timedelta(minutes=2_000_000 - number)
    said = index_words({"name": name, "email": email, "source": WAYS[number % 4]}, APPLICATION_TEXTS)
    application = {
        "id": number, "reference": f"B{number}", "posting_id": (number - 1) // PER_POSTING + 1, "candidate_id": number,
        "name": name, "email": email, "fingerprint": key, "source": WAYS[number % 4], "stage": chance.choice(STAGES),
        "disposition": REJECTED if settled else None, "disposition_reason": "skills" if settled else None,
        "disposed_at": submitted if settled else None, "submitted_at": submitted,
        "answer_due_at": submitted + timedelta(days=chance.randrange(20)), "privacy_version": "1",
    }  # fmt: skip
    return [
        (Candidate, {"id": number, "email": email, "email_normalized": email, "name": name}),
        (Application, application),
        (ApplicationText, {"application_id": number, "cover_letter": "Dear all, here I am."}),
        (
            Document,
            {
                "id": number,
                "kind": RESUME,
                "display_name": "resume.pdf",
                "media_type": "application/pdf",
                "size": 1,
                "sha256": key,
                "storage_key": key,
                "text_state": DONE,
                "preview_pages": 0,
            },
        ),
        (DocumentText, {"document_id": number, "text": " ".join(resume)}),
        (Attachment, {"id": number, "document_id": number, "application_id": number}),
        (
            ApplicationSearch,
            {"application_id": number, "words": f"{said} {' '.join(map(_encoded, resume))} "},
        ),
    ]


@cache
def _encoded(word: str) -> str:
    return encode(word, RESUME_FIELD)
