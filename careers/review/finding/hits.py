"""Where in an application the words of a search stand: a marked line out of the text that says most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import CompoundSelect, func, literal, select, union_all

from careers.applications.answers.models import Answer
from careers.applications.models import Application, ApplicationText, Attachment
from careers.database import db
from careers.documents.models import RESUME, Document, DocumentText
from careers.review.models import Note
from careers.review.veil.pages import is_covered, shown_name
from careers.search.highlight import excerpt, highlight
from careers.search.query import Query

# Of each text of each application on the page; what stands further back is found, but not shown in the list.
MOST_CHARACTERS = 12_000
NOTES_SHOWN = 1_000
# In this order a line is looked for; the name stands in the row anyhow.
LABELS = {
    "resume": "Resume",
    "answers": "Answers",
    "samples": "Work sample",
    "notes": "Note",
    "links": "Links",
    "email": "E-mail",
    "phone": "Phone",
    "reference": "Reference",
    "source": "Source",
}
PLACES = {field: place for place, field in enumerate(LABELS)}
Texts = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True)
class Hit:
    """The name with what was found in it marked, and a line of the text named by ``label``, if one was found."""

    name: Markup
    label: str
    line: Markup


def hits_in(applications: Sequence[Application], query: Query) -> dict[int, Hit]:
    """For each application what a search found in it; nothing where a search looks for nothing."""
    if not query.terms() or not applications:
        return {}
    texts = _texts_of([one.id for one in applications])
    return {one.id: _hit(one, texts.get(one.id, []), query) for one in applications}


def _hit(application: Application, texts: list[tuple[str, str]], query: Query) -> Hit:
    if is_covered(application):
        # Searches leave these out; one that did not would tell here what it found.
        return Hit(escape(shown_name(application)), "", Markup(""))
    own = [(name, getattr(application, name)) for name in ("email", "phone", "reference", "source")]
    for field, text in sorted([*texts, *own], key=lambda pair: PLACES[pair[0]]):
        if line := excerpt(text, query, field):
            return Hit(highlight(application.name, query, "name"), LABELS[field], line)
    return Hit(highlight(application.name, query, "name"), "", Markup(""))


def _texts_of(ids: Sequence[int]) -> Texts:
    texts: Texts = {}
    files = (
        select(Attachment.application_id, Document.kind, func.substr(DocumentText.text, 1, MOST_CHARACTERS))
        .join(Document, Document.id == Attachment.document_id)
        .join(DocumentText, DocumentText.document_id == Document.id)
        .where(Attachment.application_id.in_(ids), Attachment.replaced_at.is_(None))
    )
    for number, kind, text in db.session.execute(files.order_by(Attachment.id)):
        texts.setdefault(number, []).append(("resume" if kind == RESUME else "samples", text))
    said = select(
        ApplicationText.application_id,
        ApplicationText.project_description,
        ApplicationText.cover_letter,
        ApplicationText.links,
    ).where(ApplicationText.application_id.in_(ids))
    for number, project, letter, links in db.session.execute(said):
        answers = f"{project}\n{letter}"[:MOST_CHARACTERS]
        texts.setdefault(number, []).extend([("answers", answers), ("links", links)])
    for number, kind, _, text in sorted(db.session.execute(_written(ids)), key=lambda row: row[2]):
        texts.setdefault(number, []).append((kind, text))
    return texts


def _written(ids: Sequence[int]) -> CompoundSelect[Any]:
    """Answers and notes in one statement, each with its place: answers as they were given, the newest note first."""
    answers = select(
        Answer.application_id, literal("answers"), Answer.id, func.substr(Answer.text, 1, MOST_CHARACTERS)
    ).where(Answer.application_id.in_(ids))
    notes = select(
        Note.application_id,
        literal("notes"),
        (-Note.id).label("place"),
        func.substr(Note.body, 1, MOST_CHARACTERS),
    ).where(Note.application_id.in_(ids))
    newest = notes.order_by(Note.id.desc()).limit(NOTES_SHOWN).subquery()
    return union_all(answers, select(newest))
