"""Compress empty forms, because what visitors see first must fit into the first round trip."""

from flask import Flask, request
from flask.wrappers import Response

from careers.http.encoding import encode
from careers.http.headers import FORM_PATHS


def init_compression(app: Flask) -> None:
    """Compress empty forms; cached pages and static files are compressed separately."""

    @app.after_request
    def compress(response: Response) -> Response:
        if not _is_empty_form(response):
            return response
        coding, content = encode(response.get_data()).best(request.headers.get("Accept-Encoding", ""))
        response.headers.add("Vary", "Accept-Encoding")
        if coding != "identity":
            response.set_data(content)
            response.headers["Content-Encoding"] = coding
        return response


def _is_empty_form(response: Response) -> bool:
    # Nothing from the URL may be on the page: if an attacker controls text next to a token, the compressed length
    # reveals the token (BREACH). So no query string, and no response to a form.
    return (
        request.method == "GET"
        and response.status_code == 200
        and not request.query_string
        and response.mimetype == "text/html"
        and FORM_PATHS.match(request.path) is not None
    )
