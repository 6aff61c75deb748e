"""The rows that a new site starts with: hiring stages, message templates, and two settings."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert

from migrations.baseline.columns import METADATA

# Every template ends with the sender.
SIGNED = "\n\n{{ sender name }}\n{{ company }}"
ABOUT = "Your application: {{ posting }}"
# Name, purpose, the stage it is suggested at (any, if empty), subject, body.
TEMPLATES = (
    (
        "Not this time, after reading",
        "rejection",
        "applied",
        ABOUT,
        (
            "Dear {{ candidate name }},\n\n"
            "thank you for applying for {{ posting }}, and for the work that went into your "
            "application. We have read it, and we have decided not to go on with it.\n\n"
            "We compared what you sent with what this one position asks for, and other applications "
            "came closer. That is no judgment of you or of the rest of your work. If another of our "
            "positions fits, we would be glad to read from you again.\n\n"
            "If you have a question, you can answer this message on your page. We wish you well."
        ),
    ),
    (
        "Not this time, after a closer look",
        "rejection",
        "screen",
        ABOUT,
        (
            "Dear {{ candidate name }},\n\n"
            "thank you for your patience while we looked at your application for {{ posting }} more "
            "closely. There was much in it that we liked, which is why several of us read it. In the "
            "end we have decided to go on with others, whose experience is nearer to what this "
            "position needs now.\n\n"
            "If you would like to know more about the reasons, answer this message on your page, and "
            "we will tell you what we can. We hope that you will keep an eye on our positions."
        ),
    ),
    (
        "Not this time, after talking",
        "rejection",
        "interview",
        ABOUT,
        (
            "Dear {{ candidate name }},\n\n"
            "thank you for the time that you gave us, and for an open conversation. We have thought "
            "about it carefully, and we have decided to go on with somebody else for {{ posting }}. I "
            "know that this is not what you hoped to read.\n\n"
            "The decision was close, and it is about this position at this time. If feedback would "
            "help you, answer this message on your page: you have earned more than a line, and I will "
            "gladly write or call.\n\n"
            "We would be happy if you thought of us again."
        ),
    ),
    (
        "The position is filled",
        "rejection",
        "",
        ABOUT,
        (
            "Dear {{ candidate name }},\n\n"
            "thank you for your interest in {{ posting }}. The position is filled now, so we have "
            "closed your application {{ reference }}. This has nothing to do with its quality: there "
            "was one place, and it is taken.\n\n"
            "Everything that we have open is on our site, and you are welcome to apply again at any "
            "time. We wish you well."
        ),
    ),
    (
        "An answer takes longer",
        "other",
        "",
        "Your application: {{ posting }} takes us longer",
        (
            "Dear {{ candidate name }},\n\n"
            "we promised you an answer to your application for {{ posting }} by {{ date promised }}. "
            "We are late, and we are sorry to keep you waiting. Your application is with us, and it "
            "is being considered.\n\n"
            "You need not do anything. You will hear from us as soon as there is a decision, whatever "
            "it is; where your application stands is always shown on your page."
        ),
    ),
    (
        "The posting closes, your application stays",
        "update",
        "",
        "Your application for {{ posting }} goes on",
        (
            "Dear {{ candidate name }},\n\n"
            "we no longer take new applications for {{ posting }}. Yours is not affected: it is among "
            "those that we go on with, and it stands at “{{ stage }}”.\n\n"
            "We will write to you about the next step. If anything has changed on your side, you can "
            "tell us on your page."
        ),
    ),
    (
        "Invitation to talk",
        "invitation",
        "screen",
        "A conversation about {{ posting }}",
        (
            "Dear {{ candidate name }},\n\n"
            "we have read your application for {{ posting }} with interest and would like to talk "
            "with you. It would take about 45 minutes, by video or by telephone as you prefer: about "
            "your experience, about the work, and about what you would like to know of us.\n\n"
            "Please answer this message on your page with two or three times that suit you, and your "
            "time zone. If there is something that would make the conversation easier for you, tell "
            "us that as well."
        ),
    ),
    (
        "Something is missing",
        "other",
        "applied",
        "A question about your application for {{ posting }}",
        (
            "Dear {{ candidate name }},\n\n"
            "thank you for your application for {{ posting }}, which arrived on {{ date received }}. "
            "To read it properly we need one more thing from you:\n\n"
            "Please answer this message on your page. Until then nothing is decided."
        ),
    ),
)

STAGE_COLUMNS = ("key", "name", "candidate_name", "candidate_sentence", "may_skip")
STAGES = (
    ("applied", "New", "Arrived", "Your application is safely here and waits to be read.", False),
    (
        "screen",
        "Screen",
        "Closer look",
        "Somebody has read your application and is looking into it more closely.",
        True,
    ),
    (
        "interview",
        "Interview",
        "Interviews",
        "We would like to talk with you, or have already begun to.",
        False,
    ),
    ("offer", "Offer", "Offer", "We are preparing an offer for you, or you have it already.", False),
)


def add_rows(connection: Connection) -> None:
    """Insert the rows into the empty tables."""
    rows = {
        "catalog_version": [{"id": 1, "version": 1}],
        "message_settings": [{"id": 1, "delay_minutes": 10}],
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
