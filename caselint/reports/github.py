"""Annotations for a GitHub workflow: commands on standard output that the runner shows beside the files.

GitHub shows ten annotations of each level for a step and drops the others without a word. So at most ten of each are written, the gravest
first, and the last of them says how many there are in all, and what could not be asked. Only new findings are annotated; notices tell
what a baseline and an exceptions file keep from being so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO

from caselint.audit.outcomes import Standing
from caselint.audit.results import Results
from caselint.packs.model import Severity
from caselint.record.problems import Problem
from caselint.reports.bounded import First
from caselint.reports.findings_view import only_under
from caselint.reports.listed import SEVERITIES, Found
from caselint.reports.model import Summary
from caselint.reports.run_view import means
from caselint.reports.safe_text import day, many, visible
from caselint.reports.standing_words import entry_words, gone_words
from caselint.reports.standings import new_finding
from caselint.reports.verdict import doubts, verdict

SHOWN = 10
"""How many annotations of one level GitHub shows for a step."""
PROBLEMS = 4
"""How many of the errors may tell of problems; the others are left for findings."""
LEVELS: dict[Severity, str] = {"high": "error", "medium": "warning", "low": "notice"}
STDIN = "<stdin>"
ENTRIES = "exceptions and suppressions"


def write_github(summary: Summary, results: Results, stream: IO[bytes]) -> None:
    for line in lines(summary, results):
        stream.write(f"{line}\n".encode())


def lines(summary: Summary, results: Results) -> Iterator[str]:
    """Doubts about the run, problems, findings, and what all of it comes to."""
    distrust = doubts(summary)
    problems = summary.problems.listed[:PROBLEMS]
    errors = [command("error", " ".join(distrust), title="This run is not to be trusted")] if distrust else []
    errors += [of_problem(problem) for problem in problems]
    aside = list(put_aside(summary))
    room: dict[Severity, int] = {"high": SHOWN - len(errors), "medium": SHOWN, "low": SHOWN - 1 - len(aside)}
    findings = first_findings(results, room)
    yield from errors
    for found in findings:
        yield of_finding(summary, found)
    yield from aside
    yield command("notice", closing(summary, len(findings), len(problems)), title="caselint: what this run comes to")


def first_findings(results: Results, room: dict[Severity, int]) -> Sequence[Found]:
    """As many of each severity as will be shown, those that fell due first."""
    rules = results.run.rules
    kept: dict[Severity, First[Found]] = {severity: First(room[severity], order_of) for severity in SEVERITIES}
    for result in results.cases():
        for finding in (finding for finding in result.findings if finding.standing is Standing.NEW):
            severity = rules[finding.code].severity
            kept[severity].offer(Found(result.case_id, result.source, result.line, severity, finding))
    return [found for severity in SEVERITIES for found in kept[severity].result()]


def order_of(found: Found) -> tuple[date, str, str, str, str]:
    finding = found.finding
    return finding.deadline or date.max, found.case_id, finding.code, finding.identity, finding.message


def of_finding(summary: Summary, found: Found) -> str:
    finding, info = found.finding, summary.rules[found.finding.code]
    due = f" Due {day(finding.deadline, long=True)}." if finding.deadline else ""
    message = f"{found.case_id}: {finding.message}{only_under(summary, finding.frameworks)}{due}"
    to_do = f"To do: {info.remedy}"
    return command(LEVELS[found.severity], message, to_do, file=found.source, line=found.line, title=f"{info.code} {info.name}")


def of_problem(problem: Problem) -> str:
    case = f"case {problem.case_id} " if problem.case_id is not None else ""
    said, title = f"{case}{means(problem)}", f"Problem: {problem.kind.value.replace('_', ' ')}"
    if not problem.faults:
        return command("error", said, file=problem.source, title=title)
    fault, more = problem.faults[0], len(problem.faults) - 1
    others = f" (and {many(more, 'more fault')})" if more else ""
    return command("error", f"{said}: {fault.message}{others}", file=problem.source, line=fault.line, column=fault.column, title=title)


def put_aside(summary: Summary) -> Iterator[str]:
    """What two people agreed on, and what of the baseline is there no more: the first of each, and how many there are."""
    standings = summary.standings
    if total := standings.in_force_total:
        entries = [f"{one.case_id}: {entry_words(summary.rules, one)}" for one in standings.in_force]
        yield command("notice", *first(entries, total), title=f"Agreed on: {many(total, 'exception or suppression', ENTRIES)}")
    if total := standings.stale_total:
        gone = [f"{one.case_id}: {gone_words(summary.rules, one)}" for one in standings.stale]
        yield command("notice", *first(gone, total), title=f"{many(total, 'entry', 'entries')} of the baseline there no more: prune it")


def first(entries: Sequence[str], total: int) -> list[str]:
    shown = list(entries[:SHOWN])
    return [*shown, f"and {total - len(shown):,} more"] if total > len(shown) else shown


def closing(summary: Summary, findings: int, problems: int) -> str:
    """How much is shown of how much, and the verdict: what was not asked is told even where nothing was found."""
    found = summary.findings
    size = f"{many(found.total, new_finding(summary.standings))} in {many(found.cases, 'case')}"
    shown = f"Annotated here: {findings:,} of {size}"
    if summary.problems.total:
        shown += f", {problems:,} of {many(summary.problems.total, 'problem')}"
    cut = findings < found.total or problems < summary.problems.total
    cap = f". GitHub shows {SHOWN} annotations of each level for a step; `--output jsonl:FILE` keeps the full list." if cut else "."
    return " ".join([shown + cap, *verdict(summary)[len(doubts(summary)) :]])


def command(level: str, *message: str, file: str | None = None, line: int = 0, column: int = 0, title: str) -> str:
    """A workflow command. Control characters, line breaks among them, are written out first, so a text is never a second command."""
    properties: dict[str, str | int] = {}
    if file is not None and file != STDIN:
        properties["file"] = file
        if line > 0:
            properties["line"] = line
        if column > 0:
            properties["col"] = column
    properties["title"] = title
    written = ",".join(f"{name}={in_property(str(value))}" for name, value in properties.items())
    return f"::{level} {written}::{'%0A'.join(map(in_message, message))}"


def in_message(text: str) -> str:
    return visible(text).replace("%", "%25")


def in_property(text: str) -> str:
    return in_message(text).replace(":", "%3A").replace(",", "%2C")
