"""Postings: the public listing and pages, and the staff screens to write, check, publish, and close them."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Register the URL converter for postings and their search index, and answer the company's questions about use."""
    from careers.company.stages.uses import tell_stage_use
    from careers.company.uses import tell_uses
    from careers.postings.search_index import POSTINGS_INDEX
    from careers.postings.urls import PostingConverter
    from careers.postings.uses import POSTING_USES, stage_use
    from careers.search.registry import add_index

    app.url_map.converters["posting"] = PostingConverter
    add_index(POSTINGS_INDEX)
    tell_uses(app, POSTING_USES)
    tell_stage_use(app, stage_use)
