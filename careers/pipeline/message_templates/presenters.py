"""The message templates that a form offers."""

from careers.pipeline.message_templates.models import MessageTemplate
from careers.pipeline.message_templates.queries import message_template_by_id, message_templates


def template_choices(*purposes: str) -> list[tuple[int, str]]:
    """Return the templates to choose from, by name."""
    return [(template.id, template.name) for template in message_templates(*purposes)]


def chosen_template(number: int | None, otherwise: MessageTemplate | None) -> MessageTemplate | None:
    """Return the requested template, or the default one."""
    return (message_template_by_id(number) if number else None) or otherwise
