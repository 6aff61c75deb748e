"""The differences between two applications of one person: contact details, files, and texts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from careers.applications.fields import FIELDS, LINE
from careers.applications.models import Application, Attachment
from careers.applications.presenters import ShownFile, shown_file
from careers.documents.models import RESUME

# Words to compare. Repetitive texts take the longest; this many take a moment at worst.
MAX_COMPARED = 1_500
# Unchanged words shown around a change.
AROUND = 12
SAME, OUT, IN, CUT = "same", "out", "in", "cut"
_WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """A run of words: unchanged, removed, added, or a gap that stands for unchanged words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """The old and the new value of a field."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Rewritten:
    """A text that changed; ``is_long`` if it was too long to compare word by word."""

    label: str
    pieces: list[Piece]
    is_long: bool


@dataclass(frozen=True)
class Changes:
    """Everything that changed since the previous application."""

    contact: list[Difference]
    new_files: list[ShownFile]
    gone_files: list[ShownFile]
    same_files: list[ShownFile]
    texts: list[Rewritten]

    @property
    def is_none(self) -> bool:
        """Return whether nothing changed."""
        return not (self.contact or self.new_files or self.gone_files or self.texts)


def changes_between(before: Application, after: Application, resumes: Mapping[int, str]) -> Changes:
    """Return the changes from one application to another. Texts, answers, and attachments must be loaded.

    ``resumes`` holds the documents' extracted texts by id.
    """
    old, new = _files(before), _files(after)
    hashes = (
        {attachment.document.sha256 for attachment in old},
        {attachment.document.sha256 for attachment in new},
    )
    copied = [row for row in FIELDS if row.is_copied_when_reapplying]
    texts = [(row.staff_label, row.value_of(before), row.value_of(after)) for row in copied if row.kind != LINE] + [
        ("Resume text", _resume(old, resumes), _resume(new, resumes)),
        *_answers(before, after),
    ]
    return Changes(
        contact=[
            Difference(row.staff_label, row.value_of(before) or "nothing", row.value_of(after) or "nothing")
            for row in copied
            if row.kind == LINE and row.value_of(before) != row.value_of(after)
        ],
        new_files=[
            shown_file(attachment.document) for attachment in new if attachment.document.sha256 not in hashes[0]
        ],
        gone_files=[
            shown_file(attachment.document) for attachment in old if attachment.document.sha256 not in hashes[1]
        ],
        same_files=[shown_file(attachment.document) for attachment in new if attachment.document.sha256 in hashes[0]],
        texts=[rewritten(*text) for text in texts if text[1].split() != text[2].split()],
    )


def rewritten(label: str, before: str, after: str) -> Rewritten:
    """Return how a text changed, word by word; a long one only as old and new text."""
    old, new = _WORDS.findall(before.strip()), _WORDS.findall(after.strip())
    if max(len(old), len(new)) > MAX_COMPARED:
        return Rewritten(label, [], is_long=True)
    plain = [word.strip() for word in old], [word.strip() for word in new]
    pieces: list[Piece] = []
    for kind, start, end, first, last in SequenceMatcher(None, *plain).get_opcodes():
        if kind == "equal":
            is_last = end == len(old)
            pieces += _around(new[first:last], is_first=not pieces, is_last=is_last)
            continue
        pieces += [Piece(OUT, "".join(old[start:end]))] if end > start else []
        pieces += [Piece(IN, "".join(new[first:last]))] if last > first else []
    return Rewritten(label, pieces, is_long=False)


def _around(words: Sequence[str], *, is_first: bool, is_last: bool) -> list[Piece]:
    head = [] if is_first else words[:AROUND]
    tail = [] if is_last else words[-AROUND:]
    if len(words) <= len(head) + len(tail):
        return [Piece(SAME, "".join(words))]
    pieces = [Piece(SAME, "".join(head)), Piece(CUT, ""), Piece(SAME, "".join(tail))]
    return [piece for piece in pieces if piece.text or piece.kind == CUT]


def _files(application: Application) -> list[Attachment]:
    return [attachment for attachment in application.attachments if attachment.replaced_at is None]


def _answers(before: Application, after: Application) -> list[tuple[str, str, str]]:
    # Only questions that were asked both times with the same wording can have changed.
    old = {answer.wording: answer.text for answer in before.answers}
    return [(answer.wording, old[answer.wording], answer.text) for answer in after.answers if answer.wording in old]


def _resume(attachments: Sequence[Attachment], texts: Mapping[int, str]) -> str:
    resumes = [attachment.document_id for attachment in attachments if attachment.document.kind == RESUME]
    return "\n".join(texts.get(number, "") for number in resumes)
