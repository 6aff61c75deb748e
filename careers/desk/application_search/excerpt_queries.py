"""Excerpts for search results: a highlighted line from the text that matches best."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from careers.applications.fields import APPLICATION, APPLICATION_TEXT, columns_in
from careers.applications.models import Answer, Application, ApplicationText, Attachment
from careers.database import db
from careers.documents.models import RESUME, Document, DocumentText
from careers.pipeline.blind_review.presenters import display_name, is_redacted
from careers.review.notes.models import Note
from careers.search.highlight import excerpt, highlight
from careers.search.query import Query

# Characters of each text; matches further back are found, but not shown in the list.
MAX_CHARACTERS = 12_000
NOTES_SHOWN = 1_000
# The order in which texts are tried for an excerpt; the name is in the row anyway.
LABELS = {
    "resume": "Resume",
    "answers": "Answers",
    "samples": "Work sample",
    "notes": "Note",
    "links": "Links",
    "email": "Email",
    "phone": "Phone",
    "reference": "Reference",
    "source": "Source",
}
# Most matches are in the resume, so the other texts are only read where it has none.
FIRST_FIELDS, LATER_FIELDS = ("resume",), ("answers", "samples", "notes", "links")
Texts = dict[int, list[tuple[str, str]]]
# The label of the text, and the line.
Line = tuple[str, Markup]
NOWHERE: Line = ("", Markup(""))


@dataclass(frozen=True)
class Hit:
    """The name with matches highlighted, and a line of the text named by ``label``, if one matched."""

    name: Markup
    label: str
    line: Markup


def hits_in(applications: Sequence[Application], query: Query) -> dict[int, Hit]:
    """Return what the search matches in each application: only the name if it just excludes words."""
    if query.root is None or not applications:
        return {}
    # Searches leave out redacted applications; in case one is here anyway, nothing of it is read.
    open_ones = {application.id: application for application in applications if not is_redacted(application)}
    lines: dict[int, Line] = {}
    for fields in (FIRST_FIELDS, LATER_FIELDS):
        left, sought = [number for number in open_ones if number not in lines], _sought(fields, query)
        if left and sought:
            lines |= _lines(_texts_of(left, sought), query)
    left_over = {number: application for number, application in open_ones.items() if number not in lines}
    lines |= _lines({number: _own_texts(application, query) for number, application in left_over.items()}, query)
    names = {number: highlight(application.name, query, "name") for number, application in open_ones.items()}
    names |= {
        application.id: escape(display_name(application))
        for application in applications
        if application.id not in open_ones
    }
    return {number: Hit(name, *lines.get(number, NOWHERE)) for number, name in names.items()}


def _lines(texts: Texts, query: Query) -> dict[int, Line]:
    found: dict[int, Line] = {}
    for number, said in texts.items():
        for field, text in said:
            if line := excerpt(text, query, field):
                found[number] = LABELS[field], line
                break
    return found


def _sought(fields: Sequence[str], query: Query) -> list[str]:
    named = {term.field for term in query.terms()}
    return [field for field in fields if field in named or None in named]


def _own_texts(application: Application, query: Query) -> list[tuple[str, str]]:
    texts: dict[str, list[str]] = {}
    for row in columns_in(APPLICATION):
        texts.setdefault(row.search, []).append(row.value_of(application))
    texts |= {
        "reference": [application.reference],
        "source": [application.source, *texts.get("source", [])],
    }
    texts.pop("name")  # it is in the row anyway
    return [(field, "\n".join(texts[field])) for field in _sought([*texts], query)]


def _texts_of(ids: Sequence[int], fields: Sequence[str]) -> Texts:
    """Return some texts of the applications in one statement: by field, the oldest first; the newest notes first."""
    parts = [part for field in fields for part in _PARTS[field](ids)]
    rows = db.session.execute(union_all(*parts) if len(parts) > 1 else parts[0]).all()
    texts: Texts = {}
    for number, field, text, _ in sorted(rows, key=lambda row: (fields.index(row[1]), row[3])):
        texts.setdefault(number, []).append((field, text))
    return texts


def _said(owner: Any, field: Any, text: Any, place: Any) -> Select[Any]:
    return select(owner.label("application_id"), field.label("field"), text.label("text"), place.label("place"))


def _files(ids: Sequence[int], field: str, is_of_kind: ColumnElement[bool]) -> Iterator[Select[Any]]:
    text = func.substr(DocumentText.text, 1, MAX_CHARACTERS)
    yield (
        _said(Attachment.application_id, literal(field), text, Attachment.id)
        .join(Document, Document.id == Attachment.document_id)
        .join(DocumentText, DocumentText.document_id == Document.id)
        .where(Attachment.application_id.in_(ids), Attachment.replaced_at.is_(None), is_of_kind)
    )


def _resumes(ids: Sequence[int]) -> Iterator[Select[Any]]:
    return _files(ids, "resume", Document.kind == RESUME)


def _samples(ids: Sequence[int]) -> Iterator[Select[Any]]:
    return _files(ids, "samples", Document.kind != RESUME)


def _answers(ids: Sequence[int]) -> Iterator[Select[Any]]:
    yield from _long_texts(ids, "answers")
    text = func.substr(Answer.text, 1, MAX_CHARACTERS)
    yield _said(Answer.application_id, literal("answers"), text, Answer.id).where(Answer.application_id.in_(ids))


def _links(ids: Sequence[int]) -> Iterator[Select[Any]]:
    yield from _long_texts(ids, "links")


def _long_texts(ids: Sequence[int], search: str) -> Iterator[Select[Any]]:
    own = ApplicationText.application_id
    columns = [row.column for row in columns_in(APPLICATION_TEXT) if row.search == search]
    whole: Any = columns[0]
    for column in columns[1:]:
        whole = whole.concat("\n").concat(column)
    text = func.substr(whole, 1, MAX_CHARACTERS)
    yield _said(own, literal(search), text, literal(0)).where(own.in_(ids), whole != "")


def _notes(ids: Sequence[int]) -> Iterator[Select[Any]]:
    body = func.substr(Note.body, 1, MAX_CHARACTERS)
    notes = _said(Note.application_id, literal("notes"), body, -Note.id).where(Note.application_id.in_(ids))
    yield select(notes.order_by(Note.id.desc()).limit(NOTES_SHOWN).subquery())


_PARTS: dict[str, Callable[[Sequence[int]], Iterator[Select[Any]]]] = {
    "resume": _resumes,
    "samples": _samples,
    "answers": _answers,
    "links": _links,
    "notes": _notes,
}
