"""Staff forms submitted after the session has ended: show what was typed, to send it again.

Someone who writes for an hour may be signed out in the meantime and must not lose the text. Only forms from the
site's own pages are shown again: another site's form would be one click away from being sent in its victim's name.
"""

from urllib.parse import urlsplit

from flask import Response, current_app, make_response, render_template, request

DESK = "/hr/"
# Fields that must not be repeated on a page; a form with only buttons and choices is not shown again either.
NEVER = ("password", "code")
TOKEN = "csrf_token"  # noqa: S105  the name of a field
LONG = 60


def resubmission_page(status: int) -> Response | None:
    """Return the page with what was typed, or None if nothing was typed or it must not be shown again."""
    if request.method != "POST" or not request.path.startswith(DESK) or not _is_own():
        return None
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != TOKEN]
    if request.files or any(word in name for name, _ in fields for word in NEVER):
        return None
    texts = [text for _, text in fields if _is_text(text)]
    if not texts:
        return None
    page = render_template(
        "errors/expired_session.html", action=request.full_path.rstrip("?"), fields=fields, texts=texts
    )
    return make_response(page, status)


def _is_text(text: str) -> bool:
    return len(text) >= LONG or any(mark.isspace() for mark in text.strip())


def _is_own() -> bool:
    if fetched := request.headers.get("Sec-Fetch-Site"):
        return fetched == "same-origin"
    own = urlsplit(current_app.extensions["settings"].site_url)
    return request.headers.get("Origin") == f"{own.scheme}://{own.netloc}"
