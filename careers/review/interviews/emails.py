"""The emails about interviews: offers, calendar invitations, cancellations, refusals, and reminders."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import current_app

from careers.applications.presenters import mailed_name
from careers.applications.services import BY_CANDIDATE
from careers.applications.tokens import unsealed
from careers.clock import local_date, today
from careers.company.queries import company_profile
from careers.formatting import format_appointment
from careers.http.urls import external_url
from careers.mail.composition import CalendarPart, CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.pipeline.blind_review.presenters import place_without_contact_details
from careers.pipeline.blind_review.redaction import redact
from careers.pipeline.notifications.recipients import recipient_of
from careers.review.interviews.calendar import CANCEL, Entry, Party, calendar_of
from careers.review.interviews.models import Interview
from careers.review.interviews.presenters import people_of
from careers.review.interviews.queries import interview_by_id
from careers.review.interviews.services import CANDIDATE


@composes(EmailKind.INTERVIEW_OFFERED)
def offer(email: OutboundEmail) -> Content:
    """Compose the email with the link to choose a time."""
    interview = _interview(email)
    times = [format_appointment(slot.starts_at, company_profile().time_zone) for slot in interview.slots]
    return _rendered("offer", email, interview, times=times)


@composes(EmailKind.INTERVIEW_BOOKED)
def invitation(email: OutboundEmail) -> Content:
    """Compose the email with the time and the calendar invitation."""
    return _with_calendar("invitation", email)


@composes(EmailKind.INTERVIEW_CANCELED)
def canceled(email: OutboundEmail) -> Content:
    """Compose the cancellation, which also removes the calendar entry."""
    return _with_calendar("canceled", email)


@composes(EmailKind.INTERVIEW_ERASED)
def erased(email: OutboundEmail) -> Content:
    """Compose the cancellation after an erasure, from the data in the email alone."""
    company, known = company_profile(), email.context
    starts_at = datetime.fromisoformat(known["starts_at"])
    content = render(
        "review/mail/interview_erased",
        company_name=company.name,
        company=company,
        to_name=email.to_name,
        posting=known["posting"],
        when=format_appointment(starts_at, company.time_zone),
        is_withdrawn=known["by"] == BY_CANDIDATE,
    )
    entry = Entry(
        uid=f"{known['uid']}@careers",
        sequence=known["sequence"],
        starts_at=starts_at,
        minutes=known["minutes"],
        summary=f"Canceled: {known['posting']}",
        place="",
        description="",
        organizer=Party(company.name, current_app.extensions["settings"].mail_from),
        attendee=Party(email.to_name, email.to_address),
    )
    return replace(content, calendar=CalendarPart(calendar_of(entry, CANCEL), CANCEL))


@composes(EmailKind.INTERVIEW_DECLINED)
def refusal(email: OutboundEmail) -> Content:
    """Tell the colleague who offered the interview that the candidate declined; the candidate's words stay
    on the site.
    """
    return _rendered("refusal", email, _interview(email))


@composes(EmailKind.INTERVIEW_REMINDER)
def reminder(email: OutboundEmail) -> Content:
    """Compose the reminder for tomorrow, or for today if the worker was late."""
    interview = _interview(email)
    if interview.starts_at is None:
        raise CannotCompose("The interview no longer has a time.")
    when = format_appointment(interview.starts_at, company_profile().time_zone)
    day = "Tomorrow" if local_date(interview.starts_at) > today() else "Today"
    return _rendered("reminder", email, interview, when=when, day=day)


def entry_for_candidate(interview: Interview, starts_at: datetime) -> Entry:
    """Return the calendar entry of a booked interview for the candidate."""
    application, company = interview.application, company_profile()
    return Entry(
        uid=f"{interview.uid}@careers",
        sequence=interview.sequence,
        starts_at=starts_at,
        minutes=interview.minutes,
        summary=f"{interview.title}: {application.posting.title}, {company.name}",
        place=interview.place,
        description=f"With {people_of(interview)}. Reference {application.reference}.",
        organizer=Party(company.name, current_app.extensions["settings"].mail_from),
        attendee=Party(application.name, application.email),
        has_agreed=interview.rescheduled_from is None,
    )


def _with_calendar(template: str, email: OutboundEmail) -> Content:
    interview, context = _interview(email), email.context
    at = datetime.fromisoformat(context["starts_at"]) if "starts_at" in context else None
    when = format_appointment(at, company_profile().time_zone) if at else ""
    was = (
        format_appointment(datetime.fromisoformat(context["was"]), company_profile().time_zone)
        if "was" in context
        else ""
    )
    more = _place_of(email, interview) | {"was": was, "asks": context.get("asks", False)}
    content = _rendered(template, email, interview, when=when, **more)
    if at is None:
        return content
    part = CalendarPart(calendar_of(_entry(email, interview, at), context["method"]), context["method"])
    return replace(content, calendar=part)


def _place_of(email: OutboundEmail, interview: Interview) -> dict[str, Any]:
    said = {name: email.context.get(name, getattr(interview, name)) for name in ("place", "minutes")}
    if email.context["to"] == CANDIDATE or not _is_hidden(interview):
        return said
    return said | {"place": place_without_contact_details(interview.application, said["place"])}


def _entry(email: OutboundEmail, interview: Interview, at: datetime) -> Entry:
    entry, context = entry_for_candidate(interview, at), email.context
    entry = replace(entry, sequence=context["sequence"], **_place_of(email, interview))
    entry = replace(entry, has_agreed=not context.get("asks", False))
    if context["to"] == CANDIDATE:
        return entry
    application = interview.application
    return replace(
        entry,
        summary=f"{_title_for_staff(interview)}: {mailed_name(application)}, {application.posting.title}",
        description=f"With {people_of(interview)}. {_staff_url(interview)}",
        attendee=Party(email.to_name, email.to_address),
        has_agreed=False,
    )


def _rendered(template: str, email: OutboundEmail, interview: Interview, **more: Any) -> Content:
    company, application = company_profile(), interview.application
    is_candidate = email.context["to"] == CANDIDATE
    if not is_candidate:
        recipient_of(email)
    token = unsealed(interview.sealed_token) if is_candidate else ""
    known = _place_of(email, interview)
    return render(
        f"review/mail/interview_{template}",
        company_name=company.name,
        company=company,
        to_name=email.to_name,
        is_candidate=is_candidate,
        name=mailed_name(application),
        title=interview.title if is_candidate else _title_for_staff(interview),
        posting=application.posting.title,
        people=people_of(interview),
        note=interview.note,
        url=external_url("interviews.show", token=token) if is_candidate else _staff_url(interview),
        **known | more,
    )


def _title_for_staff(interview: Interview) -> str:
    # The title may contain the candidate's name, which others on the team must not learn.
    application = interview.application
    if not _is_hidden(interview):
        return interview.title
    return redact(interview.title, name=application.name, email=application.email, phone=application.phone)


def _is_hidden(interview: Interview) -> bool:
    return mailed_name(interview.application) != interview.application.name


def _staff_url(interview: Interview) -> str:
    return external_url("desk.show", application_id=interview.application_id) + "#interviews"


def _interview(email: OutboundEmail) -> Interview:
    interview = interview_by_id(email.context["interview_id"])
    if interview is None:
        raise CannotCompose("The interview was deleted.")
    return interview
