"""The page of a description template, and the form values for a new posting based on it."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from careers.company.markdown import render, safe_html
from careers.company.stages.queries import offered_stages
from careers.postings import presenters
from careers.postings.description_templates.queries import TEMPLATE_FIELDS, Template, all_templates
from careers.postings.models import SECTIONS


@dataclass(frozen=True)
class ShownTemplate:
    """A template with its text rendered; ``related`` are names with keys, None if there is no such template."""

    key: str
    name: str
    note: str
    title: str
    summary: str
    sections: list[tuple[str, Markup]]
    criteria: list[str]
    stages: list[str]
    sourcing: list[tuple[str, str]]
    related: list[tuple[str, str | None]]
    is_own: bool


def template_view(template: Template) -> ShownTemplate:
    """Return the content of the template's page."""
    keys = {template.name.casefold(): template.key for template in all_templates()}
    content = template.content
    return ShownTemplate(
        key=template.key,
        name=template.name,
        note=template.note,
        title=str(content.get("title", "")),
        summary=str(content.get("summary", "")),
        sections=[
            (presenters.SECTION_TITLES[name], safe_html(render(str(content[name]))))
            for name in SECTIONS
            if content.get(name)
        ],
        criteria=str(content.get("criteria", "")).splitlines(),
        stages=[stage.name for stage in offered_stages(content["stages"])] if content.get("stages") else [],
        sourcing=list(template.sourcing),
        related=[(name, keys.get(name.casefold())) for name in template.related],
        is_own=template.number is not None,
    )


def form_values_from(template: Template) -> dict[str, Any]:
    """Return the values of the posting form that the template fills in."""
    return {name: template.content[name] for name in TEMPLATE_FIELDS if name in template.content}
