"""Notifications of a SARIF run: why it is not to be trusted, what is wrong with the records, and what could not be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caselint.audit.agreed import ends_soon
from caselint.audit.outcomes import Outcome
from caselint.audit.results import Results
from caselint.record.problems import Problem
from caselint.reports.listed import RuleCases
from caselint.reports.model import Summary
from caselint.reports.run_view import means
from caselint.reports.safe_text import many
from caselint.reports.sarif_parts import Json, location, message
from caselint.reports.sarif_rules import NOTIFICATIONS
from caselint.reports.standing_words import entry_words, gone_words, not_audited
from caselint.reports.standings import Gone, InForce, put_aside
from caselint.reports.verdict import doubts

PLACES = {name: place for place, name in enumerate(NOTIFICATIONS)}


def of_configuration(summary: Summary) -> Iterator[Json]:
    """What was not asked because nobody wanted it asked, and what caselint was told."""
    head = summary.head
    if head.unknown_sections:
        yield notification("unknown-section", "warning", f"{NOTIFICATIONS['unknown-section']} {', '.join(head.unknown_sections)}")
    if head.left_out:
        yield notification("not-selected", "note", f"{many(head.left_out, 'question')} of the pack {head.pack} not selected.")
    for name, value in head.settings.items():
        yield notification("own-setting", "note", f"{name.replace('_', ' ')}: {value}.")


def about_the_run(summary: Summary) -> Iterator[Json]:
    for doubt in doubts(summary):
        yield notification("not-trusted", "error", doubt)
    for broken in summary.errors:
        yield of_rule(summary, "question-broke", "error", broken, "broke", "; ".join(broken.reasons or ()))
    for lacking in summary.not_exported.rules:
        yield of_rule(summary, "not-exported", "warning", lacking, "could not be asked, since the export lacks what it reads,")
    if summary.not_exported.rules:
        lacked = [f"{one.path} ({many(one.questions, 'question')}, {many(one.cases, 'case')})" for one in summary.not_exported.paths]
        yield notification("not-exported", "warning", f"Not exported: {', '.join(lacked) or 'nothing is known of what'}.")
    for waiting in summary.not_answered.rules:
        yield of_rule(summary, "not-answered", "note", waiting, "waits for an assessor's answer")
    if excused := summary.counts[0].outcomes[Outcome.EXCEPTED]:
        where = "on record or agreed on" if summary.standings.exceptions else "on record"
        yield notification("excepted", "note", f"{many(excused, 'answer')} left out for a professional reason {where}.")
    if aside := " ".join(put_aside(summary.standings)):
        yield notification("put-aside", "note", aside)
    if n := summary.standings.baseline_elsewhere:
        yield notification("elsewhere", "note", f"{many(n, 'entry', 'entries')} of the baseline on cases that this run did not audit.")
    if elsewhere := summary.standings.exceptions_elsewhere:
        yield notification("elsewhere", "note", not_audited(elsewhere))


def of_review(summary: Summary, results: Results) -> Iterator[Json]:
    """Each entry of the exceptions file that holds, and each finding of the baseline that is there no more."""
    standings = summary.standings
    if not (standings.in_force_total or standings.stale_total):
        return
    file = standings.exceptions.file if standings.exceptions else ""
    for result in results.cases():
        for entry in result.agreed:
            one = InForce(result.case_id, entry, ends_soon(entry, result.as_of))
            level = "warning" if one.ends_soon or not entry.applied else "note"
            said = notification(f"agreed-{entry.kind}", level, f"{result.case_id}: {entry_words(summary.rules, one)}.")
            said["locations"] = [location(file, entry.line, case_id=result.case_id)]
            yield about(summary, said, entry.code)
        for stale in result.stale:
            gone = gone_words(summary.rules, Gone(result.case_id, stale.code, stale.subject))
            said = notification("no-longer-there", "warning", f"{result.case_id}: {gone}: in the baseline, and there no more.")
            yield about(summary, said, stale.code)


def about(summary: Summary, said: Json, code: str) -> Json:
    if code in summary.rules:
        said["associatedRule"] = {"id": code, "index": list(summary.rules).index(code)}
    return said


def of_rule(summary: Summary, kind: str, level: str, rule: RuleCases, what: str, why: str = "") -> Json:
    name = f"{rule.code} {summary.rules[rule.code].name}"
    said = notification(kind, level, f"{name} {what} in {many(rule.cases, 'case')}{': ' if why else ''}{why}.")
    about(summary, said, rule.code)
    said["properties"] = {"cases": rule.cases}
    return said


def of_problems(problems: Iterable[Problem]) -> Iterator[Json]:
    """Every fault of every problem, at its line and column."""
    for problem in problems:
        kind = f"problem-{problem.kind.value.replace('_', '-')}"
        case = f"case {problem.case_id} " if problem.case_id is not None else ""
        for fault in problem.faults:
            hint = f" ({fault.hint})" if fault.hint else ""
            said = f"{problem.source}: {case}{means(problem)}: {fault.message}{hint}"
            found = notification(kind, "warning" if problem.audited else "error", said)
            found["locations"] = [location(problem.source, fault.line, fault.column, problem.case_id, fault.pointer)]
            yield found


def notification(kind: str, level: str, words: str) -> Json:
    return {"descriptor": {"id": kind, "index": PLACES[kind]}, "level": level, "message": message(words)}
