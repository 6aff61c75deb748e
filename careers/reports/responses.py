"""Handing a file for a spreadsheet to the browser while it is made."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, stream_with_context

from careers.clock import now


def csv_response(content: Iterator[bytes], name: str) -> Response:
    """The pieces as a download called after ``name`` and the day."""
    response = Response(stream_with_context(content), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{now():%Y-%m-%d}.csv"'
    return response
