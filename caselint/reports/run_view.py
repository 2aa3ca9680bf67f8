"""The head of a terminal report and, early and loud, whatever went wrong with the run."""

from __future__ import annotations

from collections.abc import Mapping

from caselint.record.problems import Problem, ProblemKind
from caselint.reports.findings_view import HOW_TO_SEE_ALL
from caselint.reports.listed import RuleCases
from caselint.reports.model import Head, Summary
from caselint.reports.page import MUTED, Page
from caselint.reports.safe_text import day, listing, many
from caselint.reports.standings import not_new
from caselint.reports.standings_view import put_heeded
from caselint.reports.verdict import doubts, found

LOUD = "bold red"
FAULTS = 10
"""Faults of one record that are printed, where the report is cut at all."""
KINDS: Mapping[ProblemKind, tuple[str, str]] = {
    ProblemKind.UNREADABLE: ("file could not be read to its end", "files could not be read to their end"),
    ProblemKind.MALFORMED: ("record could not be understood", "records could not be understood"),
    ProblemKind.DUPLICATE: ("case came twice", "cases came twice"),
    ProblemKind.INCONSISTENT: ("record contradicts itself", "records contradict themselves"),
    ProblemKind.LOST_ANSWER: ("file of answers could not be read in full", "files of answers could not be read in full"),
    ProblemKind.DOUBTFUL_ANSWER: ("doubt about an assessor's answer", "doubts about assessors' answers"),
    ProblemKind.DOUBTFUL_EXCEPTION: ("exception or suppression out of force", "exceptions or suppressions out of force"),
}
MEANS: Mapping[ProblemKind, str] = {
    ProblemKind.UNREADABLE: "could not be read; cases may be missing",
    ProblemKind.MALFORMED: "could not be understood; not audited",
    ProblemKind.DUPLICATE: "came before; not audited again",
    ProblemKind.INCONSISTENT: "contradicts itself; audited, and what is said of it may mislead",
    ProblemKind.LOST_ANSWER: "assessors' answers that could not be read, and count for nothing",
    ProblemKind.DOUBTFUL_ANSWER: "an assessor's answer counts for nothing, or contradicts another",
    ProblemKind.DOUBTFUL_EXCEPTION: "an exception or suppression counts for nothing",
}


def means(problem: Problem) -> str:
    return MEANS[problem.kind] + (" (known from the baseline)" if problem.known else "")


def put_head(page: Page, summary: Summary) -> None:
    head = summary.head
    page.put(("CASE AUDIT", "bold"))
    page.put((page.ruled * page.prose, MUTED))
    page.labelled("Pack", f"{head.pack} {head.pack_version} (caselint {head.caselint})")
    for place, programme in enumerate(head.frameworks):
        label = "" if place else "Framework" + ("s" if len(head.frameworks) > 1 else "")
        page.labelled(label, f"{programme.title} ({programme.id})")
    page.labelled("As of", as_of(head))
    page.labelled("Cases", f"{head.cases:,} audited" + (f", {head.not_audited:,} not audited" if head.not_audited else ""))
    left_out = f", and {head.left_out:,} of the pack that were not selected" if head.left_out else ""
    page.labelled("Questions", f"{summary.counts[0].rules:,}{left_out}")
    if head.cases:
        aside = not_new(summary.standings)
        page.labelled("Findings", found(summary)[-1].removesuffix(".") + (f"; {aside}" if aside else ""))
    put_heeded(page, summary)
    page.labelled("Problems", problems_in_words(summary.problems.by_kind), style=LOUD if summary.problems.total else "")
    if head.settings:
        page.labelled("Settings", "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in head.settings.items()) + " (your own)")
    if head.unknown_sections:
        page.labelled("Unknown", f"parts of the records that caselint does not know and has not read: {', '.join(head.unknown_sections)}")


def as_of(head: Head) -> str:
    if head.as_of is not None:
        return day(head.as_of, long=True)
    if head.first_as_of is None or head.last_as_of is None:
        return "the day of each record's own export"
    if head.first_as_of == head.last_as_of:
        return f"{day(head.first_as_of, long=True)}, when the records were exported"
    return f"{day(head.first_as_of, long=True)} to {day(head.last_as_of, long=True)}: each record's own day of export"


def problems_in_words(kinds: Mapping[ProblemKind, int]) -> str:
    return listing([f"{n:,} {KINDS[kind][n > 1]}" for kind, n in kinds.items() if n]) or "none"


def put_trouble(page: Page, summary: Summary) -> None:
    """Why the run is not to be trusted, broken rules, and every problem with the records."""
    doubtful = doubts(summary)
    if doubtful:
        page.blank()
        page.text("THIS RUN IS NOT TO BE TRUSTED", style=LOUD)
        for doubt in doubtful:
            page.bullet(doubt)
    if summary.errors:
        page.heading("Questions that broke", "they count nowhere")
        for rule in summary.errors:
            put_broken(page, summary, rule)
    if summary.problems.total:
        put_problems(page, summary)


def put_broken(page: Page, summary: Summary, rule: RuleCases) -> None:
    reasons = "; ".join(rule.reasons or ())
    page.text(f"{rule.code} {summary.rules[rule.code].name}: {many(rule.cases, 'case')}" + (f", {reasons}" if reasons else ""), style=LOUD)
    more = rule.cases - len(rule.case_ids)
    page.text(", ".join(rule.case_ids) + (f" and {more:,} more" if more else ""), indent=2)


def put_problems(page: Page, summary: Summary) -> None:
    problems = summary.problems
    answers = problems.by_kind[ProblemKind.LOST_ANSWER] or problems.by_kind[ProblemKind.DOUBTFUL_ANSWER]
    exceptions = problems.by_kind[ProblemKind.DOUBTFUL_EXCEPTION]
    with_what = listing(["the records", *["answers"] * bool(answers), *["exceptions"] * bool(exceptions)])
    page.heading(f"Problems with {with_what}", many(problems.faults, "fault"))
    for place, problem in enumerate(problems.listed):
        if place:
            page.blank()
        put_problem(page, problem, FAULTS if summary.limit else len(problem.faults))
    more = problems.total - len(problems.listed)
    if more:
        page.blank()
        page.text(f"and {many(more, 'more problem', 'more problems')}. {HOW_TO_SEE_ALL}")


def put_problem(page: Page, problem: Problem, most: int) -> None:
    case = f"case {problem.case_id} " if problem.case_id is not None else ""
    page.text(f"{problem.source}: {case}{means(problem)}", style="bold")
    for fault in problem.faults[:most]:
        where = f" at {fault.pointer}" if fault.pointer else ""
        page.text(f"{problem.source}:{fault.line}:{fault.column}{where}", indent=2)
        page.text(fault.message, indent=4)
        if fault.hint:
            page.text(f"Hint: {fault.hint}", indent=4)
    more = len(problem.faults) - most
    if more > 0:
        page.text(f"and {many(more, 'more fault', 'more faults')} here", indent=2, style=MUTED)
