"""Tell the stage settings whether a stage is in use."""

from __future__ import annotations

from flask import Flask

from careers.company.stages.uses import tell_stage_use
from careers.pipeline.reasons.usage_queries import stage_use


def register(app: Flask) -> None:
    """Answer whether a stage is in use."""
    tell_stage_use(app, stage_use)
