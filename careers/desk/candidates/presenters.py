"""Candidates as pages show them: list rows, the profile, and possible duplicates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careers.accounts.models import User
from careers.applications.candidates import queries as person_queries
from careers.applications.candidates.models import EMAIL, FILE, PHONE, PossibleDuplicate
from careers.applications.models import Application, Candidate
from careers.clock import company_zone, local_date
from careers.company.stages.queries import all_stages, stage_label
from careers.desk.candidates import queries
from careers.formatting import format_date, format_datetime, format_short_datetime
from careers.pipeline.stages.transitions import levels
from careers.pipeline.summary.presenters import ApplicationSummary, summary_of
from careers.security import Permission, is_allowed

MAX_PAIRS = 20
# What two candidates share.
REASONS = {
    EMAIL: "same mailbox, spelled differently",
    PHONE: "same phone number",
    FILE: "same file",
}


@dataclass(frozen=True)
class PersonRow:
    """A person in the list, with the status of the newest application."""

    id: int
    name: str
    email: str
    posting: str
    stage_level: int
    stage_name: str
    disposition: str
    submitted: str
    count: int
    is_kept: bool


@dataclass(frozen=True)
class PersonSummary:
    """One side of a pair of possible duplicates."""

    id: int
    name: str
    email: str


@dataclass(frozen=True)
class Pair:
    """Two possible duplicates, and what they share."""

    id: int
    first: PersonSummary
    second: PersonSummary
    reasons: str


@dataclass(frozen=True)
class MergeRow:
    """A merge, and whether it can be undone here."""

    id: int
    who: str
    said: str
    is_undone: bool


@dataclass(frozen=True)
class PersonPage:
    """Everything that a candidate profile shows."""

    id: int
    name: str
    addresses: list[str]
    phones: list[str]
    applications: list[ApplicationSummary]
    kept: str
    pairs: list[Pair]
    merges: list[MergeRow]
    invitations: list[str]
    can_manage: bool
    can_erase: bool


@dataclass(frozen=True)
class PersonPanel:
    """What the application page shows about the person."""

    id: int
    before: ApplicationSummary | None
    pairs: list[Pair]


def panel_of(user: User, application: Application) -> PersonPanel | None:
    """Return the person, the previous application, and, for HR, possible duplicates; None under blind review."""
    if not queries.is_known_to(user, application):
        return None
    members = queries.members_with(application.candidate_id)
    before = queries.application_before(user, application)
    own = [member.id for member in members]
    can_manage = is_allowed(user, Permission.MANAGE_CANDIDATES)
    pairs = person_queries.possible_duplicates(among=own, limit=MAX_PAIRS) if can_manage else []
    return PersonPanel(members[0].id, summary_of(before) if before else None, pairs_of(pairs, own))


def rows_of(user: User, person_ids: Sequence[int]) -> list[PersonRow]:
    """Return the rows of the list. Name and email are those of the newest application that the user can see."""
    found = queries.summaries_of(user, person_ids)
    zone, known = company_zone(), levels(all_stages())
    return [_row(person_id, found[person_id], known, zone) for person_id in person_ids if person_id in found]


def person_page(user: User, members: Sequence[Candidate]) -> PersonPage:
    """Return the profile of a person, with what only HR can see and do if the user is HR."""
    applications = queries.applications_of_person(user, members)
    can_manage = is_allowed(user, Permission.MANAGE_CANDIDATES)
    own = [member.id for member in members]
    return PersonPage(
        id=members[0].id,
        name=applications[0].name,
        addresses=list(dict.fromkeys(application.email for application in applications)),
        phones=list(dict.fromkeys(application.phone for application in applications if application.phone)),
        applications=[summary_of(application) for application in applications],
        kept=_kept(applications),
        pairs=pairs_of(person_queries.possible_duplicates(among=own, limit=MAX_PAIRS), own) if can_manage else [],
        merges=_merges(members) if can_manage else [],
        invitations=_invitations(own) if can_manage else [],
        can_manage=can_manage,
        can_erase=is_allowed(user, Permission.ERASE),
    )


def pairs_of(duplicates: Sequence[PossibleDuplicate], own: Sequence[int] = ()) -> list[Pair]:
    """Return the pairs; with ``own``, its side comes first. Each side is shown as the person it belongs to."""
    if not duplicates:
        return []
    ids = {number for duplicate in duplicates for number in (duplicate.older_id, duplicate.newer_id)}
    people = dict(queries.people_named(ids))
    people |= queries.people_named({person.merged_into_id for person in people.values() if person.merged_into_id})
    pairs = []
    for duplicate in duplicates:
        first, second = (
            (duplicate.newer_id, duplicate.older_id)
            if duplicate.newer_id in own
            else (duplicate.older_id, duplicate.newer_id)
        )
        shared = ", ".join(REASONS[reason] for reason in duplicate.reasons if reason in REASONS)
        pairs.append(Pair(duplicate.id, _summary(people, first), _summary(people, second), shared))
    return pairs


def _summary(people: Mapping[int, Candidate], candidate_id: int) -> PersonSummary:
    candidate = people[candidate_id]
    return PersonSummary(candidate.merged_into_id or candidate.id, candidate.name, candidate.email)


def _row(person_id: int, found: queries.Summary, known: Mapping[str, int], zone: str) -> PersonRow:
    return PersonRow(
        id=person_id,
        name=found.name,
        email=found.email,
        posting=found.posting,
        stage_level=known.get(found.stage, 0),
        stage_name=stage_label(found.stage),
        disposition=found.disposition or "",
        submitted=format_short_datetime(found.submitted_at, zone),
        count=found.count,
        is_kept=found.future_roles_consent_at is not None,
    )


def _kept(applications: Sequence[Application]) -> str:
    moments = [
        application.future_roles_consent_at
        for application in applications
        if application.future_roles_consent_at is not None
    ]
    return format_date(local_date(max(moments))) if moments else ""


def _merges(members: Sequence[Candidate]) -> list[MergeRow]:
    merges = person_queries.merges_of(members[0].id)
    people = queries.people_named({merge.merged_id for merge in merges})
    return [
        MergeRow(
            id=merge.id,
            who=f"{people[merge.merged_id].name}, {people[merge.merged_id].email}",
            said=f"Merged by {merge.by_name}, {format_datetime(merge.merged_at)}"
            + (f"; undone by {merge.undone_by_name}, {format_datetime(merge.undone_at)}" if merge.undone_at else ""),
            is_undone=merge.undone_at is not None,
        )
        for merge in merges
        if merge.merged_id in people
    ]


def _invitations(candidate_ids: Sequence[int]) -> list[str]:
    return [
        f"{title}, by {invitation.by_name}, {format_datetime(invitation.invited_at)}"
        for invitation, title in person_queries.invitations_of(candidate_ids)
    ]
