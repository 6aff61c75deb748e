"""How lists of applications and interviews are read on MySQL and MariaDB. No other module names an index of theirs.

A page is fifty rows. It costs the same whatever the table holds if the server reads in the order of the list and stops
when the page is full. Left to themselves, servers often gather and sort everything that the filter leaves. Whoever
reads asks for a path by its name; searches have plans of their own (``careers/search/plan.py``). SQLite chooses well
without being told. Decision record: docs/adr/0030.
"""

from __future__ import annotations

from typing import Any, NewType

from sqlalchemy import Select

Path = NewType("Path", str)
ARRIVAL, NAME, REPLY_DATE, SCORE = "arrival", "name", "reply date", "score"


def _path(index: str) -> Path:
    return Path(f"FORCE INDEX ({index})")


# Rows next to each other in an index, and what they are sorted by.
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
# A hiring manager's postings may be few and their applications far back, so the server looks how many there are and
# chooses. It looks into each posting by each index that it may use, which takes longer than to read a page.
AMONG_POSTINGS = Path("USE INDEX (PRIMARY, ix_applications_posting_disposition)")
AMONG_POSTINGS_AND_STAGES = Path("USE INDEX (PRIMARY, ix_applications_posting_disposition_stage)")
REPLY_DATES_AMONG_POSTINGS = Path(
    "USE INDEX (PRIMARY, ix_applications_posting_reply_due, ix_applications_disposition_reply_due)"
)
# For lists in the order of arrival: whether the filter names a posting, a stage, a source, a disposition. None of these
# is read in vain for long, as each takes its fair share of all applications.
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
# For the other orders: without a disposition in the filter, and with one.
_SORTED = {
    NAME: (_path("ix_applications_name"), _path("ix_applications_disposition_name")),
    REPLY_DATE: (_path("ix_applications_reply_due"), _path("ix_applications_disposition_reply_due")),
    SCORE: (_path("ix_applications_score"), _path("ix_applications_disposition_score")),
}


def list_path(
    order: str, *, posting: bool = False, stage: bool = False, source: bool = False, disposition: bool = False
) -> Path | None:
    """Return the path for a list in this order whose filter names these; None where the server should choose."""
    if order == ARRIVAL:
        return _ARRIVALS.get((posting, stage, source, disposition))
    return None if posting or source else _SORTED[order][disposition]


def read_by(path: Path | None, statement: Select[Any], model: type[Any]) -> Select[Any]:
    """Return the statement, told to read the model's table by this path, if there is one."""
    if path:
        for dialect in ("mysql", "mariadb"):
            statement = statement.with_hint(model, path, dialect)
    return statement
