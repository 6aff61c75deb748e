"""What the message pages show: the templates, and the text to start from."""

from dataclasses import dataclass

from careers.applications.models import Application
from careers.pipeline.blind_review.presenters import is_redacted
from careers.pipeline.message_templates.merge_fields import UnfilledFields, fill_in
from careers.pipeline.message_templates.models import MessageTemplate

REDACTED_FIELD = "candidate name"


@dataclass(frozen=True)
class StartingText:
    """The initial text of a message, and notes about it."""

    subject: str
    body: str
    trouble: str = ""


def starting_text(template: MessageTemplate | None, application: Application, values: dict[str, str]) -> StartingText:
    """Return the template with merge fields filled in; those that can't be stay, with a note why.

    The application's posting must be loaded.
    """
    if is_redacted(application):
        # The field stays until the message is sent, so that a blind reviewer doesn't learn the name.
        values = values | {REDACTED_FIELD: f"{{{{ {REDACTED_FIELD} }}}}"}
    if template is None:
        return StartingText(f"Your application: {application.posting.title}", "")
    try:
        return StartingText(fill_in(template.subject, values), fill_in(template.body, values))
    except UnfilledFields as error:
        return StartingText(template.subject, template.body, f"This template can’t be filled in: {error}")
