"""How many applications are at a stage, in words."""

from careers.company.signals import MAX_COUNTED


def format_count(count: int) -> str:
    """Return a count such as "12" or "1,000+"."""
    return f"{MAX_COUNTED:,}+" if count > MAX_COUNTED else f"{count:,}"


def describe_count(count: int) -> str:
    """Return a count with its verb: "1 active application", "More than 1,000 active applications"."""
    if count == 1:
        return "1 active application"
    number = f"More than {MAX_COUNTED:,}" if count > MAX_COUNTED else f"{count:,}"
    return f"{number} active applications"
