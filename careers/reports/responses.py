"""Stream a CSV file to the browser."""

from collections.abc import Iterator

from flask import Response, stream_with_context

from careers.clock import now


def csv_response(content: Iterator[bytes], name: str) -> Response:
    """Return the pieces as a download named after ``name`` and the date."""
    response = Response(stream_with_context(content), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{now():%Y-%m-%d}.csv"'
    return response
