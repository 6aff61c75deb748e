"""All reports, and what each of them shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careers.accounts.models import User
from careers.applications.equal_opportunity.queries import MIN_CELL, Figure as EqualFigure, equal_figures
from careers.applications.models import HIRED, REJECTED, WITHDRAWN
from careers.company.stages.models import Stage
from careers.reports.charts import Chart, Figure, chart
from careers.reports.duration_queries import Quartiles
from careers.reports.filters import BY, Scope
from careers.reports.funnel_queries import Funnel, funnels, shown_stages, whole
from careers.reports.group_queries import names_of
from careers.reports.promise_queries import Promises, all_promises, promises
from careers.reports.tables import CELL, DAYS, SHARE, TEXT, Column, Table, said, share
from careers.reports.time_queries import ENDS, times
from careers.reports.workload_queries import people, work

TOO_FEW = f"fewer than {MIN_CELL}"


@dataclass(frozen=True)
class Report:
    """A report: summary figures, charts, and the table with all figures."""

    figures: list[tuple[str, str]]
    charts: list[Chart]
    table: Table


def funnel_report(user: User, scope: Scope) -> Report:
    """Return how far applications came. Two queries."""
    parts = funnels(user, scope)
    total, rows = whole(parts), _named(scope, parts, lambda part: part.total)
    stages = shown_stages(total)
    return Report(
        [
            ("applications", said(total.total, "number")),
            ("active", said(total.active, "number")),
            ("hired", said(total.ended[HIRED], "number")),
        ],
        [
            chart("Stage reached", _steps(total, stages)),
            chart(
                f"Applications by {BY[scope.by].lower()}",
                [Figure(name, said(part.total, "number"), [("one", 0, part.total)]) for name, part in rows],
            ),
        ],
        Table(
            "Applications by stage reached",
            [
                Column(BY[scope.by], TEXT),
                Column("Applications"),
                *(Column(f"Reached {stage.name}") for stage in stages),
                Column("Hired"),
                Column("Rejected"),
                Column("Withdrawn"),
                Column("Active"),
                Column("Hire rate", SHARE),
            ],
            [[name, *_funnel_cells(part, stages)] for name, part in rows],
        ),
    )


def _steps(total: Funnel, stages: Sequence[Stage]) -> list[Figure]:
    steps = [("Applied", total.total), *((stage.name, total.reached[stage.key]) for stage in stages)]
    steps.append(("Hired", total.ended[HIRED]))
    return [
        Figure(label, f"{count:,} · {said(share(count, total.total), SHARE)}", [("one", 0, count)])
        for label, count in steps
    ]


def _funnel_cells(part: Funnel, stages: Sequence[Stage]) -> list[Any]:
    ended = [part.ended[name] for name in (HIRED, REJECTED, WITHDRAWN)]
    reached = [part.reached[stage.key] for stage in stages]
    return [part.total, *reached, *ended, part.active, share(part.ended[HIRED], part.total)]


def times_report(user: User, scope: Scope) -> Report:
    """Return how long each step takes. Four queries."""
    found = {measure: times(user, scope, measure) for measure in ENDS}
    by_row = {measure: rows for measure, (rows, _) in found.items()}
    overall = {measure: all_rows for measure, (_, all_rows) in found.items()}
    keys = {key: max(_size(rows.get(key)) for rows in by_row.values()) for rows in by_row.values() for key in rows}
    named = _named(scope, keys, lambda size: size, with_keys=True)
    medians = [
        (
            f"median days to {label.lower()} (of {_size(overall[measure]):,})",
            _median(overall[measure]),
        )
        for measure, (label, _) in ENDS.items()
    ]
    legend = [("soft", "first to third quartile"), ("median", "median")]
    charts = [
        chart(
            "Days to each milestone",
            [_spread(ENDS[measure][0], overall[measure]) for measure in ENDS],
            legend,
        ),
        chart(
            f"Days to decision, by {BY[scope.by].lower()}",
            [_spread(name, by_row["decision"][key]) for key, name, _ in named if key in by_row["decision"]],
            legend,
        ),
    ]
    columns = [Column(BY[scope.by], TEXT)]
    for label, _ in ENDS.values():
        columns += [
            Column(f"{label}: count"),
            *(Column(f"{label}: {name}", DAYS) for name in ("¼", "½", "¾")),
        ]
    rows = [[name, *_time_cells([by_row[measure].get(key) for measure in ENDS])] for key, name, _ in named]
    return Report(medians, charts, Table("Days from application, by quartile", columns, rows))


def _size(quartiles: Quartiles | None) -> int:
    return quartiles.size if quartiles else 0


def _median(quartiles: Quartiles | None) -> str:
    return said(quartiles.median if quartiles else None, DAYS)


def _spread(label: str, quartiles: Quartiles | None) -> Figure:
    if quartiles is None:
        return Figure(label, "none yet", [])
    first, median, third = quartiles.first, quartiles.median, quartiles.third
    thin = max(third, 1) / 100
    pieces = [
        ("soft", first, max(third, first + thin)),
        ("median", max(0.0, median - thin / 2), median + thin / 2),
    ]
    return Figure(label, f"{median:g} ({first:g} to {third:g})", pieces)


def _time_cells(measured: Sequence[Quartiles | None]) -> list[Any]:
    cells: list[Any] = []
    for quartiles in measured:
        cells += (
            [quartiles.size, quartiles.first, quartiles.median, quartiles.third] if quartiles else [0, None, None, None]
        )
    return cells


def promises_report(user: User, scope: Scope) -> Report:
    """Return whether replies came by the promised date. Two queries."""
    parts = promises(user, scope)
    total = all_promises(parts)
    rows = [(name, part) for name, part in _named(scope, parts, lambda part: part.due) if part.due or part.pending]
    legend = [("good", "on time"), ("warn", "decided late"), ("bad", "overdue")]
    return Report(
        [
            ("replies due", said(total.due, "number")),
            ("replied on time", said(share(total.kept, total.due), SHARE)),
            ("overdue now", said(total.broken, "number")),
        ],
        [
            chart(
                f"Decisions, by {BY[scope.by].lower()}",
                [_kept(name, part) for name, part in rows if part.due],
                legend,
            )
        ],
        Table(
            "On-time replies",
            [
                Column(BY[scope.by], TEXT),
                Column("Due"),
                Column("On time"),
                Column("Late"),
                Column("Overdue"),
                Column("Not due yet"),
                Column("On-time rate", SHARE),
            ],
            [
                [name, part.due, part.kept, part.late, part.broken, part.pending, share(part.kept, part.due)]
                for name, part in rows
            ],
        ),
    )


def _kept(name: str, part: Promises) -> Figure:
    late = part.kept + part.late
    pieces = [("good", 0, part.kept), ("warn", part.kept, late), ("bad", late, part.due)]
    return Figure(name, f"{part.kept:,} of {part.due:,} on time", pieces)


def workload_report(user: User, scope: Scope) -> Report:
    """Return each reviewer's open and completed work. Three queries."""
    found = work(user, scope)
    names = people(list(found))
    rows = sorted(
        ((names[number], work) for number, work in found.items() if number in names),
        key=lambda row: (-row[1].waiting, -row[1].acts, row[0].casefold()),
    )
    return Report(
        [
            ("people", said(len(rows), "number")),
            ("assigned and not scored", said(sum(work.waiting for _, work in rows), "number")),
            ("decisions", said(sum(work.decisions for _, work in rows), "number")),
        ],
        [
            chart(
                "Waiting for review now",
                [Figure(name, said(work.waiting, "number"), [("one", 0, work.waiting)]) for name, work in rows],
            ),
            chart(
                "Activity in this period",
                [Figure(name, said(work.acts, "number"), [("one", 0, work.acts)]) for name, work in rows],
            ),
        ],
        Table(
            "Activity by reviewer",
            [
                Column("Reviewer", TEXT),
                Column("Waiting now"),
                Column("Notes"),
                Column("Moves"),
                Column("Decisions"),
                Column("Total"),
            ],
            [[name, work.waiting, work.notes, work.moves, work.decisions, work.acts] for name, work in rows],
        ),
    )


