"""Tell the posting pages how many applications are at each stage."""

from __future__ import annotations

from flask import Flask

from careers.company.stages.standing import count_standing_with
from careers.pipeline.stages.queries import standing


def register(app: Flask) -> None:
    """Answer how many applications are at each stage of a posting."""
    count_standing_with(app, standing)
