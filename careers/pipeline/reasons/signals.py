"""Tell the stage settings whether a stage is in use."""

from datetime import datetime

from careers.company.signals import finding_stage_use
from careers.pipeline.reasons.usage_queries import stage_use


@finding_stage_use.connect
def find_stage_use(_sender: object, *, stage_key: str, since: datetime | None) -> str:
    """Return what uses a stage as a sentence; empty for nothing."""
    return stage_use(stage_key, since)
