"""Web addresses that candidates enter."""

from urllib.parse import urlsplit

MAX_LINK_LENGTH = 500


def links_in(text: str | None) -> list[str]:
    """Return the non-empty lines of a text, each as a URL; https is added if there is no scheme."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return [
        line if "://" in line or line.lower().startswith(("javascript:", "data:")) else f"https://{line}"
        for line in lines
    ]


def is_web_address(text: str) -> bool:
    """Return whether the text is an http or https URL with a host, at most 500 characters long."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_plain = len(text) <= MAX_LINK_LENGTH and not any(mark.isspace() or mark in "\"'<>\\" for mark in text)
    return is_plain and parts.scheme in ("http", "https") and "." in host.strip(".")