def equal_report(_user: User, scope: Scope) -> Report:
    """Return the answers to voluntary questions in a past year. Two queries."""
    year = str(scope.year)
    found = equal_figures(scope.year or 0)
    rows = [
        [question.wording, figure.choice, year, figure.at_least or TOO_FEW]
        for question in found
        for figure in question.figures
    ]
    answers = max((question.answered or 0 for question in found), default=0)
    return Report(
        [
            ("year", year),
            ("answers to a question, at least", said(answers or TOO_FEW, CELL)),
        ],
        [chart(question.wording, [_cell(figure) for figure in question.figures]) for question in found],
        Table(
            "Answers to equal opportunity questions",
            [
                Column("Question", TEXT),
                Column("Answer", TEXT),
                Column("Year", TEXT),
                Column("At least", CELL),
            ],
            rows,
            most=200,
        ),
    )


def _cell(figure: EqualFigure) -> Figure:
    return Figure(figure.choice, said(figure.at_least or TOO_FEW, CELL), [("one", 0, figure.at_least or 0)])


@dataclass(frozen=True)
class Kind:
    """A report to choose: its title, its description, and the function that builds it."""

    title: str
    lede: str
    make: Callable[[User, Scope], Report]
    has_rows: bool = True
    # Covers whole years and the whole company, for users who can read all applications.
    is_yearly: bool = False


REPORTS = {
    "funnel": Kind(
        "Funnel",
        "How far applications from this period got, and how they ended.",
        funnel_report,
    ),
    "times": Kind(
        "Time to hire",
        (
            "Days from application to first review, decision, and hire. The median is the middle "
            "value; a quarter of values are at or below the first quartile (¼), and three quarters "
            "at or below the third (¾)."
        ),
        times_report,
    ),
    "promises": Kind(
        "On-time replies",
        "Whether applications were decided by the promised date. Withdrawn applications don’t count.",
        promises_report,
    ),
    "workload": Kind(
        "Workload",
        "Applications waiting for each reviewer now, and what each reviewer did in this period.",
        workload_report,
        has_rows=False,
    ),
    "equal-opportunity": Kind(
        "Equal opportunity",
        (
            "Company-wide answers to voluntary questions, for completed years. Figures are rounded "
            "down to a multiple of five, and counts under five are hidden."
        ),
        equal_report,
        has_rows=False,
        is_yearly=True,
    ),
}


def _named(scope: Scope, parts: Mapping[Any, Any], size: Callable[[Any], int], *, with_keys: bool = False) -> list[Any]:
    """Return the rows with their names, the largest first."""
    names = names_of(scope, list(parts))
    rows = [(key, names.get(key, str(key)), part) for key, part in parts.items()]
    rows.sort(key=lambda row: (-size(row[2]), row[1].casefold()))
    return rows if with_keys else [(name, part) for _, name, part in rows]
