"""Send the daily digests."""

from functools import partial
from typing import Any

from careers.company.queries import company_profile
from careers.database import in_transaction
from careers.pipeline.notifications.digest_queries import users_with_pending_digests
from careers.pipeline.notifications.digest_services import last_hour, send_digest, sweep
from careers.tasks import task
from careers.tasks.names import TaskName


@task(TaskName.SEND_DAILY_DIGESTS, every=600)
def send_digests(_payload: dict[str, Any]) -> None:
    """Queue the digest of everyone who chose it, after 7 a.m., one transaction each."""
    before = last_hour(company_profile().time_zone)
    for user_id in users_with_pending_digests(before):
        in_transaction(partial(send_digest, user_id, before))
    in_transaction(sweep)
