"""Background work for interviews: reminders, and canceling those of people who are no longer active."""

from typing import Any

from careers.database import transaction
from careers.review.interviews.queries import interview_by_id, interviews_of_inactive_candidates
from careers.review.interviews.services import end_after_decision, remind
from careers.tasks import task
from careers.tasks.names import TaskName

MAX_ENDED = 50


@task(TaskName.REMIND_OF_INTERVIEW)
def remind_interview(payload: dict[str, Any]) -> None:
    """Tell everybody of an interview a day before it, unless it was changed or called off since."""
    with transaction():
        interview = interview_by_id(payload["interview_id"])
        if interview is not None:
            remind(interview, payload["sequence"])


@task(TaskName.END_INTERVIEWS, every=60)
def end_interviews(_payload: dict[str, Any]) -> None:
    """Call off the interviews of people who were rejected or withdrew, and tell every calendar."""
    with transaction():
        for interview in interviews_of_inactive_candidates(MAX_ENDED):
            end_after_decision(interview)
