"""The lists of the first page that are about applications: found as ids, loaded at once, then said in words."""

from __future__ import annotations

from typing import Any

from careers.accounts.models import User
from careers.desk.today import queries
from careers.desk.today.assignment_queries import asked_of
from careers.desk.today.interview_queries import meetings
from careers.desk.today.own_work import own_ids, shown_work, words_for
from careers.desk.today.presenters import MAX_ROWS, overdue, replies, talks
from careers.security import Permission, Role, is_allowed


def desk_of(user: User) -> dict[str, Any]:
    """What waits for somebody, under the names of the page."""
    asked = asked_of(user) if user.role == Role.INTERVIEWER else None
    due = queries.due_ids(user, MAX_ROWS, asked)
    soon = due.soon[:MAX_ROWS]
    unread = queries.unread_replies(user, MAX_ROWS) if is_allowed(user, Permission.DECIDE) else []
    mine = own_ids(user, asked.cards if asked else None)
    found = meetings(user, MAX_ROWS, asked)
    ids = {
        *due.late,
        *soon,
        *mine.applications,
        *found.applications,
        *(one.application_id for one in unread),
    }
    applications = queries.shown_applications(user, ids)
    return {
        "new": queries.new_by_posting(user, MAX_ROWS, asked),
        "overdue": overdue(applications[number] for number in due.late if number in applications),
        "overdue_count": due.late_count,
        "left_count": queries.count_words(due.left_count),
        "soon": overdue(applications[number] for number in soon if number in applications),
        "soon_count": words_for(len(due.soon)),
        "replies": replies(unread, applications),
        "mine": shown_work(mine, applications),
        "interviews": talks(found.coming, applications),
        "offers": talks(found.unanswered, applications),
    }
