"""Postings: the public listing and pages, and the staff screens to write, check, publish, and close them."""

from flask import Flask


def register(app: Flask) -> None:
    """Register the URL converter for postings and their search index."""
    from careers.postings.search_index import POSTINGS_INDEX
    from careers.postings.urls import PostingConverter
    from careers.search.registry import add_index

    app.url_map.converters["posting"] = PostingConverter
    add_index(POSTINGS_INDEX)
