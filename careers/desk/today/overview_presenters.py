"""The lists of applications on Today: found as ids, loaded together, then formatted."""

from typing import Any

from careers.accounts.models import User
from careers.desk.today import queries
from careers.desk.today.assigned_work_presenters import assigned_ids, count_in_words, shown_work
from careers.desk.today.assignment_queries import applications_assigned_to
from careers.desk.today.interview_queries import interviews_for
from careers.desk.today.presenters import MAX_ROWS, overdue_replies, replies, shown_interviews
from careers.security import Permission, Role, is_allowed


def overview_for(user: User) -> dict[str, Any]:
    """Return what waits for the user, by the names that the template uses."""
    asked = applications_assigned_to(user) if user.role == Role.INTERVIEWER else None
    due = queries.due_ids(user, MAX_ROWS, asked)
    soon = due.soon[:MAX_ROWS]
    unread = queries.unread_replies(user, MAX_ROWS) if is_allowed(user, Permission.DECIDE) else []
    mine = assigned_ids(user, asked.cards if asked else None)
    found = interviews_for(user, MAX_ROWS, asked)
    ids = {
        *due.late,
        *soon,
        *mine.applications,
        *found.applications,
        *(reply.application_id for reply in unread),
    }
    applications = queries.shown_applications(user, ids)
    return {
        "new": queries.new_by_posting(user, MAX_ROWS, asked),
        "overdue": overdue_replies(applications[number] for number in due.late if number in applications),
        "overdue_count": due.late_count,
        "left_count": queries.capped_count(due.left_count),
        "soon": overdue_replies(applications[number] for number in soon if number in applications),
        "soon_count": count_in_words(len(due.soon)),
        "replies": replies(unread, applications),
        "mine": shown_work(mine, applications),
        "interviews": shown_interviews(found.coming, applications),
        "offers": shown_interviews(found.unanswered, applications),
    }
