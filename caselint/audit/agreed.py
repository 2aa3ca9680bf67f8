"""What the exceptions file changes in the result of a case. Nothing is hidden: each entry that holds is kept with what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from caselint.audit.exceptions_file import Entry, ExceptionBook
from caselint.audit.outcomes import BELOW, Agreed, CaseResult, Finding, Outcome, Standing
from caselint.audit.results import ExceptionsUsed
from caselint.language.templates import say
from caselint.record.problems import Fault, Problem, ProblemKind

TAKEN_OUT = frozenset({*BELOW, Outcome.NOT_ANSWERED, Outcome.NOT_YET_DUE})
"""Outcomes that an exception takes out. What is above the line needs none, and what cannot be told must stay in sight."""
SOON = timedelta(weeks=4)
RANKED = (Outcome.NOT_DONE, Outcome.TOO_LATE, Outcome.INSUFFICIENT)
"""The worst first."""


def with_agreements(result: CaseResult, entries: Sequence[Entry], file: str, framework: str) -> tuple[CaseResult, tuple[Problem, ...]]:
    """The case as it stands with the entries that hold on its as-of date, and those that do not hold as problems.

    `framework` is the one whose outcomes the result gives first. Entries on rules that were not asked change nothing and are not told of.
    """
    agreed: list[Agreed] = []
    problems: list[Problem] = []
    for entry in entries:
        if (why := out_of_force(entry, result.as_of)) is not None:
            message, hint = why
            faults = (Fault("", entry.line, 1, f"this {entry.kind} for {entry.code} counts for nothing: {message}", hint),)
            problems.append(Problem(ProblemKind.DOUBTFUL_EXCEPTION, file, faults, result.case_id))
        elif entry.code in result.outcomes:
            before = result.outcomes[entry.code]
            changed = excepted(result, entry, framework) if entry.kind == "exception" else suppressed(result, entry)
            agreed.append(
                Agreed(entry.kind, entry.code, entry.subject, entry.until, entry.date, entry.line, before, applied=changed is not result)
            )
            result = changed
    return (replace(result, agreed=tuple(agreed)) if agreed else result), tuple(problems)


def out_of_force(entry: Entry, as_of: date) -> tuple[str, str] | None:
    """Why an entry does not hold on a day, and what to do."""
    if entry.until < as_of:
        return f"it ended on {say(entry.until)}", "take it out, or agree on it anew with a later end"
    if entry.date > as_of:
        return f"it was agreed on {say(entry.date)}, after the as-of date, {say(as_of)}", "audit a later day, or correct the date"
    return None


def about(entry: Entry, code: str, subject: str | None) -> bool:
    return code == entry.code and entry.subject in (None, subject)


def excepted(result: CaseResult, entry: Entry, framework: str) -> CaseResult:
    """The case without what the exception is about. Where the rule finds something else in it, the case stays below the line."""
    code = entry.code
    findings = tuple(f for f in result.findings if not about(entry, f.code, f.subject))
    due = tuple(d for d in result.due if not about(entry, d.code, d.subject))
    if entry.subject is not None and len(findings) == len(result.findings) and len(due) == len(result.due):
        return result
    rest = Rest(code, findings, any(d.code == code for d in due))
    first = rest.instead_of(result.outcomes, framework)
    others = {name: rest.instead_of(found, name) for name, found in result.framework_outcomes.items()}
    if first is result.outcomes and all(others[name] is found for name, found in result.framework_outcomes.items()):
        return result
    reasons = dict(result.reasons)
    if first is not result.outcomes:
        reasons.pop(code, None)
        if first[code] is Outcome.EXCEPTED:
            reasons[code] = f"by exception of {say(entry.date)}, until {say(entry.until)}"
    return replace(result, outcomes=first, framework_outcomes=others, findings=findings, due=due, reasons=reasons)


class Rest(NamedTuple):
    """What a rule still finds in a case beside what was taken out."""

    code: str
    findings: tuple[Finding, ...]
    due: bool

    def instead_of(self, outcomes: Mapping[str, Outcome], framework: str) -> Mapping[str, Outcome]:
        """The outcomes of one framework without what was taken out; the very same ones where that changes nothing."""
        if outcomes.get(self.code) not in TAKEN_OUT:
            return outcomes
        left = {f.outcome for f in self.findings if f.code == self.code and framework in f.frameworks}
        otherwise = Outcome.NOT_YET_DUE if self.due else Outcome.EXCEPTED
        return {**outcomes, self.code: next((outcome for outcome in RANKED if outcome in left), otherwise)}


def suppressed(result: CaseResult, entry: Entry) -> CaseResult:
    """The case with the findings that the suppression is about put aside. Its outcomes stay."""
    if not any(about(entry, f.code, f.subject) for f in result.findings):
        return result
    findings = tuple(replace(f, standing=Standing.SUPPRESSED) if about(entry, f.code, f.subject) else f for f in result.findings)
    return replace(result, findings=findings)


def ends_soon(entry: Agreed, as_of: date) -> bool:
    """Whether an entry that holds on the day ends within four weeks of it."""
    return entry.until - as_of <= SOON


def exceptions_used(book: ExceptionBook | None) -> ExceptionsUsed | None:
    """The exceptions file as the run's own line tells of it."""
    if book is None:
        return None
    kinds = Counter(entry.kind for entry in book.entries)
    return ExceptionsUsed(book.file, kinds["exception"], kinds["suppression"])
