"""Interviews as calendar entries: RFC 5545, and RFC 5546 for invitations and cancellations."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

from careers.clock import now

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
# RFC 5545 spells CANCELLED with two Ls.
STATUS = {REQUEST: "CONFIRMED", CANCEL: "CANCELLED", PUBLISH: "CONFIRMED"}


@dataclass(frozen=True)
class Party:
    """A person in a calendar entry."""

    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """A calendar entry of an interview for one recipient."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    place: str
    description: str
    organizer: Party
    attendee: Party
    # Whether the recipient has already agreed.
    has_agreed: bool = False


def calendar_of(entry: Entry, method: str) -> str:
    """Return the text of a calendar with this entry. Times are in UTC, which every calendar understands.

    Only the recipient is an attendee: nobody learns another's address.
    """
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now())
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.starts_at + timedelta(minutes=entry.minutes))
    event.add("summary", entry.summary)
    event.add("location", entry.place)
    event.add("description", entry.description)
    event.add("status", STATUS[method])
    event.add("class", "PRIVATE")
    event.add("organizer", _party(entry.organizer))
    attendee = _party(entry.attendee)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("ACCEPTED" if entry.has_agreed else "NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE")
    event.add("attendee", attendee)
    calendar = Calendar()
    calendar.add("prodid", "-//careers//interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _party(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.address}")
    # A parameter can't contain a quotation mark in any form.
    address.params["cn"] = vText(party.name.replace('"', "'"))
    return address
