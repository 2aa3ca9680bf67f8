"""The baseline and the exceptions file in a terminal: nothing that is put aside goes unsaid."""

from __future__ import annotations

from caselint.reports.gaps_view import ROWS, cut, put_rules
from caselint.reports.model import Summary
from caselint.reports.page import Cell, Page
from caselint.reports.safe_text import many
from caselint.reports.standing_words import entry_words, gone_words, in_baseline, not_audited


def put_heeded(page: Page, summary: Summary) -> None:
    """In the head: which files a run heeded."""
    baseline, exceptions = summary.standings.baseline, summary.standings.exceptions
    if baseline is not None:
        days = " to ".join(dict.fromkeys((baseline.first_as_of, baseline.last_as_of)))
        page.labelled("Baseline", f"{baseline.file}: {in_baseline(baseline)} as of {days}")
    if exceptions is not None:
        counted = f"{many(exceptions.exceptions, 'exception')}, {many(exceptions.suppressions, 'suppression')}"
        page.labelled("Agreed", f"{exceptions.file}: {counted}")


def put_standings(page: Page, summary: Summary) -> None:
    put_known(page, summary)
    put_agreed(page, summary)
    put_stale(page, summary)


def put_known(page: Page, summary: Summary) -> None:
    known, standings = summary.standings.known, summary.standings
    if known.total or standings.baseline_elsewhere:
        page.heading("Known findings", f"{known.total:,} in {many(known.cases, 'case')}")
    if known.total:
        page.text("They stand in the baseline. They count in the scores and do not fail the run; `--no-baseline` lists them.")
        put_rules(page, summary, known.rules, reasons=False)
    if n := standings.baseline_elsewhere:
        if known.total:
            page.blank()
        page.text(f"{many(n, 'entry', 'entries')} of the baseline {'is' if n == 1 else 'are'} on cases that this run did not audit.")


def put_agreed(page: Page, summary: Summary) -> None:
    standings = summary.standings
    elsewhere = standings.exceptions_elsewhere
    if standings.in_force_total or elsewhere:
        page.heading("Exceptions and suppressions agreed on", many(standings.in_force_total, "entry", "entries"))
    if standings.in_force_total:
        page.text(
            "An exception takes the case out of the question. A suppressed finding counts in the scores and does not fail the run. "
            "`caselint exceptions` shows the reasons; `--no-exceptions` shows how things stand without them."
        )
        ids = page.widest([one.case_id for one in standings.in_force], 24)
        for one in standings.in_force:
            page.row([Cell(one.case_id, ids, "bold"), Cell(entry_words(summary.rules, one), page.prose - ids - 4)], indent=2)
        cut(page, standings.in_force_total - len(standings.in_force))
    if elsewhere:
        if standings.in_force_total:
            page.blank()
        page.text(not_audited(elsewhere))


def put_stale(page: Page, summary: Summary) -> None:
    standings = summary.standings
    if not standings.stale_total:
        return
    page.heading("No longer there", f"{many(standings.stale_total, 'entry', 'entries')} of the baseline")
    page.text(
        "Nothing in this run shows these any more. `caselint baseline prune` takes them out, so that none of them can come back unseen."
    )
    ids = page.widest([one.case_id for one in standings.stale], 24)
    for one in standings.stale[: ROWS if summary.limit else None]:
        page.row([Cell(one.case_id, ids, "bold"), Cell(gone_words(summary.rules, one), page.prose - ids - 4)], indent=2)
    cut(page, standings.stale_total - (min(ROWS, len(standings.stale)) if summary.limit else len(standings.stale)))
