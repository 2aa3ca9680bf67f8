"""In words: entries of the exceptions file that hold, what a baseline knows and nothing shows any more, and why a finding is put aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caselint.audit.baseline import CONTRADICTION
from caselint.audit.outcomes import Agreed, CaseResult, Finding, Standing
from caselint.audit.results import BaselineUsed
from caselint.packs.model import RuleInfo
from caselint.reports.findings_view import outcome_word
from caselint.reports.safe_text import day, many
from caselint.reports.standings import Gone, InForce

KNOWN = "known from the baseline, and still to be mended"
ELSEWHERE = 10
"""Cases that are named."""


def suppression_of(result: CaseResult, finding: Finding) -> Agreed | None:
    """The entry that put a finding aside."""
    about = (e for e in result.agreed if e.kind == "suppression" and e.code == finding.code and e.subject in (None, finding.subject))
    return next(about, None) if finding.standing is Standing.SUPPRESSED else None


def aside_words(result: CaseResult, finding: Finding) -> str:
    """Why a finding is not new; empty where it is."""
    if finding.standing is Standing.KNOWN:
        return KNOWN
    if finding.standing is Standing.SUPPRESSED:
        entry = suppression_of(result, finding)
        return "suppressed by the exceptions file" + (f" until {day(entry.until, long=True)}" if entry else "")
    return ""


def entry_words(rules: Mapping[str, RuleInfo], one: InForce) -> str:
    """An entry without its case."""
    entry = one.entry
    subject = f", {entry.subject}" if entry.subject else ""
    what = f"{entry.kind}: {entry.code} {rules[entry.code].name}{subject}"
    words = (
        f"{what} ({outcome_word(entry.outcome)} without it), agreed on {day(entry.date, long=True)}, until {day(entry.until, long=True)}"
    )
    if one.ends_soon:
        words = f"{words}; ENDS WITHIN FOUR WEEKS (line {entry.line})"
    return words if entry.applied else f"{words}; changes nothing any more: take it out (line {entry.line})"


def in_baseline(baseline: BaselineUsed) -> str:
    """How much a baseline holds."""
    contradictions = f" and {many(baseline.contradictions, 'contradiction')}" if baseline.contradictions else ""
    return f"{many(baseline.findings, 'finding')}{contradictions}"


def gone_words(rules: Mapping[str, RuleInfo], one: Gone) -> str:
    """A finding that is there no more, without its case."""
    if one.code == CONTRADICTION:
        return f"a contradiction at {one.subject}"
    rule = rules.get(one.code)
    return f"{one.code} {rule.name if rule else '(not in this pack)'}" + (f", {one.subject}" if one.subject else "")


def not_audited(elsewhere: Sequence[str]) -> str:
    """Of the cases that the exceptions file names."""
    more = len(elsewhere) - ELSEWHERE
    named = ", ".join(elsewhere[:ELSEWHERE]) + (f" and {more:,} more" if more > 0 else "")
    return f"The exceptions file names {many(len(elsewhere), 'case')} that this run did not audit: {named}."
