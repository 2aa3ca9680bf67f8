"""The words around the lists: what was audited, what was not, and what must not be missed."""

from __future__ import annotations

from datetime import datetime

from caselint.browse.caseload import Caseload
from caselint.browse.held import Stamp
from caselint.reports.run_view import as_of, problems_in_words
from caselint.reports.safe_text import day, many, visible
from caselint.reports.standings import not_new
from caselint.reports.verdict import doubts, found, unasked


def run_words(load: Caseload, framework: str) -> str:
    """Which results these are, and of which day."""
    head = load.summary.head
    days = dict.fromkeys(day(one) for one in (head.as_of or head.first_as_of, head.as_of or head.last_as_of) if one is not None)
    return "   ".join([visible(load.results.path.name), framework, f"as of {' to '.join(days) or 'no day'}"])


def made_words(load: Caseload) -> str:
    """With what the run was made."""
    run, head = load.run, load.summary.head
    return f"{run.pack} {run.pack_version} (caselint {run.caselint}). As of {as_of(head)}."


def counted_words(load: Caseload) -> str:
    """What was audited, what was not, and what was found. Never a number of findings by itself."""
    head, summary = load.summary.head, load.summary
    problems = problems_in_words(summary.problems.by_kind)
    says = f"{many(head.cases, 'case')} audited, {head.not_audited:,} not audited. Problems: {problems}."
    aside = not_new(summary.standings)
    return " ".join([says, found(summary)[-1], *([f"Besides: {aside}."] if aside else [])]) if head.cases else says


def open_words(load: Caseload) -> str:
    """What could not be asked, and what waits for an assessor."""
    against = load.summary.not_answered.pieces
    waits = [f"Evidence against in {against:,} of those answers: 4 lists the cases."] if against else []
    return " ".join([*unasked(load.summary), *waits])


def doubt_words(load: Caseload) -> str:
    """Why the run is not to be trusted; empty where it is."""
    why = doubts(load.summary)
    return f"THIS RUN IS NOT TO BE TRUSTED. {' '.join(why)}" if why else ""


def replaced_words(load: Caseload, now: Stamp | None) -> str:
    """What became of the results since they were read; empty where nothing did."""
    if now == load.results.stamp:
        return ""
    if now is None:
        return "These results were taken away: what is shown is of the earlier run."
    return f"These results were replaced at {clock(now)}: r reads them again. Until then what is shown is of the earlier run."


def clock(stamp: Stamp) -> str:
    return datetime.fromtimestamp(stamp.changed / 1e9).strftime("%H:%M")
