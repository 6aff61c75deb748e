"""A form of staff's that comes after its session has ended: what was typed is shown, to be sent once more.

Somebody may write a note for an hour, be signed out meanwhile, and must not lose it. Only a form that one of the
site's own pages sent is given back: another site's would be one press away from being sent in its victim's name.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, current_app, make_response, render_template, request

DESK = "/hr/"
# What must not be repeated on a page; and a form of buttons and choices alone is not worth one.
NEVER = ("password", "code")
TOKEN = "csrf_token"  # noqa: S105  the name of a field
LONG = 60


def typed_again(status: int) -> Response | None:
    """The page with what was typed, or None where nothing was, or where it must not be given back."""
    if request.method != "POST" or not request.path.startswith(DESK) or not _is_own():
        return None
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != TOKEN]
    if request.files or any(word in name for name, _ in fields for word in NEVER):
        return None
    texts = [text for _, text in fields if _is_text(text)]
    if not texts:
        return None
    page = render_template(
        "errors/again.html", action=request.full_path.rstrip("?"), fields=fields, texts=texts
    )
    return make_response(page, status)


def _is_text(text: str) -> bool:
    return len(text) >= LONG or any(mark.isspace() for mark in text.strip())


def _is_own() -> bool:
    if fetched := request.headers.get("Sec-Fetch-Site"):
        return fetched == "same-origin"
    own = urlsplit(current_app.extensions["settings"].site_url)
    return request.headers.get("Origin") == f"{own.scheme}://{own.netloc}"
