"""What the pages show on which staff write to a candidate: the templates, and the one that the text begins from."""

from __future__ import annotations

from dataclasses import dataclass

from careers.applications.models import Application
from careers.pipeline.blind_review.presenters import is_covered
from careers.pipeline.message_templates.merge_fields import TemplateHoles, filled
from careers.pipeline.message_templates.models import MessageTemplate
from careers.pipeline.message_templates.queries import message_template, message_templates

COVERED_FIELD = "candidate name"


@dataclass(frozen=True)
class Beginning:
    """The words that a message is begun with, and what to know about them."""

    subject: str
    body: str
    trouble: str = ""


def template_choices(*purposes: str) -> list[tuple[int, str]]:
    """The templates to choose from, by name."""
    return [(template.id, template.name) for template in message_templates(*purposes)]


def chosen_template(number: int | None, otherwise: MessageTemplate | None) -> MessageTemplate | None:
    """The template that was asked for, or the one that is offered first."""
    return (message_template(number) if number else None) or otherwise


def beginning_of(
    template: MessageTemplate | None, application: Application, values: dict[str, str]
) -> Beginning:
    """The template's words with its fields filled in; where one cannot be, as it is written, and why.

    The application's posting must be loaded.
    """
    if is_covered(application):
        # The field stays a field until the message is sent: whoever writes it does not learn the name.
        values = values | {COVERED_FIELD: f"{{{{ {COVERED_FIELD} }}}}"}
    if template is None:
        return Beginning(f"Your application: {application.posting.title}", "")
    try:
        return Beginning(filled(template.subject, values), filled(template.body, values))
    except TemplateHoles as error:
        return Beginning(template.subject, template.body, f"This template can't be filled in: {error}")
