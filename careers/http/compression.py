"""Compresses the empty forms that visitors open: what they see first has to fit into the first round trip."""

from __future__ import annotations

from flask import Flask, request
from flask.wrappers import Response

from careers.http.encoding import encode
from careers.http.headers import FORM_PATHS


def init_compression(app: Flask) -> None:
    """Compress empty forms; prepared pages and static files are kept compressed by themselves."""

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
    # Nothing of the address may be in the page: where a stranger chooses words that stand beside a token, the length
    # of the compressed page gives the token away (the BREACH attack). So no query, and no answer to a form.
    return (
        request.method == "GET"
        and response.status_code == 200
        and not request.query_string
        and response.mimetype == "text/html"
        and FORM_PATHS.match(request.path) is not None
    )
