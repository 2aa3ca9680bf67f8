"""The first sheet: what was audited, whether it is to be trusted, what to act on, and all answers counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from caselint.reports.counts_view import BELOW, OPEN
from caselint.reports.findings_view import by_severity, nothing_found
from caselint.reports.model import Counts, Summary
from caselint.reports.run_view import as_of, problems_in_words
from caselint.reports.safe_text import day, listing, many
from caselint.reports.standing_words import in_baseline, not_audited
from caselint.reports.standings import new_finding, not_new
from caselint.reports.verdict import doubts, verdict
from caselint.reports.workbook.sheet import Column, Linked, Sheet, Styled, Value

COLUMNS = (Column("", 26, "bold"), Column("", 110, "wrapped"))
SHEETS = {
    "Score card": "headlines, sections and criteria, each figure with the cases behind it",
    "Findings": "every finding, the most severe first, and whether it is new; the case leads to its row under Cases",
    "Cases": "a row for each case; the case leads to its first finding",
    "Due next": "what falls due next, by day",
    "For an assessor": "questions that only somebody who has read the case can answer, with room for the answer",
    "Exceptions": "cases that a recorded professional reason takes out of a question",
    "Agreed on": "exceptions and suppressions that two people agreed on, and until when; the reasons stay in their file",
    "No longer there": "findings of the baseline that nothing shows any more: `caselint baseline prune` takes them out",
    "Not exported": "what the records do not carry, and the questions that this keeps from being asked",
    "Problems": "faults of records and of files of answers",
    "Rules": "every question: why it is asked, what is expected, what to do",
}
Row = Sequence[Value | Linked | Styled]


def put_summary(sheet: Sheet, summary: Summary, others: Sequence[Sheet]) -> None:
    """Written last, when it is known what there was no room for."""
    for row in (
        *head(summary),
        *trouble(summary, sheet.book.left_out()),
        *to_act_on(summary),
        *counted(summary),
        *contents(others),
    ):
        sheet.write(row)


def head(summary: Summary) -> Iterator[Row]:
    found = summary.head
    yield [Styled("Case audit", "title")]
    yield ["Pack", f"{found.pack} {found.pack_version} (caselint {found.caselint})"]
    for programme in found.frameworks:
        yield ["Programme", f"{programme.title} ({programme.id})"]
    yield ["As of", as_of(found)]
    yield ["Cases", f"{found.cases:,} audited" + (f", {found.not_audited:,} not audited" if found.not_audited else "")]
    left_out = f", and {found.left_out:,} of the pack that were not selected" if found.left_out else ""
    yield ["Questions", f"{summary.counts[0].rules:,}{left_out}"]
    if found.cases:
        by_kind = f": {by_severity(summary.findings.severities)}" if summary.findings.total else ""
        aside = f"; {not_new(summary.standings)}" if not_new(summary.standings) else ""
        size = f"{many(summary.findings.total, new_finding(summary.standings))} in {many(summary.findings.cases, 'case')}"
        yield ["Findings", f"{size}{by_kind}{aside}"]
    yield from heeded(summary)
    problems = problems_in_words(summary.problems.by_kind)
    yield ["Problems", Styled(problems, "loud") if summary.problems.total else problems]
    if found.settings:
        yield ["Your own settings", "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in found.settings.items())]
    if found.unknown_sections:
        unknown = f"parts of the records that caselint does not know and has not read: {', '.join(found.unknown_sections)}"
        yield ["Unknown", unknown]


def heeded(summary: Summary) -> Iterator[Row]:
    """The files that the run heeded, and what they say of cases that it did not audit."""
    standings = summary.standings
    if baseline := standings.baseline:
        days = " to ".join(dict.fromkeys((baseline.first_as_of, baseline.last_as_of)))
        elsewhere = f"; {standings.baseline_elsewhere:,} of them on cases that were not audited" if standings.baseline_elsewhere else ""
        yield ["Baseline", f"{baseline.file}: {in_baseline(baseline)} as of {days}{elsewhere}"]
    if used := standings.exceptions:
        counted = f"{many(used.exceptions, 'exception')}, {many(used.suppressions, 'suppression')}"
        yield ["Agreed", f"{used.file}: {counted}"]
    if standings.exceptions_elsewhere:
        yield [None, not_audited(standings.exceptions_elsewhere)]


def trouble(summary: Summary, left_out: Sequence[str]) -> Iterator[Row]:
    """Why the run or this workbook is not whole, in red, and then the verdict."""
    doubtful = doubts(summary)
    yield []
    for doubt in doubtful:
        yield [Styled("Not to be trusted", "loud"), Styled(doubt, "loud")]
    for words in left_out:
        yield [Styled("Not all is here", "loud"), Styled(f"{words} `--output jsonl:FILE` keeps the full results.", "loud")]
    for place, sentence in enumerate(verdict(summary)[len(doubtful) :]):
        yield [None if place else "What it comes to", sentence]


def to_act_on(summary: Summary) -> Iterator[Row]:
    """What is most frequent among the most severe findings; what falls due; what nobody could decide."""
    if not summary.head.cases:
        return
    yield []
    yield [Styled("Three things to act on", "heading")]
    findings, due, waiting = summary.findings, summary.due, summary.not_answered
    worst = [f"{by_severity(findings.severities)}, in {many(findings.cases, 'case')}: put right the most severe first."]
    if not findings.total:
        worst = [nothing_found(summary)]
    elif summary.group_by == "rule":  # the groups of any other kind do not say which question it is
        first = next(iter(findings.groups))
        most = [group for group in findings.groups if group.worst == first.worst][:3]
        rules = [summary.rules[one.key] for one in most]
        worst = [f"Put right the most frequent of {first.worst} severity:"]
        worst += [f"{many(one.cases, 'case')}: {r.question} To do: {r.remedy} ({r.code})" for one, r in zip(most, rules, strict=True)]
    for place, words in enumerate(worst):
        yield [None if place else Linked("1  Findings", "Findings", 1), words]
    days = many(due.within // timedelta(days=1), "day")
    things = many(due.total, "thing")
    soon = f"{things} to be done in {many(due.cases, 'case')}, in the {days} after the as-of date." if due.total else ""
    first_day = f" The first on {day(due.duties[0].deadline, long=True)}." if due.duties else ""
    yield [Linked("2  Due next", "Due next", 1), f"{soon}{first_day}" or f"Nothing on record falls due in the next {days}."]
    questions = many(len(waiting.rules), "question")
    read = f"{questions} in {many(waiting.cases, 'case')} wait for somebody who has read the case. They count in no score."
    if waiting.pieces:
        read += f" Read those first for which the record holds evidence against ({waiting.pieces:,} in all)."
    yield [Linked("3  For an assessor", "For an assessor", 1), read if waiting.rules else "No question waits for an assessor."]


def counted(summary: Summary) -> Iterator[Row]:
    """Every answer once, so that the counts add up. Programmes that count alike share a list."""
    alike: list[list[Counts]] = []
    for counts in summary.counts:
        same = next((group for group in alike if group[0].outcomes == counts.outcomes), None)
        if same is None:
            alike.append([counts])
        else:
            same.append(counts)
    for group in alike:
        first = group[0]
        yield []
        yield [Styled("Counts" if len(alike) == 1 else f"Counts, {listing([one.framework for one in group])}", "heading")]
        yield ["above the line", Styled(first.above, "count")]
        yield ["below the line", Styled(first.below, "count")]
        for outcome, words in OPEN:
            yield [words, Styled(first.outcomes[outcome], "count")]
        if first.unaccounted:
            yield [Styled("NOT ACCOUNTED FOR", "loud"), Styled(first.unaccounted, "total")]
        yield ["together", Styled(first.asked, "total")]
        yield [None, Styled(f"{many(first.rules, 'question')} x {many(first.cases, 'case')} = {many(first.asked, 'answer')}", "muted")]
        below = listing([f"{first.outcomes[outcome]:,} {words}" for outcome, words in BELOW])
        yield [None, Styled(f"Below the line: {below}.", "muted")]
        if first.praise_absent:
            absent = f"Of those below the line {first.praise_absent:,} are about praised practice that is absent, which is never a finding."
            yield [None, Styled(absent, "muted")]
    if by_people := summary.assessed.decided:
        decided = summary.counts[0].above + summary.counts[0].below - by_people
        words = f"Of those above or below the line, the record decided {decided:,} and an assessor {by_people:,}."
        yield [None, Styled(words, "muted")]


def contents(others: Sequence[Sheet]) -> Iterator[Row]:
    yield []
    yield [Styled("The other sheets", "heading")]
    for sheet in others:
        rows = "" if sheet.title == "Score card" else f" ({many(sheet.rows - 1, 'row')})"
        yield [Linked(sheet.title, sheet.title, 1), SHEETS[sheet.title] + rows]
    answers = (
        "Fill in outcome, by and on (as 2010-06-18) under For an assessor, save that sheet as `CSV UTF-8`, and audit again with "
        "`--answers FILE`. Rows that nobody filled in are passed over."
    )
    yield [None, Styled(answers, "muted")]
