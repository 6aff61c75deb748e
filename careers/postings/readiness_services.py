"""The requirements for publishing a posting."""

from careers.clock import now
from careers.errors import DomainError
from careers.postings.models import HIRING_MANAGER, Posting

NEEDED_SECTIONS = {
    "description": "Describe the position.",
    "responsibilities": "List the responsibilities.",
    "qualifications": "List the qualifications.",
}
NO_PLACE = "Choose a location or mark the posting as remote."
NO_MODE = "Choose whether work at the location is on-site or hybrid."
NO_COUNTRIES = "List the countries people can work from."
PAST = "The closing date has passed. Choose a later one or leave it empty."
NO_MANAGER = "There’s no hiring manager on the hiring team, so nobody is notified about applications."


class NotReady(DomainError):
    """The posting can't be published; ``problems`` are sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def missing_content(posting: Posting) -> list[str]:
    """Return what is missing, as sentences. The posting's locations and sections must be loaded."""
    problems = [] if posting.title.strip() else ["Add a title."]
    if posting.is_general:
        return problems
    written = {section.name for section in posting.sections if section.markdown.strip()}
    problems += [sentence for name, sentence in NEEDED_SECTIONS.items() if name not in written]
    if not posting.locations and not posting.is_remote:
        problems.append(NO_PLACE)
    if posting.locations and not posting.office_mode:
        problems.append(NO_MODE)
    if posting.is_remote and not posting.remote_countries.strip():
        problems.append(NO_COUNTRIES)
    return problems


def has_ended(posting: Posting) -> bool:
    """Return whether the posting's closing date has passed."""
    return posting.valid_through is not None and posting.valid_through <= now()


def require_ready(posting: Posting) -> None:
    """Raise NotReady unless the posting can be published."""
    problems = missing_content(posting) + [PAST] * has_ended(posting)
    if problems:
        raise NotReady(problems)


def has_hiring_manager(posting: Posting) -> bool:
    """Return whether the posting has an active hiring manager. Its team must be loaded."""
    return any(member.role == HIRING_MANAGER and member.user.is_active for member in posting.team)
