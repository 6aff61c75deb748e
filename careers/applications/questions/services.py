"""Turn typed answers into rows with the question's wording and readable text."""

from collections.abc import Iterable, Mapping

from careers.applications.models import Answer, Attachment, Draft
from careers.applications.questions.queries import Asked, Value, asked_of, number_in
from careers.applications.web_addresses import links_in
from careers.postings.questions.models import FILE, LINK, NUMBER, PostingQuestion


def answer_rows(asked: Asked, said: Mapping[str, Value], attachments: Iterable[Attachment] = ()) -> list[Answer]:
    """Return the answers to the current questions, in their order."""
    files = asked.files(attachments)
    rows: list[Answer] = []
    for question in asked.current:
        documents = [attachment.document for attachment in files.get(question.id, [])]
        value = said.get(str(question.id), "")
        text = read(question, value if isinstance(value, str) else "\n".join(value)).strip()
        if question.kind == FILE:
            text = documents[0].display_name if documents else ""
        if text:
            document_id = documents[0].id if documents else None
            rows.append(_row(question, text, document_id, len(rows)))
    return rows


def answers_in(asked: Asked, draft: Draft) -> list[Answer]:
    """Return a draft's answers to the current questions."""
    return answer_rows(asked, draft.answers.get("questions", {}), draft.attachments)


def sent_answers(draft: Draft) -> list[Answer]:
    """Return the answers of a draft in quarantine to the questions asked when it was submitted."""
    return answers_in(asked_of(draft.posting_id, draft.answers), draft)


def read(question: PostingQuestion, text: str) -> str:
    """Return an answer as people read it; an invalid one stays as typed."""
    if question.kind == NUMBER:
        return number_in(text) or text
    if question.kind == LINK:
        return "\n".join(links_in(text))
    return text


def _row(question: PostingQuestion, text: str, document_id: int | None, position: int) -> Answer:
    return Answer(
        question_id=question.id,
        document_id=document_id,
        position=position,
        kind=question.kind,
        wording=question.wording,
        text=text,
    )
