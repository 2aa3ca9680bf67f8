"""The rest of a terminal report: what falls due, what could not be asked, what people decided, and what is praised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from caselint.audit.outcomes import Outcome
from caselint.reports.findings_view import HOW_TO_SEE_ALL, held_by, outcome_word
from caselint.reports.listed import RuleCases
from caselint.reports.model import Summary
from caselint.reports.page import MUTED, Cell, Page
from caselint.reports.safe_text import day, many

ROWS = 20
"""Rules that a list names, where the report is cut at all."""


def put_due(page: Page, summary: Summary) -> None:
    due, head = summary.due, summary.head
    if head.first_as_of is not None and head.first_as_of == head.last_as_of:
        window = f"by {day(head.first_as_of + min(due.within, date.max - head.first_as_of), long=True)}"
    else:
        window = "in the days after each record's export"
    page.heading(f"Falling due in the next {many(due.within // timedelta(days=1), 'day')}")
    if not due.total:
        page.text(f"Nothing on record falls due {window}.")
    else:
        duties = "thing still to be done" if due.total == 1 else "things still to be done"
        page.text(f"{due.total:,} {duties} in {many(due.cases, 'case')}, {window}.")
        page.blank()
    ids = page.widest([duty.case_id for duty in due.duties], 24, 4)
    holders = page.widest([held_by(duty.held_by) for duty in due.duties], 28 if page.width < 100 else 36)
    for duty in due.duties:
        name = f"{duty.code} {summary.rules[duty.code].name}"
        page.row(
            [
                Cell(day(duty.deadline), 11, right=True),
                Cell(duty.case_id, ids, "bold"),
                Cell(held_by(duty.held_by), holders),
                Cell(name, max(20, page.width - 11 - ids - holders - 6)),
            ]
        )
    cut(page, due.total - len(due.duties))
    if due.later:
        page.text(f"{due.later:,} more {'falls' if due.later == 1 else 'fall'} due later.", style=MUTED)


def cut(page: Page, more: int) -> None:
    if more > 0:
        page.text(f"and {more:,} more. {HOW_TO_SEE_ALL}")


def put_gaps(page: Page, summary: Summary) -> None:
    """What this export cannot answer, and what needs an assessor."""
    missing, waiting = summary.not_exported, summary.not_answered
    if missing.rules:
        everywhere = missing.everywhere(summary.head.cases)
        page.heading("What this export cannot answer", f"{many(len(missing.rules), 'question')}")
        at_all = f"{many(everywhere, 'question')} could be asked of no case at all. " if everywhere else ""
        page.text(f"{at_all}Where a question could not be asked, the case is neither above nor below the line and counts in no score.")
        page.text("Not exported:")
        for path in missing.paths:
            page.bullet(f"{path.path}: {many(path.questions, 'question')} in {many(path.cases, 'case')}")
        page.text("Questions:")
        put_rules(page, summary, missing.rules, reasons=False)
    if waiting.rules:
        page.heading("What needs an assessor", f"{many(len(waiting.rules), 'question')} in {many(waiting.cases, 'case')}")
        page.text("The record does not settle these. They count in no score until somebody who has read the case answers them.")
        put_rules(page, summary, waiting.rules, reasons=True)
        put_evidence(page, summary)


def put_evidence(page: Page, summary: Summary) -> None:
    """What the record holds against cases whose questions wait for an assessor, so that these are read first."""
    waiting = summary.not_answered
    if not waiting.pieces:
        return
    page.blank()
    page.text(f"Evidence against, for the assessor; nothing of it is scored ({waiting.pieces:,} in all):")
    for piece in waiting.evidence:
        page.text(f"{piece.case_id}  {piece.code} {summary.rules[piece.code].name}", indent=2, style="bold")
        page.text(piece.message, indent=4)
    cut(page, waiting.pieces - len(waiting.evidence))


def put_rules(page: Page, summary: Summary, rules: Sequence[RuleCases], *, reasons: bool) -> None:
    most = ROWS if summary.limit else len(rules)
    for rule in rules[:most]:
        words = in_words(summary, rule) if reasons else ""
        beside = words if page.width >= 120 else ""
        cells = [
            Cell(f"{rule.code} {summary.rules[rule.code].name}", page.prose // 2 - 2 if beside else page.prose - 16),
            Cell(many(rule.cases, "case"), 12, right=True),
            Cell(beside, page.prose // 2 - 16, MUTED),
        ]
        page.row(cells, indent=2)
        if words and not beside:
            page.text(words, indent=4, style=MUTED)
    cut(page, len(rules) - most)


def in_words(summary: Summary, rule: RuleCases) -> str:
    """Why a question waits for an assessor, and in how many cases the record already speaks against."""
    found = rule.reasons or {}
    reasons = "; ".join(f"{reason} ({n:,})" if len(found) > 1 else reason for reason, n in found.items())
    against = summary.not_answered.against.get(rule.code)
    return "; ".join(part for part in (reasons, f"evidence against in {against:,}" if against else "") if part)


def put_people(page: Page, summary: Summary) -> None:
    """Exceptions, praised practice, and assessors' answers."""
    excused, assessed = summary.exceptions, summary.assessed
    if excused.total:
        page.heading("Exceptions", f"{excused.total:,} in {many(excused.cases, 'case')}")
        page.text("A recorded professional reason takes these cases out of the question. Please check that the reasons hold.")
        ids = page.widest([one.case_id for one in excused.listed], 24)
        for one in excused.listed:
            text = f"{one.code} {summary.rules[one.code].name}" + (f": {one.reason}" if one.reason else "")
            page.row([Cell(one.case_id, ids, "bold"), Cell(text, page.prose - ids - 4)], indent=2)
        cut(page, excused.total - len(excused.listed))
    if summary.commendations:
        page.heading("Good practice worth sharing")
        for rule in summary.commendations:
            info = summary.rules[rule.code]
            page.text(f"{rule.code} {info.name}: {many(rule.cases, 'case')}", style="bold", indent=2)
            page.text(info.expectation, indent=4)
            more = rule.cases - len(rule.case_ids)
            page.text(", ".join(rule.case_ids) + (f" and {more:,} more" if more else ""), indent=4)
    if assessed.total:
        page.heading("Answered by an assessor", f"{many(assessed.total, 'answer')} in {many(assessed.cases, 'case')}")
        page.text("An assessor's answer counts in place of what the record says.")
        if assessed.disagreements:
            page.text(f"{assessed.disagreements:,} of them {'says' if assessed.disagreements == 1 else 'say'} otherwise than the record:")
        ids = page.widest([*(one.case_id for one in assessed.listed), *(one.case_id for one in assessed.contested_listed)], 24)
        for other in assessed.listed:
            says = f"assessor: {line_word(other.answer)}; record: {line_word(other.record)}"
            text = f"{other.code} {summary.rules[other.code].name} ({says})"
            page.row([Cell(other.case_id, ids, "bold"), Cell(text, page.prose - ids - 4)], indent=2)
        cut(page, assessed.disagreements - len(assessed.listed))
        if assessed.contested:
            verb = "is" if assessed.contested == 1 else "are"
            page.text(f"{assessed.contested:,} of them {verb} above the line although the record holds evidence against:")
        for one_more in assessed.contested_listed:
            name = f"{one_more.code} {summary.rules[one_more.code].name}"
            page.row([Cell(one_more.case_id, ids, "bold"), Cell(name, page.prose - ids - 4)], indent=2)
        cut(page, assessed.contested - len(assessed.contested_listed))


def line_word(outcome: Outcome) -> str:
    """An outcome beside its side of the line."""
    return "above the line" if outcome.above else f"below the line, {outcome_word(outcome)}" if outcome.below else outcome_word(outcome)
