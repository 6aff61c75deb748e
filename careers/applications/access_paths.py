"""The access paths of lists of applications and interviews on MySQL and MariaDB. No other module names their indexes.

A page is 50 rows. It costs the same for any table size if the server reads rows in the order of the list and stops
when the page is full. Left to themselves, servers often collect and sort everything that matches the filter. Callers
ask for a path by name; searches have their own plans (``careers/search/plan.py``). SQLite needs no hints. Decision
record: docs/adr/0030.
"""

from typing import Any, NewType

from sqlalchemy import Select

Path = NewType("Path", str)
ARRIVAL, NAME, REPLY_DATE = "arrival", "name", "reply date"


def _path(index: str) -> Path:
    return Path(f"FORCE INDEX ({index})")


BY_ID = _path("PRIMARY")
BY_PERIOD = _path("ix_applications_report")
# A hiring manager may have few postings, with applications from long ago, so the server estimates and chooses. It
# probes each allowed index for each posting, which takes longer than reading the page, so few indexes are allowed.
AMONG_POSTINGS = Path("USE INDEX (PRIMARY, ix_applications_posting_disposition)")
REPLY_DATES_AMONG_POSTINGS = Path(
    "USE INDEX (PRIMARY, ix_applications_posting_reply_due, ix_applications_disposition_reply_due)"
)
# Lists in the order of arrival, by whether the filter names a stage, a source, and a disposition. Matching rows are
# spread evenly over each of these indexes, so none is read for long in vain.
_ARRIVALS = {
    (False, False, True): _path("ix_applications_disposition"),
    (False, True, False): _path("ix_applications_source"),
    (False, True, True): _path("ix_applications_source"),
    (True, False, False): _path("ix_applications_stage"),
    (True, False, True): _path("ix_applications_disposition_stage"),
    (True, True, False): _path("ix_applications_stage"),
    (True, True, True): _path("ix_applications_disposition_stage"),
}
# The other orders: without a disposition in the filter, and with one.
_SORTED = {
    NAME: (_path("ix_applications_name"), _path("ix_applications_disposition_name")),
    REPLY_DATE: (_path("ix_applications_reply_due"), _path("ix_applications_disposition_reply_due")),
}


def list_path(order: str, *, stage: bool = False, source: bool = False, disposition: bool = False) -> Path | None:
    """Return the path for a list of all postings in this order with these filters; None if servers choose well.

    They do for the list of one posting, for all applications, and for the order by score.
    """
    if order == ARRIVAL:
        return _ARRIVALS.get((stage, source, disposition))
    return _SORTED[order][disposition] if order in _SORTED else None


def read_by(path: Path | None, statement: Select[Any], model: type[Any]) -> Select[Any]:
    """Return the statement with the hint to read the model's table by this path; unchanged without a path."""
    if path:
        for dialect in ("mysql", "mariadb"):
            statement = statement.with_hint(model, path, dialect)
    return statement
