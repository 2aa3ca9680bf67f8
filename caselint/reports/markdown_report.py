"""The report as Markdown, for a pull request or a wiki: what the run comes to, and enough of the findings to begin with.

Tables in the manner of GitHub. Lists are as long as the summary's limit allows, and say how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from caselint.audit.outcomes import Outcome
from caselint.audit.results import Results
from caselint.reports.counts_view import OPEN
from caselint.reports.findings_view import GROUPED, HOW_TO_SEE_ALL, OTHERS, nothing_found, only_under
from caselint.reports.listed import Found, Group
from caselint.reports.markdown_gaps import due_next, gaps
from caselint.reports.markdown_standings import heeded, standings
from caselint.reports.markdown_text import code, code_cell, prose
from caselint.reports.model import Summary
from caselint.reports.run_view import as_of, means, problems_in_words
from caselint.reports.safe_text import day, many
from caselint.reports.scorecard_view import NOT_YET, between
from caselint.reports.standings import new_finding
from caselint.reports.verdict import doubts, verdict
from caselint.scoring.scorecard import CriterionScore, HeadlineScore, Scorecard, SectionScore, percent

FIRST = 5
"""Cases that a row names."""


def write_markdown(summary: Summary, results: Results, stream: IO[bytes]) -> None:  # noqa: ARG001
    for line in lines(summary):
        stream.write(f"{line}\n".encode())


def lines(summary: Summary) -> Iterator[str]:
    yield from ("# Case audit", "")
    distrust = doubts(summary)
    if distrust:
        yield from ("**This run is not to be trusted.**", "", *(f"- {prose(doubt)}" for doubt in distrust), "")
    if comes_to := verdict(summary)[len(distrust) :]:
        yield from (prose(" ".join(comes_to)), "")
    yield from head(summary)
    yield from problems(summary)
    if summary.head.cases:
        for card in summary.scorecards:
            yield from scores(card)
        yield from findings(summary)
        yield from standings(summary)
        yield from due_next(summary)
        yield from gaps(summary)
        yield from counts(summary)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> Iterator[str]:
    """`numbers`: the columns that are set to the right. The cells are Markdown already."""
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---:' if place in numbers else '---' for place in range(len(heads)))} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def head(summary: Summary) -> Iterator[str]:
    known, first = summary.head, summary.counts[0]
    left_out = f", and {known.left_out:,} of the pack that were not selected" if known.left_out else ""
    yield f"- Programme: {', '.join(f'{prose(one.title)} ({code(one.id)})' for one in known.frameworks)}"
    yield f"- As of: {as_of(known)}"
    yield f"- Cases: {known.cases:,} audited" + (f", {known.not_audited:,} not audited" if known.not_audited else "")
    yield f"- Questions: {first.rules:,}{left_out}; pack {code(f'{known.pack} {known.pack_version}')}, caselint {known.caselint}"
    yield from heeded(summary)
    yield f"- Problems: {problems_in_words(summary.problems.by_kind)}"
    if known.settings:
        own = [f"{name}: {value}".replace("_", " ") for name, value in known.settings.items()]
        yield f"- Settings of your own: {prose('; '.join(own))}"
    if known.unknown_sections:
        yield f"- Parts of the records that caselint has not read: {', '.join(map(code, known.unknown_sections))}"
    yield ""


def problems(summary: Summary) -> Iterator[str]:
    found = summary.problems
    if not found.total:
        return
    yield from (f"## Problems: {many(found.total, 'problem')}, {many(found.faults, 'fault')}", "")
    for problem in found.listed:
        case = f"case {code(problem.case_id)} " if problem.case_id is not None else ""
        place = f"{problem.source}:{problem.faults[0].line}" if problem.faults else problem.source
        fault = f": {prose(problem.faults[0].message)}" if problem.faults else ""
        more = f" (and {many(len(problem.faults) - 1, 'more fault')})" if len(problem.faults) > 1 else ""
        yield f"- {code(place)}: {case}{means(problem)}{fault}{more}"
    yield from cut(found.total - len(found.listed))


def cut(more: int) -> Iterator[str]:
    if more > 0:
        yield f"- and {more:,} more. {HOW_TO_SEE_ALL}"
    yield ""


def scores(card: Scorecard) -> Iterator[str]:
    yield from (f"## Scores: {prose(card.title)}", "")
    rows = [score_row(f"**{prose(one.name)}**", one) for one in card.headlines]
    for section in card.sections:
        if not section.organisational:
            rows.append(score_row(f"**{section.id} {prose(section.name)}**", section))
            rows += [score_row(f"{one.id} {prose(one.name)}", one) for one in section.criteria if not one.organisational]
    yield from table(("", "Score", "Cases", "95% interval", "Band"), rows, (1, 2))
    yield from (prose(card.variant), "")
    yield from (f"- {prose(warning)}" for warning in (*card.warnings, *card.cautions))
    yield ""


def score_row(name: str, mean: HeadlineScore | SectionScore | CriterionScore) -> tuple[str, ...]:
    if mean.score is None or mean.interval is None:
        return name, "", "", NOT_YET, ""
    note = ", ".join(filter(None, (prose(mean.band or ""), "too few" if mean.small else "")))
    return name, f"{percent(mean.score)}%", f"{mean.n:,}", between(mean.interval), note


def findings(summary: Summary) -> Iterator[str]:
    found = summary.findings
    if not found.total:
        yield from ("## Findings", "", nothing_found(summary), "")
        return
    size = f"{many(found.total, new_finding(summary.standings))} in {many(found.cases, 'case')}"
    yield from (f"## Findings: {size}, {GROUPED[summary.group_by]}", "")
    rows = [(group.worst, prose(group.title), f"{group.cases:,}", f"{group.total:,}", first_cases(group)) for group in found.groups]
    yield from table(("Severity", "", "Cases", "Findings", "First cases"), rows, (2, 3))
    if (beyond := found.groups_in_all - len(found.groups)) > 0:
        yield from (f"{beyond:,} other {OTHERS[summary.group_by]} have findings that are not listed here.", "")
    listed = [one for group in found.groups for one in group.findings]
    yield from (f"<details><summary>{found.shown:,} of {many(found.total, 'finding')}, case by case</summary>", "")
    yield from (f"- {finding_line(summary, one)}" for one in listed)
    yield from cut(found.total - found.shown)
    yield from ("</details>", "")
    shown = dict.fromkeys(one.finding.code for one in listed)
    yield from (f"<details><summary>What is expected, and what to do: {many(len(shown), 'question')}</summary>", "")
    for each in shown:
        info = summary.rules[each]
        yield f"- **{prose(f'{each} {info.name}')}** {prose(info.expectation)} *To do:* {prose(info.remedy)}"
    yield from ("", "</details>", "")


def first_cases(group: Group) -> str:
    ids = list(dict.fromkeys(found.case_id for found in group.findings))
    more = group.cases - len(ids[:FIRST])
    return ", ".join([*map(code_cell, ids[:FIRST]), *([f"and {more:,} more"] if more > 0 else [])])


def finding_line(summary: Summary, found: Found) -> str:
    finding = found.finding
    due = f" Due {day(finding.deadline)}." if finding.deadline else ""
    said = f"{finding.message}{only_under(summary, finding.frameworks)}"
    return f"{found.severity} {code(found.case_id)} {prose(f'{finding.code} {summary.rules[finding.code].name}: {said}')}{due}"


def counts(summary: Summary) -> Iterator[str]:
    yield from ("## Counts", "")
    names = [*(("above the line", "above"), ("below the line", "below")), *((words, outcome) for outcome, words in OPEN)]
    rows = []
    for words, of in names:
        numbers = [one.outcomes[of] if isinstance(of, Outcome) else int(getattr(one, of)) for one in summary.counts]
        rows.append((words, *(f"{number:,}" for number in numbers)))
    rows.append(("together", *(f"{one.asked:,}" for one in summary.counts)))
    yield from table(("Answers", *(code_cell(one.framework) for one in summary.counts)), rows, range(1, len(summary.counts) + 1))
    if praise := summary.counts[0].praise_absent:
        yield f"Of those below the line, {praise:,} about praised practice that is absent: never a finding."
