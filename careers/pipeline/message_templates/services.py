"""Create, edit, and delete message templates, and set the delay. Nothing here commits."""

from dataclasses import asdict, dataclass

from sqlalchemy import delete

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.pipeline.message_templates.merge_fields import UnfilledFields, unfilled_fields_in
from careers.pipeline.message_templates.models import MessageSettings, MessageTemplate
from careers.pipeline.message_templates.queries import template_by_name
from careers.versions import claim

MAX_DELAY = 24 * 60  # minutes
MAX_SUBJECT_LENGTH, MAX_BODY_LENGTH = 150, 10_000


@dataclass(frozen=True)
class TemplateContent:
    """The text and purpose of a template."""

    name: str
    purpose: str
    stage: str
    subject: str
    body: str


class NameTaken(DomainError):
    """Another template has this name."""

    def __init__(self) -> None:
        super().__init__("Another template has this name. Choose a different one.")


def create_template(content: TemplateContent, *, by: User) -> MessageTemplate:
    """Create a template. Raises NameTaken and UnfilledFields."""
    _check(content)
    template = MessageTemplate(**asdict(content))
    db.session.add(template)
    db.session.flush()
    record("created message template", by=by, kind=AuditKind.MESSAGE_TEMPLATE, object_id=template.id)
    return template


def update_template(template: MessageTemplate, content: TemplateContent, *, version: int, by: User) -> None:
    """Save an edit of ``version``. Raises EditConflict, NameTaken, and UnfilledFields."""
    _check(content, template)
    claim(template, version, updated_at=now(), **asdict(content))
    record("edited message template", by=by, kind=AuditKind.MESSAGE_TEMPLATE, object_id=template.id)


def delete_template(template: MessageTemplate, *, by: User) -> None:
    """Delete a template. Messages that were started from it keep their text."""
    statement = delete(MessageTemplate).where(MessageTemplate.id == template.id)
    db.session.execute(statement)
    record("deleted message template", by=by, kind=AuditKind.MESSAGE_TEMPLATE, object_id=template.id)


def set_delay(minutes: int, *, by: User) -> None:
    """Set how long the messages of future decisions wait."""
    settings = db.session.get(MessageSettings, 1)
    if settings is None:
        settings = MessageSettings(id=1)
        db.session.add(settings)
    settings.delay_minutes = minutes
    record("changed undo window", by=by, details={"minutes": minutes})
    db.session.flush()


def _check(content: TemplateContent, template: MessageTemplate | None = None) -> None:
    holes = unfilled_fields_in(content.subject) + unfilled_fields_in(content.body)
    if holes:
        raise UnfilledFields(holes)
    known = template_by_name(content.name)
    if known is not None and (template is None or known.id != template.id):
        raise NameTaken
