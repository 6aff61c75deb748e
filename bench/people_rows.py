"""Generated applications with everything that belongs to them: candidates, answers, resumes, reviews, and emails.

Every size covers the same four years with the same staff and number of open postings, so that only the history grows.
One posting has 2% of all applications. Three in ten applications are active, however old they are.
"""

import itertools
import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from careers.search.encoding import encode_all, index_words
from careers.search.tables import TextTable

Row = tuple[object, ...]
PER_POSTING, OPEN_POSTINGS, PERIOD = 400, 25, timedelta(days=4 * 365)
RECRUITER, MANAGER, INTERVIEWER, ADMIN, STAFF = 1, 2, 3, 4, 40
ROLES = {RECRUITER: "recruiter", MANAGER: "hiring_manager", INTERVIEWER: "interviewer", ADMIN: "admin"}
# The share of resumes that contain each of these words; other words follow Zipf's law.
SHARES = {"python": 0.3, "django": 0.1, "kafka": 0.01, "erlang": 0.001, "quokka": 0.00001}
STAGES = ("applied", "applied", "applied", "screen", "interview", "offer")
SOURCES = ("careers site", "job fair", "newsletter", "a friend")
WORDS = [f"common{number}" for number in range(400)] + [f"rather{number}" for number in range(20_000)]
WEIGHTS = list(itertools.accumulate(1 / (number + 3) ** 0.85 for number in range(len(WORDS))))
PARAGRAPHS, PARAGRAPH = 20_000, 50
TAGS = 20

# The generated columns; the others are null or get the default of the model.
COLUMNS = {
    "candidates": "id email email_normalized name created_at",
    "candidate_match_keys": "candidate_id kind value",
    "possible_duplicates": "older_id newer_id reasons state",
    "applications": "id reference posting_id candidate_id name email fingerprint source stage disposition "
    "disposition_reason disposed_at submitted_at reply_due_at first_read_at privacy_version consented_at "
    "future_roles_consent_at score scorecard_count",
    "application_texts": "application_id cover_letter",
    "access_links": "token_hash application_id created_at",
    "application_answers": "application_id position kind wording text",
    "documents": "id kind display_name media_type size sha256 storage_key received_at text_state page_count",
    "document_texts": "document_id text",
    "attachments": "document_id application_id",
    "application_search": "application_id words",
    "events": "application_id kind at actor_id actor_name details",
    "outbound_emails": "kind to_address subject message_id state created_at sent_at application_id",
    "messages": "id application_id author_id author_name subject fingerprint created_at due_at sent_at read_at",
    "message_texts": "message_id body",
    "assignments": "application_id user_id assigned_at assigned_by_id has_scorecard is_disposed posting_id",
    "scorecards": "id application_id author_id author_name recommendation average submitted_at",
    "scores": "scorecard_id position name value evidence comment",
    "notes": "id application_id author_id author_name body created_at",
    "mentions": "note_id user_id at seen_at",
    "application_tags": "application_id tag_id at",
    "interviews": "id application_id posting_id title place minutes state starts_at uid token_hash sealed_token "
    "created_at",
    "interview_slots": "interview_id starts_at",
    "interviewers": "interview_id user_id",
    "audit_entries": "at actor_id actor_name action object_kind object_id",
    "bulk_action_items": "bulk_action_id application_id version state",
}
BULKED = 500


