"""The rows that a new site starts with: hiring stages, message templates, and two settings."""

from sqlalchemy import Connection, func, insert

from migrations.baseline.columns import METADATA

# Every template ends with the sender.
SIGNED = "\n\n{{ sender name }}\n{{ company }}"
ABOUT = "Your application: {{ posting }}"
# Name, purpose, the stage it is suggested at (any, if empty), subject, body.
TEMPLATES = (
    (
        "Rejection after application review",
        "rejection",
        "applied",
        ABOUT,
        (
            "Hi {{ candidate name }},\n\n"
            "Thank you for applying for {{ posting }}. We've read your application, and we won't be "
            "moving forward with it.\n\n"
            "We compared it with what this position needs, and other applications were a closer match. "
            "That says nothing about your other strengths. If another of our positions fits, we'd be "
            "glad to hear from you again.\n\n"
            "If you have a question, reply on your status page. We wish you all the best."
        ),
    ),
    (
        "Rejection after screening",
        "rejection",
        "screen",
        ABOUT,
        (
            "Hi {{ candidate name }},\n\n"
            "Thank you for your patience while we took a closer look at your application for "
            "{{ posting }}. We've decided to move forward with candidates whose experience is closer "
            "to what this position needs right now.\n\n"
            "There was a lot we liked, which is why several of us read it. If you'd like to know more "
            "about our reasons, reply on your status page. We hope you'll keep an eye on our openings."
        ),
    ),
    (
        "Rejection after interview",
        "rejection",
        "interview",
        ABOUT,
        (
            "Hi {{ candidate name }},\n\n"
            "Thank you for your time and for an open conversation. After careful thought, we've decided "
            "to move forward with someone else for {{ posting }}. I know this isn't what you hoped to "
            "hear.\n\n"
            "It was a close decision, and it's only about this position at this time. If feedback would "
            "help you, reply on your status page, and I'll gladly write or call.\n\n"
            "We'd be happy if you thought of us again."
        ),
    ),
    (
        "Position filled",
        "rejection",
        "",
        ABOUT,
        (
            "Hi {{ candidate name }},\n\n"
            "We've filled the {{ posting }} position, so we've closed your application "
            "{{ reference }}. Thank you for your interest. This has nothing to do with the quality of "
            "your application: there was only one opening.\n\n"
            "You can find all our open positions on our careers site, and you're welcome to apply again "
            "at any time. We wish you all the best."
        ),
    ),
    (
        "Delayed reply",
        "other",
        "",
        "Your application for {{ posting }} is taking longer",
        (
            "Hi {{ candidate name }},\n\n"
            "We need more time with your application for {{ posting }}. We promised you a reply by "
            "{{ date promised }}, and we're sorry to keep you waiting.\n\n"
            "You don't need to do anything. We'll let you know as soon as we've decided, and you can "
            "always see your current status on your status page."
        ),
    ),
    (
        "Still active after the posting closes",
        "update",
        "",
        "Your application for {{ posting }} is still active",
        (
            "Hi {{ candidate name }},\n\n"
            "We've stopped taking new applications for {{ posting }}, but yours is still active. Your "
            "current status is “{{ stage }}”.\n\n"
            "We'll contact you about the next step. If anything has changed for you, let us know on "
            "your status page."
        ),
    ),
    (
        "Invitation to interview",
        "invitation",
        "screen",
        "Let's talk about {{ posting }}",
        (
            "Hi {{ candidate name }},\n\n"
            "We enjoyed reading your application for {{ posting }} and would like to talk with you. The "
            "conversation takes about 45 minutes, by video or phone. We'll talk about your experience, "
            "the work, and your questions for us.\n\n"
            "Reply on your status page with two or three times that work for you, and your time zone. "
            "If there's anything that would make the conversation easier for you, let us know."
        ),
    ),
    (
        "Missing information",
        "other",
        "applied",
        "A question about your application for {{ posting }}",
        (
            "Hi {{ candidate name }},\n\n"
            "We need one more thing from you before we can review your application for {{ posting }}, "
            "which you sent on {{ date received }}:\n\n"
            "Please reply on your status page. We won't decide anything until then."
        ),
    ),
)

STAGE_COLUMNS = ("key", "name", "candidate_name", "candidate_sentence", "may_skip")
STAGES = (
    ("applied", "New", "Received", "We have your application and will review it soon.", False),
    (
        "screen",
        "Screen",
        "In review",
        "We’ve read your application and are taking a closer look.",
        True,
    ),
    (
        "interview",
        "Interview",
        "Interviews",
        "We’d like to talk with you, or already have.",
        False,
    ),
    ("offer", "Offer", "Offer", "We’re preparing an offer for you, or have already sent it.", False),
)


def add_rows(connection: Connection) -> None:
    """Insert the rows into the empty tables."""
    rows = {
        "catalog_version": [{"id": 1, "version": 1}],
        "stages": [
            dict(zip(STAGE_COLUMNS, stage, strict=True), position=position, is_archived=False, version=1)
            for position, stage in enumerate(STAGES)
        ],
    }
    for name, values in rows.items():
        connection.execute(insert(METADATA.tables[name]), values)
    for name, purpose, stage, subject, body in TEMPLATES:
        template = {
            "name": name,
            "purpose": purpose,
            "stage": stage,
            "subject": subject,
            "body": body + SIGNED,
        }
        added = insert(METADATA.tables["message_templates"]).values(**template, version=1)
        connection.execute(added.values(updated_at=func.current_timestamp()))
