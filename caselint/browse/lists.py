"""The lists that can be shown: what each holds, what a filter means in it, and what is said where it is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from caselint.browse.caseload import Case, Caseload, Entry
from caselint.browse.columns import Column, case_columns, duty_columns, finding_columns, problem_columns, waiting_columns
from caselint.browse.filters import FACETS, Facet, Filter, Sieve
from caselint.record.problems import Problem
from caselint.reports.safe_text import many
from caselint.reports.verdict import doubts, unasked, verdict


@dataclass(frozen=True, slots=True)
class List:
    """One list."""

    title: str
    one: str
    several: str
    order: str
    """The order in which it stands before it is sorted otherwise, in words."""
    rows: Callable[[Caseload], Sequence[Any]]
    narrowed: Callable[[Caseload, Sieve], list[Any]]
    columns: Callable[[Caseload, Sieve], list[Column]]
    empty: Callable[[Caseload], list[str]]
    """What is said where there is nothing, whatever the filter."""
    facets: tuple[str, ...] = tuple(FACETS)
    """The facets that apply to it."""
    criteria: bool = True
    """Whether a criterion applies to it."""


def findings(load: Caseload, sieve: Sieve) -> list[Entry]:
    return [entry for entry in load.findings if sieve.entry(entry)]


def duties(load: Caseload, sieve: Sieve) -> list[Entry]:
    return [entry for entry in load.duties if sieve.entry(entry)]


def cases(load: Caseload, sieve: Sieve) -> list[Case]:
    """A case is shown for its id and for who holds it now, or for a finding that passes, whoever held the case then."""
    matched = {id(entry.case) for entry in load.findings if sieve.entry(entry, by_holder=False)}
    return [case for case in load.cases if sieve.holder(case) and (id(case) in matched or (not sieve.about_findings and sieve.named(case)))]


def all_waiting(load: Caseload) -> list[Case]:
    return sorted((case for case in load.cases if case.waits), key=lambda case: (-len(case.against), -len(case.waits)))


def waiting(load: Caseload, sieve: Sieve) -> list[Case]:
    return [case for case in all_waiting(load) if sieve.holder(case) and sieve.waits(case)]


def problems(load: Caseload, sieve: Sieve) -> list[Problem]:
    def told(problem: Problem) -> str:
        return f"{problem.case_id or ''} {problem.source} {problem.kind.value.replace('_', ' ')}".casefold()

    return [problem for problem in load.problems if sieve.text in told(problem)]


LISTS = {
    "1": List(
        "Findings",
        "finding",
        "findings",
        "the most severe first",
        lambda load: load.findings,
        findings,
        finding_columns,
        lambda load: verdict(load.summary),
    ),
    "2": List(
        "Cases",
        "case",
        "cases",
        "by id",
        lambda load: load.cases,
        cases,
        case_columns,
        lambda load: verdict(load.summary),
    ),
    "3": List(
        "Falls due",
        "duty",
        "duties",
        "the first to fall due first",
        lambda load: load.duties,
        duties,
        duty_columns,
        lambda load: ["Nothing on record falls due after the as-of date.", *doubts(load.summary), *unasked(load.summary)],
        ("severity", "team", "manager"),
    ),
    "4": List(
        "Waits for an assessor",
        "case in which a question waits",
        "cases in which a question waits",
        "the most evidence against first",
        all_waiting,
        waiting,
        waiting_columns,
        lambda load: ["No question waits for an assessor's answer.", *doubts(load.summary)],
        ("severity", "team", "manager"),
    ),
    "5": List(
        "Problems",
        "problem",
        "problems",
        "the gravest kind first",
        lambda load: load.problems,
        problems,
        problem_columns,
        lambda load: ["No problems: every record that was met could be read.", *doubts(load.summary)],
        (),
        criteria=False,
    ),
}
"""By the key that shows it."""


def select(shown: List, load: Caseload, wanted: Filter) -> tuple[Sequence[Any], Sieve]:
    """What is left of a list, and the sieve by which it was narrowed."""
    sieve = Sieve(wanted, load, shown.facets)
    return (shown.narrowed(load, sieve) if wanted else shown.rows(load)), sieve


def counted_values(key: str, facet: Facet, load: Caseload, wanted: Filter) -> tuple[str, Counter[str]]:
    """Every value of a facet and how many findings (or duties, where those are listed) have it, by the other filters."""
    what, entries = ("duties", load.duties) if key == "3" else ("findings", load.findings)
    rules = load.run.rules
    sieve = Sieve(wanted.having(facet.name, None), load, LISTS[key].facets)
    counts = Counter(facet.of(entry, rules) for entry in entries if sieve.entry(entry))
    known = {facet.of(entry, rules) for entry in entries}
    if facet.of_holder:
        known |= {facet.of_holder(case.held_by) for case in load.cases}
    counts.update(dict.fromkeys(known, 0))
    return what, counts


def count_words(shown: List, rows: Sequence[Any], load: Caseload, wanted: Filter, order: str = "") -> str:
    """`38 of 3,201 findings. Only: team North.` What is filtered is said wherever a number is. `order` is how the reader sorted them."""
    total, order = len(shown.rows(load)), order or shown.order
    if not total:
        return many(0, shown.one, shown.several)
    if not wanted:
        return f"{many(total, shown.one, shown.several)}, {order}"
    only = wanted.words(shown.facets, shown.criteria)
    return f"{len(rows):,} of {many(total, shown.one, shown.several)}, {order}. Only: {only}. x shows all"


def empty_words(shown: List, load: Caseload, wanted: Filter) -> list[str]:
    """Why a list is empty. A filter that matches nothing is no all-clear, and says how much there is without it."""
    total = len(shown.rows(load))
    if not total:
        return shown.empty(load)
    return [
        f"This is no all-clear: the filter matches nothing of the {many(total, shown.one, shown.several)}.",
        f"The filter: {wanted.words(shown.facets, shown.criteria)}.",
        f"x takes the filter away and shows all {total:,}.",
    ]
