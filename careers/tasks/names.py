"""The names of all packages' background tasks. A stored task needs its name as long as its row exists."""

from enum import StrEnum, auto


class TaskName(StrEnum):
    """What a task does: the values of ``tasks.name``."""

    ADMIT_QUARANTINED = auto()
    ANSWER_ALERT_REQUEST = auto()
    DELETE_DONE_TASKS = auto()
    DELETE_OLD_ALERTS = auto()
    DELETE_OLD_BULK_ACTIONS = auto()
    DELETE_OLD_DRAFTS = auto()
    DELETE_OLD_FINGERPRINTS = auto()
    DELETE_OLD_LINKS = auto()
    DELETE_OLD_SPAM = auto()
    DELETE_ORPHANED_FILES = auto()
    DELIVER_EMAIL = auto()
    END_INTERVIEWS = auto()
    ERASE_OVERDUE = auto()
    FIND_ALL_DUPLICATES = auto()
    FIND_DUPLICATES = auto()
    INDEX_APPLICATION = auto()
    MAIL_APPLICATION_LINKS = auto()
    PUBLISH_SCHEDULED = auto()
    READ_DOCUMENT = auto()
    REINDEX_POSTINGS = auto()
    RELEASE_MESSAGE = auto()
    REMIND_OF_INTERVIEW = auto()
    REQUEUE_EMAILS = auto()
    REQUEUE_MESSAGES = auto()
    RUN_BULK_ACTION = auto()
    SEND_ALERTS = auto()
    SEND_DAILY_DIGESTS = auto()
    SEND_DAILY_SUMMARIES = auto()