class Generator:
    """Generates ``size`` applications, the same ones each time for the same size."""

    def __init__(self, size: int, words: int, texts: TextTable, until: datetime) -> None:
        self.size, self._texts, self._until = size, texts, until
        self._chance = random.Random(size)  # noqa: S311  # nosec B311
        self._apart = PERIOD / size
        self._resumes = _paragraphs(texts)
        self._each = max(1, words // PARAGRAPH)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield each row with the name of its table."""
        for number in range(1, self.size + 1):
            yield from self._application(number)

    def _application(self, number: int) -> Iterator[tuple[str, Row]]:
        chance, at = self._chance, self._until - self._apart * (self.size - number)
        key, email = f"{number:064}", f"person{number}@people.example"
        name = f"{chance.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}{chance.randrange(10**6):06} Person {number}"
        settled = chance.random() < 0.7
        outcome = ("hired" if chance.random() < 0.01 else "rejected") if settled else None
        decided = min(at + timedelta(hours=chance.randrange(20, 600)), self._until) if settled else None
        read = at + timedelta(hours=chance.randrange(1, 200)) if settled or chance.random() < 0.5 else None
        is_repeat, is_scored, source = number % 10 == 0, chance.random() < 0.08, SOURCES[number % 4]
        score = chance.randrange(100, 401) if is_scored else None
        yield (
            "applications",
            (
                number, f"B{number}", posting_of(number), number - 5 if is_repeat else number, name, email, key,
                source, chance.choice(STAGES), outcome, "skills" if outcome == "rejected" else None, decided, at,
                at + timedelta(days=chance.randrange(5, 20)), read, "1", at, at if number % 5 == 0 else None,
                score, int(is_scored),
            ),
        )  # fmt: skip
        if not is_repeat:
            yield from self._candidate(number, email, name, at)
        yield from self._documents(number, key, name, email, at)
        yield "application_texts", (number, "Here is my application.")
        yield "access_links", (key, number, at)
        yield "application_answers", (number, 1, "text", "When can you start?", "In two months.")
        yield "events", (number, "submitted", at, None, name, "{}")
        yield "outbound_emails", _mail(number, "receipt", email, at)
        yield "audit_entries", (at, RECRUITER, "recruiter", "application.read", "application", number)
        if decided and outcome == "rejected":
            yield from _rejection(number, email, decided)
        yield from self._review(number, at, score, is_disposed=settled)
        yield from self._bulk_action_and_interview(number, at)

    def _candidate(self, number: int, email: str, name: str, at: datetime) -> Iterator[tuple[str, Row]]:
        yield "candidates", (number, email, email, name, at)
        yield "candidate_match_keys", (number, "email", f"{number:064}")
        yield (
            "candidate_match_keys",
            (number, "phone", f"{number // 200 if number % 200 < 2 else -number:064}"),
        )
        if number % 200 == 1 and number > 1:
            state = "open" if number % 1_000 == 1 else "distinct"
            yield "possible_duplicates", (number - 200, number, '["phone"]', state)

    def _documents(self, number: int, key: str, name: str, email: str, at: datetime) -> Iterator[tuple[str, Row]]:
        parts = self._chance.choices(self._resumes, k=self._each)
        rare = " ".join(word for word, share in SHARES.items() if self._chance.random() < share)
        said = index_words({"name": name, "email": email, "source": SOURCES[number % 4]}, self._texts)
        words = [encoded for _, encoded in parts] + ([_encoded(rare, self._texts)] if rare else [])
        yield (
            "documents",
            (number, "resume", "resume.pdf", "application/pdf", 1, key, key, at, "done", 1),
        )
        yield "document_texts", (number, " ".join([*(plain for plain, _ in parts), rare]))
        yield "attachments", (number, number)
        yield "application_search", (number, f"{said} {' '.join(words)} ")

    def _review(self, number: int, at: datetime, score: int | None, *, is_disposed: bool) -> Iterator[tuple[str, Row]]:
        chance = self._chance
        later, who = at + timedelta(days=1), 1 + chance.randrange(STAFF)
        if score is not None or chance.random() < 0.12:
            marks = int(score is not None), int(is_disposed)
            yield "assignments", (number, who, at, RECRUITER, *marks, posting_of(number))
            yield "events", (number, "assigned", at, RECRUITER, "recruiter", "{}")
        if score is not None:
            yield "scorecards", (number, number, who, f"Staff {who}", "yes", score, later)
            yield "events", (number, "scored", later, who, f"Staff {who}", "{}")
            for position in (1, 2, 3):
                yield "scores", (number, position, f"Criterion {position}", 3, "interview", "Well said.")
        if chance.random() < 0.1:
            yield "notes", (number, number, who, f"Staff {who}", "Read with interest.", later)
            yield (
                "mentions",
                (number, 1 + chance.randrange(STAFF), later, None if number % 100 < 5 else later),
            )
        if chance.random() < 0.1:
            yield "application_tags", (number, 1 + min(int(chance.expovariate(0.3)), TAGS - 1), later)

    def _bulk_action_and_interview(self, number: int, at: datetime) -> Iterator[tuple[str, Row]]:
        if number > self.size - BULKED:
            yield "bulk_action_items", (1, number, 1, "planned")
        if number % 50 != 7:
            return
        begins, state = at + timedelta(days=14), "booked" if number % 100 == 7 else "offered"
        begins = begins.replace(minute=0, second=0, microsecond=0)
        yield (
            "interviews",
            (
                number, number, posting_of(number), "First talk", "Video call", 60, state,
                begins if state == "booked" else None, f"{number}@bench", f"{number:064}", "sealed", at,
            ),
        )  # fmt: skip
        for hours in (0, 24, 48):
            yield "interview_slots", (number, begins + timedelta(hours=hours))
        yield "interviewers", (number, 1 + number // 50 % STAFF)


def posting_of(number: int) -> int:
    """Return the id of the posting that an application is for."""
    return 1 if number % 50 == 0 else 2 + (number - 1) // PER_POSTING


def _mail(number: int, kind: str, email: str, at: datetime) -> Row:
    state, sent = ("failed", None) if number % 5_000 == 0 else ("sent", at)
    return (
        f"applications.{kind}",
        email,
        "Your application",
        f"<{kind}{number}@bench>",
        state,
        at,
        sent,
        number,
    )


def _rejection(number: int, email: str, at: datetime) -> Iterator[tuple[str, Row]]:
    yield "events", (number, "rejected", at, RECRUITER, "recruiter", json.dumps({"reason": "skills"}))
    if number % 2:
        yield (
            "messages",
            (number, number, RECRUITER, "recruiter", "Your application", "1" * 64, at, at, at, at),
        )
        yield "message_texts", (number, "We chose another candidate this time.")
        yield "outbound_emails", _mail(number, "message", email, at)


def _paragraphs(texts: TextTable) -> list[tuple[str, str]]:
    # Drawn once; each resume is a few of them. This generates a million in minutes and keeps the word frequencies.
    chance = random.Random(1)  # noqa: S311  # nosec B311
    drawn = [chance.choices(WORDS, cum_weights=WEIGHTS, k=PARAGRAPH) for _ in range(PARAGRAPHS)]
    return [(" ".join(words), _encoded(" ".join(words), texts)) for words in drawn]


@cache
def _encoded(words: str, texts: TextTable) -> str:
    return encode_all(words.split(), next(field for field in texts.fields if field.name == "resume"))
