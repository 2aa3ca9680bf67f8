"""What the exceptions file changes in the result of a case. Nothing is hidden: each entry that holds is kept with what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from caselint.audit.case import Subjects
from caselint.audit.exceptions_file import Entry, ExceptionBook
from caselint.audit.outcomes import BELOW, Agreed, CaseResult, Outcome, Standing
from caselint.audit.results import ExceptionsUsed
from caselint.language.templates import say
from caselint.record.problems import Fault, Problem, ProblemKind

TAKEN_OUT = frozenset({*BELOW, Outcome.NOT_ANSWERED, Outcome.NOT_YET_DUE})
"""Outcomes that an exception takes out. What is above the line needs none, and what cannot be told must stay in sight."""
SOON = timedelta(weeks=4)
Again = Callable[[Subjects], CaseResult]
"""The audit of the case once more, without the subjects that are named."""


def with_agreements(
    result: CaseResult, entries: Sequence[Entry], file: str, frameworks: Sequence[str], again: Again
) -> tuple[CaseResult, tuple[Problem, ...]]:
    """The case as it stands with the entries that hold on its as-of date, and those that do not hold as problems.

    Entries on rules that were not asked change nothing and are not told of.
    """
    agreed: list[Agreed] = []
    problems: list[Problem] = []
    left_out: set[tuple[str, str | None]] = set()
    for entry in entries:
        if (why := out_of_force(entry, result.as_of)) is not None:
            message, hint = why
            faults = (Fault("", entry.line, 1, f"this {entry.kind} for {entry.code} counts for nothing: {message}", hint),)
            problems.append(Problem(ProblemKind.DOUBTFUL_EXCEPTION, file, faults, result.case_id))
        elif entry.code in result.outcomes:
            before = result.outcomes[entry.code]
            if entry.kind == "suppression":
                changed = suppressed(result, entry)
            elif entry.subject is None:
                changed = excepted(result, entry, frameworks, None)
            else:
                left_out.add((entry.code, entry.subject))
                changed = excepted(result, entry, frameworks, again(frozenset(one for one in left_out if one[0] == entry.code)))
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


def excepted(result: CaseResult, entry: Entry, frameworks: Sequence[str], rest: CaseResult | None) -> CaseResult:
    """The case without what the exception is about; the very same where that changes nothing.

    `rest` is what the audit says without the entry's subject; None takes the case as a whole out of the question. What the rule says of
    the other subjects stays, and so does what cannot be told of them.
    """
    code = entry.code
    before = {framework: result.outcome(code, framework) for framework in frameworks}
    if Outcome.ERROR in before.values() or TAKEN_OUT.isdisjoint(before.values()):
        return result
    after = {name: instead_of(outcome, rest.outcome(code, name) if rest else None) for name, outcome in before.items()}
    findings = tuple(f for f in result.findings if not about(entry, f.code, f.subject))
    due = tuple(d for d in result.due if not about(entry, d.code, d.subject))
    if after == before and len(findings) == len(result.findings) and len(due) == len(result.due):
        return result
    first = frameworks[0]
    others = {}
    for name in frameworks[1:]:
        found = {other: outcome for other, outcome in result.framework_outcomes.get(name, {}).items() if other != code}
        if after[name] is not after[first]:
            found[code] = after[name]
        if found:
            others[name] = found
    reasons, missing = dict(result.reasons), dict(result.missing)
    if after[first] is not before[first]:
        reasons.pop(code, None)
        if rest is None or rest.outcomes[code] is Outcome.NOT_APPLICABLE:
            reasons[code] = f"by exception of {say(entry.date)}, until {say(entry.until)}"
        else:
            reasons.update({code: rest.reasons[code]} if code in rest.reasons else {})
            missing.update({code: rest.missing[code]} if code in rest.missing else {})
    return replace(
        result,
        outcomes={**result.outcomes, code: after[first]},
        framework_outcomes=others,
        findings=findings,
        due=due,
        reasons=reasons,
        missing=missing,
    )


def instead_of(before: Outcome, rest: Outcome | None) -> Outcome:
    """An outcome without what an exception takes out of it. `rest`: what is said of the other subjects; None where none is meant."""
    if before not in TAKEN_OUT:
        return before
    return Outcome.EXCEPTED if rest is None or rest is Outcome.NOT_APPLICABLE else rest


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
