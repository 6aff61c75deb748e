"""What staff ask for, page by page, for the benchmark of very many applications."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from bench.people_forms import Form, forms
from bench.people_rows import ADMIN, INTERVIEWER, MANAGER, PER_POSTING, RECRUITER, posting_of

# The list of applications: a word for what is asked, and the query string.
LISTS = {
    "newest active": "",
    "everything": "disposition=all",
    "rejected": "disposition=rejected",
    "one posting": "posting={posting}",
    "the largest posting": "posting=1",
    "one stage": "stage=offer",
    "one stage of a posting": "posting=1&stage=screen",
    "by name": "sort=name",
    "answer due first": "sort=due",
    "highest score first": "sort=score",
    "scored 3 or more": "score=3",
    "one source, oldest first": "source=job+fair&sort=oldest",
    "all days": "since=2000-01-01&until=2040-01-01",
    "a month long ago": "disposition=all&since={past}&until={past}",
    "a common tag": "tag=1",
    "a rare tag": "tag=20",
    "one reviewer": "reviewer=5",
    "nobody's": "reviewer=nobody",
    "waiting for my card": "reviewer=unscored",
    "in the middle": "before={middle}",
    "in the middle, by name": "sort=name&before={middle}",
    "two filters": "stage=interview&source=newsletter",
    "answers that are late": "due=late&sort=due",
    "answers due soon": "due=soon&sort=due",
    "due soon, newest first": "due=soon",
    "left in closed postings": "posting_state=closed",
}
SEARCHES = {
    "a word of 30 %": "q=python",
    "a word of 1 %": "q=kafka",
    "a word of 0.1 %": "q=erlang",
    "a word of 0.001 %": "q=quokka",
    "common AND rare": "q=python+django+erlang",
    "common OR rare": "q=python+OR+erlang",
    "rare OR rare": "q=erlang+OR+quokka",
    "common NOT common": "q=python+-django",
    "a phrase": "q=%22common1+common2%22",
    "a beginning": "q=quok*",
    "a short beginning": "q=k*",
    "in one field": "q=resume:erlang+-notes:no",
    "a name": "q=name:person{middle}",
    "a name that all have": "q=name:person",
    "an address": "q=email:people.example",
    "a word, one posting": "posting={posting}&q=kafka",
    "a word, largest posting": "posting=1&q=kafka",
    "a word, one stage": "stage=offer&q=kafka",
    "a word, by name": "q=kafka&sort=name",
    "a word, by score": "q=kafka&sort=score",
    "a word, in the middle": "q=kafka&before={middle}",
    "a word, by name, in the middle": "q=kafka&sort=name&before={middle}",
    "a rare word, by name": "q=erlang&sort=name",
    "a word, everything": "q=erlang&disposition=all",
    "two that seldom meet": "q=kafka+erlang",
    "nobody": "q=nobodyhasthis",
}
ONE = "/hr/applications/{newest}"
DESK = {
    "first page, recruiter": (RECRUITER, "/hr/"),
    "first page, manager": (MANAGER, "/hr/"),
    "first page, interviewer": (INTERVIEWER, "/hr/"),
    "first page, administrator": (ADMIN, "/hr/"),
    "board": (RECRUITER, "/hr/postings/{posting}/board"),
    "board of the largest posting": (RECRUITER, "/hr/postings/1/board"),
    "comparison": (RECRUITER, "/hr/postings/1/comparison"),
    "closing a posting": (RECRUITER, "/hr/postings/{posting}/closing"),
    "closing the largest posting": (RECRUITER, "/hr/postings/1/closing"),
    "an application": (RECRUITER, ONE),
    "beside one, filtered": (RECRUITER, f"{ONE}?stage=offer"),
    "beside one, by name": (RECRUITER, f"{ONE}?sort=name"),
    "beside one, searched": (RECRUITER, f"{ONE}?q=python+django"),
    "beside one, searched rare": (RECRUITER, f"{ONE}?q=erlang"),
    "its scorecard": (RECRUITER, f"{ONE}/scorecard"),
    "its rejection": (RECRUITER, "/hr/applications/{active}/rejection"),
    "a message about it": (RECRUITER, "/hr/applications/{active}/messages/new"),
    "an interview about it": (RECRUITER, "/hr/applications/{active}/interviews/new"),
    "a manager's list": (MANAGER, "/hr/applications"),
    "a manager's late answers": (MANAGER, "/hr/applications?due=late&sort=due"),
    "a manager's, due soon": (MANAGER, "/hr/applications?due=soon&sort=due"),
    "a manager's search": (MANAGER, "/hr/applications?q=kafka"),
    "an interviewer's list": (INTERVIEWER, "/hr/applications"),
    "an interviewer's search": (INTERVIEWER, "/hr/applications?q=kafka"),
    "people": (RECRUITER, "/hr/candidates"),
    "people, searched": (RECRUITER, "/hr/candidates?q=kafka"),
    "people, searched rare": (RECRUITER, "/hr/candidates?q=erlang"),
    "people to keep": (RECRUITER, "/hr/candidates?kept=yes"),
    "people to keep, searched": (RECRUITER, "/hr/candidates?kept=yes&q=kafka"),
    "people alike": (RECRUITER, "/hr/candidates/alike"),
    "a manager's people": (MANAGER, "/hr/candidates"),
    "one person": (RECRUITER, "/hr/candidates/{person}"),
    "saved views": (RECRUITER, "/hr/views"),
    "tags": (RECRUITER, "/hr/tags"),
    "workbench": (RECRUITER, "/hr/workbench?posting={posting}"),
    "workbench, searched": (RECRUITER, "/hr/workbench?q=python+django"),
    "workbench, searched rare": (RECRUITER, "/hr/workbench?q=erlang"),
    "workbench, one posting": (RECRUITER, "/hr/workbench?posting={posting}&q=kafka"),
    "postings": (RECRUITER, "/hr/postings"),
    "a posting": (RECRUITER, "/hr/postings/{posting}"),
    "bulk actions": (RECRUITER, "/hr/bulks"),
    "a bulk action on 500": (RECRUITER, "/hr/bulks/1"),
    "mail": (RECRUITER, "/hr/mail"),
    "mail, failed": (RECRUITER, "/hr/mail?state=failed"),
    "quarantine": (RECRUITER, "/hr/quarantine"),
    "audit": (ADMIN, "/hr/audit"),
    "audit of one": (ADMIN, "/hr/audit?kind=application&id={newest}"),
    "a posting as CSV": (RECRUITER, "/hr/applications.csv?posting={posting}&disposition=all"),
    "postings as CSV": (RECRUITER, "/hr/postings.csv"),
    "jobs": (None, "/jobs?q=position"),
    "a receipt": (None, "/applications/{token}"),
}
REPORTS = ("funnel", "times", "promises", "workload")
PERIODS = {"90 days": "", "four years": "?since={past}", "four years, by source": "?since={past}&by=source"}


@dataclass(frozen=True)
class Page:
    """One page: what the table calls it, who asks, and for which address."""

    name: str
    user: int | None
    path: str


def pages(size: int, past: str, token: str, active: int) -> list[Page | Form]:
    """Everything that is asked for, of a site with so many applications, of which ``active`` is one."""
    newest = size - 1
    values = {
        "newest": newest,
        "middle": size // 2 + 1,
        "person": newest,
        "active": active,
        "posting": posting_of(newest - PER_POSTING),
        "past": past,
        "token": quote(token),
    }
    found = [
        Page(name, RECRUITER, f"/hr/applications?{query}") for name, query in {**LISTS, **SEARCHES}.items()
    ]
    found += [Page(name, user, path) for name, (user, path) in DESK.items()]
    found += [
        Page(f"report {name}, {period}", RECRUITER, f"/hr/reports/{name}{query}")
        for name in REPORTS
        for period, query in PERIODS.items()
    ]
    asked = (Page(page.name, page.user, page.path.format(**values)) for page in found)
    return [*asked, *forms(values)]
