"""The end of a terminal report: all answers counted so that they add up, and what the run comes to."""

from __future__ import annotations

from caselint.audit.outcomes import Outcome
from caselint.reports.model import Counts, Summary
from caselint.reports.page import MUTED, Cell, Page
from caselint.reports.safe_text import listing, many
from caselint.reports.verdict import doubts, verdict

BELOW = ((Outcome.INSUFFICIENT, "insufficient"), (Outcome.TOO_LATE, "too late"), (Outcome.NOT_DONE, "not done"))
OPEN = (
    (Outcome.NOT_APPLICABLE, "not asked of the case"),
    (Outcome.NOT_YET_DUE, "not yet due"),
    (Outcome.EXCEPTED, "excepted"),
    (Outcome.NOT_EXPORTED, "not exported"),
    (Outcome.NOT_ANSWERED, "needs an assessor"),
    (Outcome.ERROR, "question broke"),
)


def put_counts(page: Page, summary: Summary) -> None:
    first = summary.counts[0]
    page.heading("Counts", f"{many(first.rules, 'question')} x {many(first.cases, 'case')} = {many(first.asked, 'answer')}")
    alike: list[list[Counts]] = []
    for counts in summary.counts:
        same = next((group for group in alike if group[0].outcomes == counts.outcomes), None)
        if same is None:
            alike.append([counts])
        else:
            same.append(counts)
    for group in alike:
        if len(summary.counts) > 1:
            page.text(listing([counts.framework for counts in group]), style="bold")
        put_sum(page, group[0])
    put_deciders(page, summary)


def put_deciders(page: Page, summary: Summary) -> None:
    """Who decided: the record and people are kept apart."""
    decided = summary.counts[0].above + summary.counts[0].below
    by_people = summary.assessed.decided
    if by_people:
        page.text(f"Of those above or below the line, the record decided {decided - by_people:,} and an assessor {by_people:,}.", indent=2)


def put_sum(page: Page, counts: Counts) -> None:
    put_count(page, "above the line", counts.above)
    put_count(page, "below the line", counts.below)
    for outcome, words in BELOW:
        if n := counts.outcomes[outcome]:
            page.row([Cell(words, 24, MUTED), Cell(f"{n:,}", 22, MUTED, right=True)], indent=4)
    for outcome, words in OPEN:
        if n := counts.outcomes[outcome]:
            put_count(page, words, n)
    if counts.unaccounted:
        put_count(page, "NOT ACCOUNTED FOR", counts.unaccounted)
    put_count(page, "together", counts.asked, style="bold")
    if counts.praise_absent:
        n = counts.praise_absent
        be = "is" if n == 1 else "are"
        page.text(f"Of those below the line {n:,} {be} about praised practice that is absent, which is never a finding.", indent=2)


def put_count(page: Page, words: str, n: int, style: str = "") -> None:
    page.row([Cell(words, 26, style), Cell(f"{n:,}", 11, style, right=True)], indent=2)


def put_verdict(page: Page, summary: Summary) -> None:
    page.blank()
    page.text(" ".join(verdict(summary)), style="bold red" if doubts(summary) else "bold")
