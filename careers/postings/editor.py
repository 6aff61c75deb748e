"""What stands beside the editor of postings, imported for what it registers: views, background work, e-mails."""

from __future__ import annotations

from careers.postings import (
    copy_views,
    notification_views,
    schedule_emails,
    schedule_tasks,
    schedule_views,
    template_views,
)

__all__ = [
    "copy_views",
    "notification_views",
    "schedule_emails",
    "schedule_tasks",
    "schedule_views",
    "template_views",
]
