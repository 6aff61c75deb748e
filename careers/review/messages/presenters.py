"""What the pages show on which staff write to a candidate: the templates, and the one that the text begins from."""

from __future__ import annotations

from dataclasses import dataclass

from careers.applications.models import Application
from careers.pipeline.blind_review.presenters import is_redacted
from careers.pipeline.message_templates.merge_fields import UnfilledFields, fill_in
from careers.pipeline.message_templates.models import MessageTemplate

REDACTED_FIELD = "candidate name"


@dataclass(frozen=True)
class StartingText:
    """The words that a message is begun with, and what to know about them."""

    subject: str
    body: str
    trouble: str = ""


def starting_text(
    template: MessageTemplate | None, application: Application, values: dict[str, str]
) -> StartingText:
    """The template's words with its fields filled in; where one cannot be, as it is written, and why.

    The application's posting must be loaded.
    """
    if is_redacted(application):
        # The field stays a field until the message is sent: whoever writes it does not learn the name.
        values = values | {REDACTED_FIELD: f"{{{{ {REDACTED_FIELD} }}}}"}
    if template is None:
        return StartingText(f"Your application: {application.posting.title}", "")
    try:
        return StartingText(fill_in(template.subject, values), fill_in(template.body, values))
    except UnfilledFields as error:
        return StartingText(template.subject, template.body, f"This template can’t be filled in: {error}")
