"""The access paths of lists of applications and interviews on MySQL and MariaDB. No other module names their indexes.

A page is 50 rows. It costs the same for any table size if the server reads rows in the order of the list and stops
when the page is full. Left to themselves, servers often collect and sort everything that matches the filter. Callers
ask for a path by name; searches have their own plans (``careers/search/plan.py``). SQLite needs no hints. Decision
record: docs/adr/0030.
"""

from typing import Any, NewType

from sqlalchemy import Select

Path = NewType("Path", str)
ARRIVAL, NAME, REPLY_DATE, SCORE = "arrival", "name", "reply date", "score"


def _path(index: str) -> Path:
    return Path(f"FORCE INDEX ({index})")


# Ranges of an index, by what they are sorted by.
BY_ID = _path("PRIMARY")
BY_DISPOSITION = _path("ix_applications_disposition")
BY_POSTING = _path("ix_applications_posting_disposition")
BY_POSTING_AND_STAGE = _path("ix_applications_posting_disposition_stage")
BY_POSTING_AND_REPLY_DATE = _path("ix_applications_posting_reply_due")
BY_CANDIDATE = _path("ix_applications_candidate")
BY_CONSENT_TO_FUTURE_ROLES = _path("ix_applications_future_roles")
BY_PERIOD = _path("ix_applications_report")
INTERVIEWS_BY_TIME = _path("ix_interviews_state")
INTERVIEWS_BY_POSTING = _path("ix_interviews_posting")
# A hiring manager may have few postings, with applications from long ago, so the server estimates and chooses. It
# probes each allowed index for each posting, which takes longer than reading the page, so few indexes are allowed.
AMONG_POSTINGS = Path("USE INDEX (PRIMARY, ix_applications_posting_disposition)")
AMONG_POSTINGS_AND_STAGES = Path("USE INDEX (PRIMARY, ix_applications_posting_disposition_stage)")
REPLY_DATES_AMONG_POSTINGS = Path(
    "USE INDEX (PRIMARY, ix_applications_posting_reply_due, ix_applications_disposition_reply_due)"
)
# Lists in the order of arrival, by whether the filter names a posting, a stage, a source, and a disposition. Matching
# rows are spread evenly over each of these indexes, so none is read for long in vain.
_ARRIVALS = {
    (False, False, False, False): BY_ID,
    (False, False, False, True): BY_DISPOSITION,
    (False, False, True, False): _path("ix_applications_source"),
    (False, False, True, True): _path("ix_applications_source"),
    (False, True, False, False): _path("ix_applications_stage"),
    (False, True, False, True): _path("ix_applications_disposition_stage"),
    (False, True, True, False): _path("ix_applications_stage"),
    (False, True, True, True): _path("ix_applications_disposition_stage"),
    (True, False, False, True): BY_POSTING,
    (True, False, True, True): BY_POSTING,
    (True, True, False, False): _path("ix_applications_posting_stage"),
    (True, True, False, True): BY_POSTING_AND_STAGE,
    (True, True, True, False): _path("ix_applications_posting_stage"),
    (True, True, True, True): BY_POSTING_AND_STAGE,
}
# The other orders: without a disposition in the filter, and with one.
_SORTED = {
    NAME: (_path("ix_applications_name"), _path("ix_applications_disposition_name")),
    REPLY_DATE: (_path("ix_applications_reply_due"), _path("ix_applications_disposition_reply_due")),
    SCORE: (_path("ix_applications_score"), _path("ix_applications_disposition_score")),
}


def list_path(
    order: str, *, posting: bool = False, stage: bool = False, source: bool = False, disposition: bool = False
) -> Path | None:
    """Return the path for a list in this order with these filters; None if the server should choose."""
    if order == ARRIVAL:
        return _ARRIVALS.get((posting, stage, source, disposition))
    return None if posting or source else _SORTED[order][disposition]


def read_by(path: Path | None, statement: Select[Any], model: type[Any]) -> Select[Any]:
    """Return the statement with the hint to read the model's table by this path; unchanged without a path."""
    if path:
        for dialect in ("mysql", "mariadb"):
            statement = statement.with_hint(model, path, dialect)
    return statement
