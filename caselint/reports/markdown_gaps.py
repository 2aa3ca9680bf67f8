"""The rest of a Markdown report: what falls due, what could not be asked, and what people decided."""

from __future__ import annotations

from collections.abc import Iterator

from caselint.reports.findings_view import HOW_TO_SEE_ALL
from caselint.reports.gaps_view import ROWS, in_words
from caselint.reports.listed import RuleCases
from caselint.reports.markdown_text import code, prose
from caselint.reports.model import Summary
from caselint.reports.safe_text import day, many


def due_next(summary: Summary) -> Iterator[str]:
    due = summary.due
    yield from (f"## Falling due in the next {many(due.within.days, 'day')}: {due.total:,}", "")
    for duty in due.duties:
        yield f"- {day(duty.deadline)} {code(duty.case_id)} {prose(f'{duty.code} {summary.rules[duty.code].name}')}"
    yield from and_more(due.total - len(due.duties))
    if due.later:
        yield from (f"{due.later:,} more {'falls' if due.later == 1 else 'fall'} due later.", "")


def and_more(more: int) -> Iterator[str]:
    if more > 0:
        yield f"- and {more:,} more. {HOW_TO_SEE_ALL}"
    yield ""


def gaps(summary: Summary) -> Iterator[str]:
    """Never left out, where there is anything of the kind: an audit that could not ask must not look like one that found nothing."""
    missing, waiting, excused = summary.not_exported, summary.not_answered, summary.exceptions
    if missing.rules:
        everywhere = missing.everywhere(summary.head.cases)
        yield from (f"## What this export cannot answer: {many(len(missing.rules), 'question')}", "")
        yield from (f"{many(missing.answers, 'answer')} could not be given; {many(everywhere, 'question')} could be asked of no case.", "")
        for path in missing.paths:
            yield f"- {code(path.path)} is not exported: {many(path.questions, 'question')} in {many(path.cases, 'case')}"
        yield from rules(summary, missing.rules, reasons=False)
    if waiting.rules:
        yield from (f"## What needs an assessor: {many(len(waiting.rules), 'question')} in {many(waiting.cases, 'case')}", "")
        yield from rules(summary, waiting.rules, reasons=True)
    if excused.total:
        yield from (f"## Exceptions: {excused.total:,} in {many(excused.cases, 'case')}", "")
        for one in excused.listed:
            why = f": {one.reason}" if one.reason else ""
            yield f"- {code(one.case_id)} {prose(f'{one.code} {summary.rules[one.code].name}{why}')}"
        yield from and_more(excused.total - len(excused.listed))
    if summary.commendations:
        yield from ("## Good practice worth sharing", "")
        for praised in summary.commendations:
            yield f"- {prose(f'{praised.code} {summary.rules[praised.code].name}')}: {many(praised.cases, 'case')}"
        yield ""


def rules(summary: Summary, listed: tuple[RuleCases, ...], *, reasons: bool) -> Iterator[str]:
    most = ROWS if summary.limit else len(listed)
    for rule in listed[:most]:
        why = f" ({in_words(summary, rule)})" if reasons and in_words(summary, rule) else ""
        yield f"- {prose(f'{rule.code} {summary.rules[rule.code].name}')}: {many(rule.cases, 'case')}{prose(why)}"
    yield from and_more(len(listed) - most)
