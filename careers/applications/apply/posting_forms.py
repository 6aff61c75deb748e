"""The application form of one posting: the common fields and those of its own questions."""

from collections.abc import Mapping
from typing import Any

from careers.applications.apply.forms import ApplicationForm, text_field
from careers.applications.equal_opportunity.forms import PREFIX as VOLUNTARY, equal_field
from careers.applications.equal_opportunity.queries import equal_questions_asked
from careers.applications.equal_opportunity.services import unsealed_answers
from careers.applications.fields import ABOUT, MORE, WORK, fields_in
from careers.applications.models import Draft
from careers.applications.questions.forms import field_of, kept_field
from careers.applications.questions.queries import Asked, asked_of, field_name

STEP = 1 / 1_000
# What a draft stores besides the text fields of the form.
NESTED = ("questions", "seen", "asked")


def sent_form(posting_id: int) -> ApplicationForm:
    """Return the form as the request sent it.

    If a question was changed after the page was loaded, its new field starts with the old answer.
    """
    form = _form_class(asked_of(posting_id))()
    answers = form.answers()
    said, seen = answers["questions"], answers["seen"]
    unseen = {key: value for key, value in said.items() if key in form.asked.retired_ids - set(seen)}
    for question in form.asked.current:
        value = None if str(question.id) in said else form.asked.value_for(question, unseen)
        if value:
            form[field_name(question)].data = value
    return form


def empty_form(posting_id: int, **given: Any) -> ApplicationForm:
    """Return the form as it is at first, filled in only with what is ``given``."""
    return _filled(asked_of(posting_id), given)


def draft_form(draft: Draft, token: str) -> ApplicationForm:
    """Return the form filled in with a draft's text, to validate or show; permissions are checked elsewhere."""
    voluntary = unsealed_answers(draft, token)
    given = {f"{VOLUNTARY}{number}": choice for number, choice in voluntary.items()}
    return _filled(asked_of(draft.posting_id), {**draft.answers, **given})


def _filled(asked: Asked, answers: Mapping[str, Any]) -> ApplicationForm:
    said = answers.get("questions", {})
    values = {field_name(question): asked.value_for(question, said) for question in asked.current}
    given = {name: value for name, value in values.items() if value}
    given |= {name: value for name, value in answers.items() if name not in NESTED}
    return _form_class(asked)(formdata=None, data=given, meta={"csrf": False})


def _form_class(asked: Asked) -> type[ApplicationForm]:
    questions = {
        field_name(question): field_of(question) if asked.asks(question) else kept_field()
        for question in asked.questions
    }
    # Errors are listed in the order of the page.
    about = _placed({row.name: text_field(row) for row in fields_in(ABOUT)}, before=ApplicationForm.resume)
    work, more = ({row.name: text_field(row) for row in fields_in(section)} for section in (WORK, MORE))
    rest = _placed({**work, **questions, **more}, after=ApplicationForm.work_samples)
    voluntary = {f"{VOLUNTARY}{question.id}": question for question in equal_questions_asked()}
    names = {name: str(question.id) for name, question in voluntary.items()}
    choices = {name: equal_field(question) for name, question in voluntary.items()}
    return type("PostingForm", (ApplicationForm,), {"asked": asked, "voluntary": names, **about, **rest, **choices})


def _placed(controls: dict[str, Any], *, after: Any = None, before: Any = None) -> dict[str, Any]:
    """Place additional fields among those of the form class."""
    start = after.creation_counter if after else before.creation_counter - 1
    for place, control in enumerate(controls.values(), start=1):
        control.creation_counter = start + place * STEP
    return controls
