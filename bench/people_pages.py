"""The pages that `bin/bench people` measures."""

from dataclasses import dataclass
from urllib.parse import quote

from bench.people_forms import Form, forms
from bench.people_rows import ADMIN, INTERVIEWER, MANAGER, PER_POSTING, RECRUITER, posting_of

# Pages of the applications list: a label, and the query string.
LISTS = {
    "newest active": "",
    "all applications": "disposition=all",
    "rejected": "disposition=rejected",
    "one posting": "posting={posting}",
    "the largest posting": "posting=1",
    "one stage": "stage=offer",
    "one stage of a posting": "posting=1&stage=screen",
    "by name": "sort=name",
    "reply due first": "sort=due",
    "highest score first": "sort=score",
    "scored 3 or more": "score=3",
    "one source, oldest first": "source=job+fair&sort=oldest",
    "any date": "since=2000-01-01&until=2040-01-01",
    "one day, four years ago": "disposition=all&since={past}&until={past}",
    "a common tag": "tag=1",
    "a rare tag": "tag=20",
    "one reviewer": "reviewer=5",
    "no reviewer": "reviewer=nobody",
    "awaiting my scorecard": "reviewer=unscored",
    "from the middle": "before={middle}",
    "from the middle, by name": "sort=name&before={middle}",
    "all applications, from the middle": "disposition=all&before={middle}",
    "rejected, from the middle": "disposition=rejected&before={middle}",
    "largest posting, from the middle": "posting=1&before={middle}",
    "one stage, from the middle": "stage=offer&before={middle}",
    "stage of a posting, from the middle": "posting=1&stage=screen&before={middle}",
    "one source, from the middle": "source=job+fair&before={middle}",
    "a common tag, from the middle": "tag=1&before={middle}",
    "one reviewer, from the middle": "reviewer=5&before={middle}",
    "one stage of all, from the middle": "disposition=all&stage=offer&before={middle}",
    "all by name, from the middle": "disposition=all&sort=name&before={middle}",
    "reply due first, from the middle": "sort=due&before={middle}",
    "highest score first, from the middle": "sort=score&before={scored}",
    "two filters": "stage=interview&source=newsletter",
    "overdue replies": "due=late&sort=due",
    "replies due soon": "due=soon&sort=due",
    "due soon, newest first": "due=soon",
    "still active in closed postings": "posting_state=closed",
}
SEARCHES = {
    "a word in 30%": "q=python",
    "a word in 1%": "q=kafka",
    "a word in 0.1%": "q=erlang",
    "a word in 0.001%": "q=quokka",
    "common AND rare": "q=python+django+erlang",
    "common OR rare": "q=python+OR+erlang",
    "rare OR rare": "q=erlang+OR+quokka",
    "common NOT common": "q=python+-django",
    "a phrase": "q=%22common1+common2%22",
    "a prefix": "q=quok*",
    "a short prefix": "q=k*",
    "one field": "q=resume:erlang+-notes:no",
    "a name": "q=name:person{middle}",
    "a name that everyone has": "q=name:person",
    "an email domain": "q=email:people.example",
    "a word, one posting": "posting={posting}&q=kafka",
    "a word, largest posting": "posting=1&q=kafka",
    "a word, one stage": "stage=offer&q=kafka",
    "a word, by name": "q=kafka&sort=name",
    "a word, by score": "q=kafka&sort=score",
    "a word, from the middle": "q=kafka&before={middle}",
    "a word, by name, from the middle": "q=kafka&sort=name&before={middle}",
    "a rare word, by name": "q=erlang&sort=name",
    "a rare word, all applications": "q=erlang&disposition=all",
    "two words that rarely meet": "q=kafka+erlang",
    "no match": "q=nobodyhasthis",
}
APPLICATION = "/hr/applications/{newest}"
DESK = {
    "today, recruiter": (RECRUITER, "/hr/"),
    "today, manager": (MANAGER, "/hr/"),
    "today, interviewer": (INTERVIEWER, "/hr/"),
    "today, admin": (ADMIN, "/hr/"),
    "board": (RECRUITER, "/hr/postings/{posting}/board"),
    "board of the largest posting": (RECRUITER, "/hr/postings/1/board"),
    "comparison": (RECRUITER, "/hr/postings/1/comparison"),
    "closing one posting": (RECRUITER, "/hr/postings/{posting}/closing"),
    "closing the largest posting": (RECRUITER, "/hr/postings/1/closing"),
    "application page": (RECRUITER, APPLICATION),
    "application page, filtered queue": (RECRUITER, f"{APPLICATION}?stage=offer"),
    "application page, queue by name": (RECRUITER, f"{APPLICATION}?sort=name"),
    "application page, searched queue": (RECRUITER, f"{APPLICATION}?q=python+django"),
    "application page, rare search": (RECRUITER, f"{APPLICATION}?q=erlang"),
    "scorecard": (RECRUITER, f"{APPLICATION}/scorecard"),
    "rejection": (RECRUITER, "/hr/applications/{active}/rejection"),
    "new message": (RECRUITER, "/hr/applications/{active}/messages/new"),
    "new interview": (RECRUITER, "/hr/applications/{active}/interviews/new"),
    "list, manager": (MANAGER, "/hr/applications"),
    "list, manager, from the middle": (MANAGER, "/hr/applications?before={middle}"),
    "list, interviewer, from the middle": (INTERVIEWER, "/hr/applications?before={middle}"),
    "overdue replies, manager": (MANAGER, "/hr/applications?due=late&sort=due"),
    "due soon, manager": (MANAGER, "/hr/applications?due=soon&sort=due"),
    "search, manager": (MANAGER, "/hr/applications?q=kafka"),
    "list, interviewer": (INTERVIEWER, "/hr/applications"),
    "search, interviewer": (INTERVIEWER, "/hr/applications?q=kafka"),
    "candidates": (RECRUITER, "/hr/candidates"),
    "candidates, searched": (RECRUITER, "/hr/candidates?q=kafka"),
    "candidates, rare search": (RECRUITER, "/hr/candidates?q=erlang"),
    "opted in to future roles": (RECRUITER, "/hr/candidates?kept=yes"),
    "opted in, searched": (RECRUITER, "/hr/candidates?kept=yes&q=kafka"),
    "possible duplicates": (RECRUITER, "/hr/candidates/alike"),
    "candidates, manager": (MANAGER, "/hr/candidates"),
    "candidate profile": (RECRUITER, "/hr/candidates/{person}"),
    "saved views": (RECRUITER, "/hr/views"),
    "tags": (RECRUITER, "/hr/tags"),
    "sourcing search": (RECRUITER, "/hr/workbench?posting={posting}"),
    "sourcing search, common words": (RECRUITER, "/hr/workbench?q=python+django"),
    "sourcing search, rare word": (RECRUITER, "/hr/workbench?q=erlang"),
    "sourcing search, one posting": (RECRUITER, "/hr/workbench?posting={posting}&q=kafka"),
    "postings": (RECRUITER, "/hr/postings"),
    "posting page": (RECRUITER, "/hr/postings/{posting}"),
    "bulk actions": (RECRUITER, "/hr/bulks"),
    "bulk action on 500": (RECRUITER, "/hr/bulks/1"),
    "email log": (RECRUITER, "/hr/mail"),
    "email log, failed": (RECRUITER, "/hr/mail?state=failed"),
    "quarantine": (RECRUITER, "/hr/quarantine"),
    "audit log": (ADMIN, "/hr/audit"),
    "audit log of one application": (ADMIN, "/hr/audit?kind=application&id={newest}"),
    "one posting's applications as CSV": (
        RECRUITER,
        "/hr/applications.csv?posting={posting}&disposition=all",
    ),
    "all postings as CSV": (RECRUITER, "/hr/postings.csv"),
    "public job search": (None, "/jobs?q=position"),
    "candidate portal": (None, "/applications/{token}"),
}
REPORTS = ("funnel", "times", "promises", "workload")
PERIODS = {
    "90 days": "",
    "90 days, one department": "?department=1",
    "four years": "?since={past}",
    "four years, by source": "?since={past}&by=source",
}


@dataclass(frozen=True)
class Page:
    """One page: its label in the table, the signed-in user (None: a visitor), and the path."""

    name: str
    user: int | None
    path: str


def pages(size: int, past: str, token: str, active: int, scored: int) -> list[Page | Form]:
    """Return every page and form to measure on a site of ``size`` applications.

    ``active`` and ``scored`` are the ids of an active application and of one with a score.
    """
    newest = size - 1
    values = {
        "newest": newest,
        "middle": size // 2 + 1,
        "person": newest,
        "active": active,
        "scored": scored,
        "posting": posting_of(newest - PER_POSTING),
        "past": past,
        "token": quote(token),
    }
    measured = [Page(name, RECRUITER, f"/hr/applications?{query}") for name, query in {**LISTS, **SEARCHES}.items()]
    measured += [Page(name, user, path) for name, (user, path) in DESK.items()]
    measured += [
        Page(f"report {name}, {period}", RECRUITER, f"/hr/reports/{name}{query}")
        for name in REPORTS
        for period, query in PERIODS.items()
    ]
    located = (Page(page.name, page.user, page.path.format(**values)) for page in measured)
    return [*located, *forms(values)]
