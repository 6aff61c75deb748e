"""Count submissions by address, network, text, and file, within time windows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from careers.accounts.throttle import network_of
from careers.applications.models import Draft
from careers.applications.quarantine.models import SubmissionFingerprint
from careers.applications.quarantine.spam_rules import DAY, HOUR, MIN_TEXT, MONTH, Evidence
from careers.applications.tokens import date_of_mark, keyed_hash
from careers.clock import now
from careers.database import db
from careers.documents.models import RESUME
from careers.mail.addresses import normalized

MAX_TEXTS = 8  # of one submission, the longest
LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True)
class Subjects:
    """What a submission is counted by, as keyed hashes."""

    address: str
    network: str
    words: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def all(self) -> list[str]:
        """Return each hash once."""
        return list(dict.fromkeys([self.address, self.network, *self.words, *self.files]))


def record_fingerprints(draft: Draft, remote: str) -> Evidence:
    """Return the evidence about a submission from itself and earlier ones, and count it for later ones.

    Two simultaneous submissions may not see each other; the next one sees both.
    """
    subjects = _subjects(draft, remote)
    evidence = _evidence(draft, subjects)
    db.session.add_all(SubmissionFingerprint(subject=subject, sender=subjects.address) for subject in subjects.all)
    db.session.flush()
    return evidence


def forget_fingerprints(email_normalized: str) -> None:
    """Delete the fingerprints of an address whose data was erased."""
    sender = keyed_hash("submission address", email_normalized)
    _delete(SubmissionFingerprint.sender == sender)


def sweep() -> None:
    """Delete fingerprints that no spam rule counts anymore."""
    _delete(SubmissionFingerprint.at < now() - MONTH)


def _subjects(draft: Draft, remote: str) -> Subjects:
    texts = sorted((_plain(text) for text in _texts(draft.answers)), key=len, reverse=True)
    return Subjects(
        address=keyed_hash("submission address", normalized(draft.answers["email"])),
        network=keyed_hash("submission network", network_of(remote)),
        words=tuple(keyed_hash("submission text", text) for text in texts[:MAX_TEXTS] if len(text) >= MIN_TEXT),
        files=tuple(
            keyed_hash("submission file", attachment.document.sha256)
            for attachment in draft.attachments
            if attachment.document.kind == RESUME
        ),
    )


def _evidence(draft: Draft, subjects: Subjects) -> Evidence:
    signs = draft.signs or {}
    opened = date_of_mark(signs.get("mark") or "")
    said = (text for name, value in draft.answers.items() if name != "links" for text in _texts(value))
    return Evidence(
        honeypot=signs.get("honeypot") or "",
        has_mark=opened is not None,
        seconds=(now() - opened).total_seconds() if opened else None,
        links=sum(len(LINK.findall(text)) for text in said),
        from_address_in_an_hour=_count(subjects.address, HOUR),
        from_address_in_a_day=_count(subjects.address, DAY),
        from_network_in_an_hour=_count(subjects.network, HOUR),
        same_words=max((_others(word, subjects.address) for word in subjects.words), default=0),
        same_file=max((_others(file, subjects.address) for file in subjects.files), default=0),
    )


def _count(subject: str, window: timedelta) -> int:
    return db.session.scalar(select(func.count()).select_from(SubmissionFingerprint).where(*_of(subject, window))) or 0


def _others(subject: str, sender: str) -> int:
    count = func.count(SubmissionFingerprint.sender.distinct())
    return db.session.scalar(select(count).where(*_of(subject, MONTH), SubmissionFingerprint.sender != sender)) or 0


def _of(subject: str, window: timedelta) -> tuple[Any, ...]:
    since: datetime = now() - window
    return SubmissionFingerprint.subject == subject, SubmissionFingerprint.at > since


def _texts(value: Any) -> Iterator[str]:
    # Answers may be nested: those to a posting's own questions are in a dictionary of their own.
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _delete(*conditions: Any) -> None:
    db.session.execute(delete(SubmissionFingerprint).where(*conditions).execution_options(synchronize_session=False))
