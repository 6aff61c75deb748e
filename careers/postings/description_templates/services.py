"""Save a posting's content as a template, change its notes, and delete it. Nothing here commits."""

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.postings.content_services import content_of
from careers.postings.description_templates.models import PostingTemplate
from careers.postings.description_templates.queries import is_name_taken
from careers.postings.models import SECTIONS, Posting


class NameTaken(DomainError):
    """There is already a template with this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There’s already a template named “{name}”. Choose a different name.")


def save_as_template(posting: Posting, name: str, *, by: User) -> PostingTemplate:
    """Save the posting's content. Its locations, sections, and criteria must be loaded. Raises NameTaken."""
    if is_name_taken(name):
        raise NameTaken(name)
    content = content_of(posting)
    texts = {
        "title": content.title,
        "summary": content.summary,
        "employment_type": content.employment_type,
        "degree_required": content.degree_required,
        "criteria": content.criteria,
        **({"stages": list(posting.stage_keys)} if posting.stages else {}),
        **{name: content.sections[name] for name in SECTIONS if content.sections.get(name)},
    }
    template = PostingTemplate(name=name, content=texts, note=f"Saved from {posting.title}"[:300])
    db.session.add(template)
    db.session.flush()
    record("saved posting template", by=by, kind=AuditKind.POSTING_TEMPLATE, object_id=template.id, details={})
    return template


def describe_template(
    template: PostingTemplate, *, name: str, note: str, sourcing: str, related: str, by: User
) -> None:
    """Change a template's name and notes. Raises NameTaken."""
    if is_name_taken(name, besides=template.id):
        raise NameTaken(name)
    template.name, template.note = name, note
    template.sourcing, template.related, template.updated_at = sourcing, related, now()
    db.session.flush()
    record("changed posting template", by=by, kind=AuditKind.POSTING_TEMPLATE, object_id=template.id, details={})


def delete_template(template: PostingTemplate, *, by: User) -> None:
    """Delete a template; postings that started from it stay as they are."""
    number = template.id
    db.session.delete(template)
    db.session.flush()
    record("deleted posting template", by=by, kind=AuditKind.POSTING_TEMPLATE, object_id=number, details={})
