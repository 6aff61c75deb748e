"""Find candidates that may be the same person: by spellings of one mailbox, a phone number, or a file."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from careers.applications.candidates.models import EMAIL, FILE, PHONE, CandidateMatchKey, PossibleDuplicate
from careers.applications.models import Application
from careers.applications.tokens import keyed_hash
from careers.database import db
from careers.mail.addresses import normalized
from careers.search.registry import Index
from careers.tasks import enqueue
from careers.tasks.names import TaskName

AT_ONCE = 100
# What more people share, such as an office's phone number, says nothing about who they are.
MAX_SHARING = 20
# Providers that ignore dots in front of the @, with their other domain names.
DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
# The last digits are the same with or without a country code or a leading zero.
MIN_DIGITS, COMPARED_DIGITS = 7, 9
EXTENSION = re.compile(r"(?:x|ext\.?)\s*\d+\s*$", re.IGNORECASE)
MatchKey = tuple[str, str]


def compare_later(application_id: int) -> None:
    """Compare an application's candidate with the others once this transaction has committed."""
    enqueue(TaskName.FIND_DUPLICATES, {"application_id": application_id})


def compare(application_ids: Sequence[int]) -> None:
    """Record the match keys of the applications' candidates, and pairs that share one. Safe to repeat."""
    statement = select(Application).where(Application.id.in_(application_ids)).order_by(Application.id)
    for application in db.session.scalars(statement.options(selectinload(Application.attachments))).all():
        match_keys = match_keys_of(application)
        _note(application.candidate_id, match_keys)
        for other, reasons in _sharing(application.candidate_id, match_keys).items():
            _liken(application.candidate_id, other, reasons)


def compare_all(after: int) -> None:
    """Compare the next applications after an id, and queue a task for the rest."""
    numbers = _ids_after(after, AT_ONCE)
    compare(numbers)
    if numbers:
        enqueue(
            TaskName.FIND_ALL_DUPLICATES,
            {"after": numbers[-1]},
            unique_key=f"{TaskName.FIND_ALL_DUPLICATES} {numbers[-1]}",
        )


def match_keys_of(application: Application) -> list[MatchKey]:
    """Return what the candidate may share with another, each as (kind, keyed hash). The attachments must be loaded.

    The hashes are keyed, because there are few enough phone numbers to try them all.
    """
    files = {attachment.document.sha256 for attachment in application.attachments}
    digits = phone_key(application.phone)
    found = [(EMAIL, mailbox_of(normalized(application.email)))]
    found += [(PHONE, digits)] if digits else []
    found += [(FILE, digest) for digest in sorted(files)]
    return [(kind, keyed_hash(f"candidate {kind}", value)) for kind, value in found]


def mailbox_of(address: str) -> str:
    """Return the mailbox that a normalized address reaches: without a plus suffix, and without Gmail's dots."""
    local, _, domain = address.rpartition("@")
    local = local.partition("+")[0] or local
    if domain in DOTLESS:
        return f"{local.replace('.', '')}@{DOTLESS[domain]}"
    return f"{local}@{domain}"


def phone_key(phone: str) -> str:
    """Return the digits by which phone numbers are compared; empty if there are too few."""
    digits = "".join(mark for mark in EXTENSION.sub("", phone) if mark.isdigit())
    return digits[-COMPARED_DIGITS:] if len(digits) >= MIN_DIGITS else ""


def _note(candidate_id: int, match_keys: Iterable[MatchKey]) -> None:
    known = select(CandidateMatchKey.kind, CandidateMatchKey.value).filter_by(candidate_id=candidate_id)
    there = {(row[0], row[1]) for row in db.session.execute(known)}
    new = [match_key for match_key in match_keys if match_key not in there]
    db.session.add_all(CandidateMatchKey(candidate_id=candidate_id, kind=kind, value=value) for kind, value in new)
    db.session.flush()


def _sharing(candidate_id: int, match_keys: Iterable[MatchKey]) -> dict[int, set[str]]:
    sharing: dict[int, set[str]] = {}
    for kind, value in match_keys:
        statement = select(CandidateMatchKey.candidate_id).where(
            CandidateMatchKey.kind == kind,
            CandidateMatchKey.value == value,
            CandidateMatchKey.candidate_id != candidate_id,
        )
        others = db.session.scalars(statement.limit(MAX_SHARING + 1)).all()
        for other in others if len(others) <= MAX_SHARING else ():
            sharing.setdefault(other, set()).add(kind)
    return sharing


def _liken(candidate_id: int, other: int, reasons: set[str]) -> None:
    older, newer = sorted((candidate_id, other))
    pair = db.session.scalar(select(PossibleDuplicate).filter_by(older_id=older, newer_id=newer))
    if pair is None:
        db.session.add(PossibleDuplicate(older_id=older, newer_id=newer, reasons=sorted(reasons)))
    else:
        pair.reasons = sorted({*pair.reasons, *reasons})
    db.session.flush()


def _ids_after(last: int, limit: int) -> Sequence[int]:
    statement = select(Application.id).where(Application.id > last)
    return db.session.scalars(statement.order_by(Application.id).limit(limit)).all()


# Candidates stored earlier, or under another key, are compared by ``flask search rebuild``.
DUPLICATES_INDEX = Index("Candidates compared", _ids_after, compare)
