"""Which message templates a form offers."""

from __future__ import annotations

from careers.pipeline.message_templates.models import MessageTemplate
from careers.pipeline.message_templates.queries import message_template_by_id, message_templates


def template_choices(*purposes: str) -> list[tuple[int, str]]:
    """The templates to choose from, by name."""
    return [(template.id, template.name) for template in message_templates(*purposes)]


def chosen_template(number: int | None, otherwise: MessageTemplate | None) -> MessageTemplate | None:
    """The template that was asked for, or the one that is offered first."""
    return (message_template_by_id(number) if number else None) or otherwise
