"""The position of an application in the queue, as text."""

from careers.desk.application_search.queries import AROUND, MAX_COUNTED_IN_VIEW, Neighbors


def queue_position(around: Neighbors) -> str:
    """Return a text such as “27 after this one, more than 99 before”; empty if it is the only one."""
    if not around.newer and not around.older:
        return ""
    return f"{_many(around.after)} after this, {_many(around.before).lower()} before"


def _many(count: int | None) -> str:
    if count is None:
        return f"{AROUND} or more"
    return f"More than {MAX_COUNTED_IN_VIEW}" if count > MAX_COUNTED_IN_VIEW else str(count or "None")
