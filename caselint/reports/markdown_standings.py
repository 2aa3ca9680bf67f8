"""The baseline and the exceptions file in a Markdown report."""

from __future__ import annotations

from collections.abc import Iterator

from caselint.reports.markdown_gaps import and_more, rules
from caselint.reports.markdown_text import code, prose
from caselint.reports.model import Summary
from caselint.reports.safe_text import many
from caselint.reports.standing_words import entry_words, gone_words, not_audited


def heeded(summary: Summary) -> Iterator[str]:
    baseline, exceptions = summary.standings.baseline, summary.standings.exceptions
    if baseline is not None:
        days = " to ".join(dict.fromkeys((baseline.first_as_of, baseline.last_as_of)))
        yield f"- Baseline: {code(baseline.file)}, {many(baseline.findings, 'finding')} as of {days}"
    if exceptions is not None:
        counted = f"{many(exceptions.exceptions, 'exception')}, {many(exceptions.suppressions, 'suppression')}"
        yield f"- Agreed: {code(exceptions.file)}, {counted}"


def standings(summary: Summary) -> Iterator[str]:
    """What is not new, or taken out, and why. Nothing of it goes unsaid."""
    told, known, suppressed = summary.standings, summary.standings.known, summary.standings.suppressed
    if known.total:
        yield from (f"## Known findings: {known.total:,} in {many(known.cases, 'case')}", "")
        yield from ("They stand in the baseline. They count in the scores and do not fail the run.", "")
        yield from rules(summary, known.rules, reasons=False)
    if n := told.baseline_elsewhere:
        yield from (f"{many(n, 'entry', 'entries')} of the baseline {'is' if n == 1 else 'are'} on cases that this run did not audit.", "")
    if told.in_force_total:
        yield from (f"## Exceptions and suppressions agreed on: {many(told.in_force_total, 'entry', 'entries')}", "")
        if suppressed.total:
            size = f"{many(suppressed.total, 'finding')} in {many(suppressed.cases, 'case')}"
            yield from (f"Suppressed: {size}. They count in the scores and do not fail the run.", "")
        for one in told.in_force:
            yield f"- {code(one.case_id)} {prose(entry_words(summary.rules, one))}"
        yield from and_more(told.in_force_total - len(told.in_force))
    if told.exceptions_elsewhere:
        yield from (prose(not_audited(told.exceptions_elsewhere)), "")
    if told.stale_total:
        yield from (f"## No longer there: {many(told.stale_total, 'entry', 'entries')} of the baseline", "")
        for gone in told.stale:
            yield f"- {code(gone.case_id)} {prose(gone_words(summary.rules, gone))}"
        yield from and_more(told.stale_total - len(told.stale))
