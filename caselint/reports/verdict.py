"""What a run comes to, in sentences. Nothing that could not be asked is ever passed over."""

from __future__ import annotations

from caselint.audit.outcomes import Outcome
from caselint.record.problems import ProblemKind
from caselint.reports.listed import SEVERITIES
from caselint.reports.model import Summary
from caselint.reports.safe_text import listing, many
from caselint.reports.standings import new_finding, put_aside


def doubts(summary: Summary) -> list[str]:
    """Why the run is not to be trusted; empty where it is."""
    found: list[str] = []
    counts, problems = summary.counts[0], summary.problems.by_kind
    if not summary.head.cases:
        found.append("No case was audited, so this report says nothing about any case.")
    if unreadable := problems[ProblemKind.UNREADABLE]:
        found.append(f"{many(unreadable, 'file')} could not be read, or not to the end: an unknown number of cases may be missing.")
    left_out = summary.head.not_audited - unreadable
    if left_out > 0:
        found.append(f"{many(left_out, 'record was', 'records were')} not audited.")
    if lost := problems[ProblemKind.LOST_ANSWER]:
        found.append(f"{many(lost, 'file')} of assessors' answers could not be read in full: what they say is lost.")
    if errors := counts.outcomes[Outcome.ERROR]:
        rules = many(len(summary.errors), "question")
        found.append(f"{rules} broke, in {many(errors, 'answer')}: the fault is in caselint or in the pack, not in the cases.")
    if any(one.unaccounted for one in summary.counts):
        found.append(f"{many(max(abs(one.unaccounted) for one in summary.counts), 'answer')} cannot be accounted for.")
    if summary.head.cases and not counts.above + counts.below:
        found.append("No question was decided for any case, above or below the line.")
    elif silent := summary.silent.cases:
        more = silent - len(summary.silent.case_ids)
        named = ", ".join(summary.silent.case_ids) + (f" and {more:,} more" if more else "")
        found.append(f"No question was decided for {many(silent, 'case')}, since too little was exported: {named}.")
    return found


def verdict(summary: Summary) -> list[str]:
    """The closing sentences, the gravest first."""
    doubtful = doubts(summary)
    sentences = [f"This run is not to be trusted. {doubtful[0]}", *doubtful[1:]] if doubtful else []
    if summary.head.cases:
        sentences += [*found(summary), *put_aside(summary.standings), *contradictions(summary), *by_people(summary), *unasked(summary)]
    return sentences


def found(summary: Summary) -> list[str]:
    findings, cases = summary.findings, summary.head.cases
    called = new_finding(summary.standings)
    if not findings.total:
        return [f"No {called}s among what could be decided." if doubts(summary) else f"No {called}s."]
    worst = next(severity for severity in SEVERITIES if findings.severities[severity])
    n = findings.cases_by_severity[worst]
    sentences = [f"{n:,} of {many(cases, 'case')} {'has' if n == 1 else 'have'} {called.replace('finding', f'{worst}-severity findings')}."]
    counted = listing([f"{findings.severities[severity]:,} {severity}" for severity in SEVERITIES if findings.severities[severity]])
    sentences.append(f"{many(findings.total, called)} in {many(findings.cases, 'case')}: {counted}.")
    return sentences


def contradictions(summary: Summary) -> list[str]:
    n = summary.problems.by_kind[ProblemKind.INCONSISTENT]
    if not n:
        return []
    known = f" ({summary.problems.known:,} known from the baseline)" if summary.problems.known else ""
    who = many(n, "record contradicts itself", "records contradict themselves")
    return [f"{who}{known}: audited, and what is said of {them(n)} may mislead."]


def by_people(summary: Summary) -> list[str]:
    """Where a person's word, and not the record, keeps a question from being held against a case."""
    sentences = []
    if n := summary.problems.by_kind[ProblemKind.DOUBTFUL_ANSWER]:
        sentences.append(f"{many(n, 'doubt')} about assessors' answers, which count for nothing or contradict one another.")
    if n := summary.problems.by_kind[ProblemKind.DOUBTFUL_EXCEPTION]:
        entries = many(n, "exception or suppression counts", "exceptions or suppressions count")
        sentences.append(f"{entries} for nothing: ended, or not agreed on yet.")
    if n := summary.exceptions.total:
        where = "on record or agreed on" if summary.standings.exceptions else "on record"
        sentences.append(f"{many(n, 'answer is', 'answers are')} left out for a professional reason {where}.")
    if n := summary.assessed.disagreements:
        sentences.append(f"{many(n, 'answer')} of an assessor {'says' if n == 1 else 'say'} otherwise than the record.")
    return sentences


def them(n: int) -> str:
    return "it" if n == 1 else "them"


def unasked(summary: Summary) -> list[str]:
    """What was left open. Where nothing was, that is said too."""
    cases, rules = summary.head.cases, summary.counts[0].rules
    everywhere = summary.not_exported.everywhere(cases)
    partly = len(summary.not_exported.rules) - everywhere
    sentences: list[str] = []
    if everywhere:
        sentences.append(f"{everywhere:,} of {many(rules, 'question')} could not be asked of this export.")
    if partly:
        also = "A further " if everywhere else ""
        sentences.append(f"{also}{partly:,} of {many(rules, 'question')} could not be asked of some cases.")
    if waiting := len(summary.not_answered.rules):
        wait = "waits" if waiting == 1 else "wait"
        sentences.append(
            f"{waiting:,} of {many(rules, 'question')} {wait} for an assessor's answer, in {many(summary.not_answered.cases, 'case')}."
        )
    if not sentences and not doubts(summary):
        sentences.append(f"{'The question' if rules == 1 else f'All {rules:,} questions'} could be asked of {every(cases)}.")
    return sentences


def every(cases: int) -> str:
    return "the one case" if cases == 1 else f"all {cases:,} cases"
