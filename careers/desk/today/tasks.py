"""Send the daily emails about waiting work."""

from functools import partial
from typing import Any

from careers.company.queries import company_profile
from careers.database import in_transaction
from careers.desk.today.reminder_services import remind_of_work, users_to_remind
from careers.pipeline.notifications.digest_services import last_hour
from careers.tasks import task
from careers.tasks.names import TaskName


@task(TaskName.SEND_DAILY_SUMMARIES, every=600)
def remind(_payload: dict[str, Any]) -> None:
    """Queue the daily email for everyone who chose it, after 7 a.m., one transaction each."""
    before = last_hour(company_profile().time_zone)
    for user_id in users_to_remind(before):
        in_transaction(partial(remind_of_work, user_id, before))
