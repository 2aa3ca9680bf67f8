"""The report in a terminal, for whoever answers for the cases."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console

from caselint.reports.counts_view import put_counts, put_verdict
from caselint.reports.findings_view import put_findings
from caselint.reports.gaps_view import put_due, put_gaps, put_people
from caselint.reports.model import Summary
from caselint.reports.page import Page
from caselint.reports.run_view import put_head, put_trouble
from caselint.reports.scorecard_view import put_scorecard
from caselint.reports.standings_view import put_standings

PIPED = 100
"""Width of a report that no terminal shows."""


class Terminal(Console):
    """A console that leaves it to its owner what happens when nobody reads any more."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def report_console(stream: TextIO, *, width: int | None = None, colour: bool | None = None) -> Console:
    """A console for a report. In a file or a pipe it is 100 wide and has no colour, unless told otherwise; NO_COLOR is heeded."""
    if width is None and not stream.isatty():
        width = PIPED
    return Terminal(file=stream, width=width, force_terminal=colour, no_color=True if colour is False else None, emoji=False, markup=False)


def render_terminal(summary: Summary, console: Console) -> None:
    """Put the whole report on a console: what casts doubt on the run first, what the run comes to last."""
    page = Page(console)
    put_head(page, summary)
    put_trouble(page, summary)
    if summary.head.cases:
        for card in summary.scorecards:
            put_scorecard(page, card)
        put_findings(page, summary)
        put_standings(page, summary)
        put_due(page, summary)
        put_gaps(page, summary)
        put_people(page, summary)
        put_counts(page, summary)
    put_verdict(page, summary)
