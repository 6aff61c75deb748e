"""Read message templates and the delay."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from careers.database import db
from careers.pipeline.message_templates.models import DEFAULT_DELAY_MINUTES, MessageSettings, MessageTemplate

MAX_TEMPLATES = 200


def message_templates(*purposes: str) -> Sequence[MessageTemplate]:
    """Return all templates by name, or those with the given purposes."""
    statement = select(MessageTemplate).order_by(MessageTemplate.name).limit(MAX_TEMPLATES)
    if purposes:
        statement = statement.where(MessageTemplate.purpose.in_(purposes))
    return db.session.scalars(statement).all()


def message_template_by_id(template_id: int) -> MessageTemplate | None:
    """Return the template with this id, or None."""
    return db.session.get(MessageTemplate, template_id, populate_existing=True)


def template_by_name(name: str) -> MessageTemplate | None:
    """Return the template with this name, or None."""
    return db.session.scalar(select(MessageTemplate).where(MessageTemplate.name == name))


def best_template(templates: Sequence[MessageTemplate], stage: str) -> MessageTemplate | None:
    """Return the first template for the stage, else the first for any stage, else the first."""
    ranked = sorted(templates, key=lambda template: (template.stage != stage, template.stage != "", template.name))
    return ranked[0] if ranked else None


def decision_message_delay() -> timedelta:
    """Return how long the message about a decision waits."""
    settings = db.session.get(MessageSettings, 1)
    return timedelta(minutes=settings.delay_minutes if settings else DEFAULT_DELAY_MINUTES)
