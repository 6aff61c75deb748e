"""The kinds of objects that audit entries are about, for all packages: the values of ``audit_entries.object_kind``.

The rows of the company's lists add theirs, which are the keys of the lists (company/lists/definitions.py).
"""

from enum import StrEnum, auto


class AuditKind(StrEnum):
    """What an audit entry is about."""

    APPLICATION = auto()
    BULK_ACTION = auto()
    CANDIDATE = auto()
    COMPANY = auto()
    DISPOSITION_REASON = auto()
    EQUAL_OPPORTUNITY_QUESTION = auto()
    EXPORT = auto()
    FILE = auto()
    MESSAGE_TEMPLATE = auto()
    PAGE = auto()
    POSSIBLE_DUPLICATE = auto()
    POSTING = auto()
    POSTING_TEMPLATE = auto()
    QUARANTINED_SUBMISSION = auto()
    ROLE_OVERVIEW = auto()
    RUBRIC = auto()
    STAGE = auto()
    TAG = auto()
    USER = auto()
