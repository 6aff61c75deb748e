"""Where in an application the words of a search stand: a marked line out of the text that says most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import Select, case, func, literal, select, union_all

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
    """For each application what a search found in it: the name alone where it only leaves words out."""
    if query.root is None or not applications:
        return {}
    texts = _texts_of([one.id for one in applications]) if query.terms() else {}
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
    """All texts of the applications in one statement: of each field the oldest first, of notes the newest."""
    texts: Texts = {}
    columns = func.substr(DocumentText.text, 1, MOST_CHARACTERS), Attachment.id
    files = (
        _said(Attachment.application_id, case((Document.kind == RESUME, "resume"), else_="samples"), *columns)
        .join(Document, Document.id == Attachment.document_id)
        .join(DocumentText, DocumentText.document_id == Document.id)
        .where(Attachment.application_id.in_(ids), Attachment.replaced_at.is_(None))
    )
    parts = [files, *_answers(ids), _notes(ids)]
    for number, field, text, _ in sorted(db.session.execute(union_all(*parts)), key=lambda row: row[3]):
        texts.setdefault(number, []).append((field, text))
    return texts


def _said(owner: Any, field: Any, text: Any, place: Any) -> Select[Any]:
    return select(
        owner.label("application_id"), field.label("field"), text.label("text"), place.label("place")
    )


def _answers(ids: Sequence[int]) -> Iterator[Select[Any]]:
    own, letter = ApplicationText.application_id, ApplicationText.cover_letter
    said = func.substr(ApplicationText.project_description.concat("\n").concat(letter), 1, MOST_CHARACTERS)
    yield _said(own, literal("answers"), said, literal(0)).where(own.in_(ids))
    links = ApplicationText.links
    yield _said(own, literal("links"), links, literal(0)).where(own.in_(ids), links != "")
    text = func.substr(Answer.text, 1, MOST_CHARACTERS)
    yield _said(Answer.application_id, literal("answers"), text, Answer.id).where(
        Answer.application_id.in_(ids)
    )


def _notes(ids: Sequence[int]) -> Select[Any]:
    body = func.substr(Note.body, 1, MOST_CHARACTERS)
    notes = _said(Note.application_id, literal("notes"), body, -Note.id).where(Note.application_id.in_(ids))
    return select(notes.order_by(Note.id.desc()).limit(NOTES_SHOWN).subquery())
