"""JUnit XML, for whatever shows the results of tests: a suite for each question, a test case for each case that it was asked of.

Below the line is a failure; not due yet, excepted, not exported and not answered are skipped, with the reason; a question that broke is an
error, and so are problems with the records and doubts about the run, in suites of their own. Praised practice that is absent is no
failure: it is skipped. Cases of which a question is not asked are left out, or they would be most of the file; the property
`outcome.not_applicable` of the suite counts them. A failure is one case below the line in one question: it may hold several findings,
which the property `findings` counts. A case whose findings are all known from a baseline or suppressed is skipped, which is neither a
failure nor a pass; what two people agreed on, and what of the baseline is there no more, stand in suites of their own, skipped too. Case
ids and dates only: who held a case is not told here.

Cases come case by case and suites leave rule by rule: what does not fit into memory waits in a temporary file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from caselint.audit.agreed import ends_soon
from caselint.audit.outcomes import CaseResult, Outcome, Standing
from caselint.audit.results import Results
from caselint.record.problems import Problem
from caselint.reports.junit_cases import Tally, case_xml, element, of_case
from caselint.reports.model import Summary
from caselint.reports.run_view import means
from caselint.reports.sheaves import Sheaves
from caselint.reports.standing_words import entry_words, gone_words
from caselint.reports.standings import Gone, InForce
from caselint.reports.verdict import doubts, verdict

ASIDE = (Standing.KNOWN, Standing.SUPPRESSED)
RUN = "caselint: the run"
PROBLEMS = "caselint: problems with the records"
AGREED = "caselint: exceptions and suppressions agreed on"
GONE = "caselint: entries of the baseline that are there no more"


def write_junit(summary: Summary, results: Results, stream: IO[bytes]) -> None:
    with tempfile.TemporaryFile() as file:
        sheaves = Sheaves(file)
        tallies = {code: Tally() for code in summary.rules}
        for result in results.cases():
            for code, xml in of_case(summary, result, tallies):
                sheaves.add(code, xml)
            for suite, xml in of_review(summary, result):
                sheaves.add(suite, xml)
        distrust, problems, known = doubts(summary), results.end.problems, summary.problems.known
        doubtful = int(bool(distrust))
        standings = summary.standings
        review = {AGREED: standings.in_force_total, GONE: standings.stale_total}
        whole = Tally(tests=1 + problems + sum(review.values()), errors=doubtful + problems - known)
        for tally in tallies.values():
            whole.add(tally)
        head = element("testsuites", close=False, name="caselint", **whole.attributes())
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n'.encode())
        trusted = case_xml("The run is to be trusted", RUN, *(("error", "not_trusted", distrust[0], distrust) if distrust else ()))
        put_suite(stream, RUN, Tally(tests=1, errors=doubtful), facts(summary), [trusted])
        if problems:
            put_suite(stream, PROBLEMS, Tally(tests=problems, errors=problems - known, skipped=known), {}, of_problems(results.problems()))
        for suite, number in review.items():
            if number:
                put_suite(stream, suite, Tally(tests=number, skipped=number), {}, sheaves.read(suite))
        for code, tally in tallies.items():
            info = summary.rules[code]
            put_suite(stream, f"{code} {info.name}", tally, about_rule(summary, code, tally), sheaves.read(code))
        stream.write(b"</testsuites>\n")


def put_suite(stream: IO[bytes], name: str, tally: Tally, properties: Mapping[str, object], cases: Iterable[bytes]) -> None:
    head = element("testsuite", close=False, name=name, **tally.attributes(), skipped=str(tally.skipped))
    stream.write(f"{head}\n".encode())
    if properties:
        stream.write(b"<properties>\n")
        for key, value in properties.items():
            stream.write(f"{element('property', name=key, value=str(value))}\n".encode())
        stream.write(b"</properties>\n")
    for xml in cases:
        stream.write(xml)
    stream.write(b"</testsuite>\n")


def facts(summary: Summary) -> dict[str, object]:
    """What was run and what it comes to: an empty suite is no all-clear, and this says why."""
    head, counts = summary.head, summary.counts[0]
    return {
        "caselint": head.caselint,
        "pack": f"{head.pack} {head.pack_version}",
        "frameworks": ", ".join(programme.id for programme in head.frameworks),
        "as_of": head.as_of or "the day of each record's own export",
        "cases": head.cases,
        "not_audited": head.not_audited,
        "findings": summary.findings.total,
        "cases_with_findings": summary.findings.cases,
        "findings.known": summary.standings.known.total,
        "findings.suppressed": summary.standings.suppressed.total,
        "problems": summary.problems.total,
        **{f"outcome.{outcome.value}": n for outcome, n in counts.outcomes.items()},
        "verdict": " ".join(verdict(summary)),
    }


def about_rule(summary: Summary, code: str, tally: Tally) -> dict[str, object]:
    info = summary.rules[code]
    said: dict[str, object] = {"question": info.question, "severity": info.severity, "norm": info.norm}
    for framework, by_rule in summary.criteria.items():
        if by_rule.get(code):
            said[f"criteria.{framework}"] = ", ".join(by_rule[code])
    counted = {f"outcome.{outcome.value}": tally.outcomes[outcome] for outcome in Outcome if tally.outcomes[outcome]}
    aside = {f"findings.{standing.value}": tally.standings[standing] for standing in ASIDE if tally.standings[standing]}
    return {**said, "findings": tally.findings, **aside, **counted}


def of_review(summary: Summary, result: CaseResult) -> Iterator[tuple[str, bytes]]:
    """What the exceptions file and the baseline say of a case, each under its suite."""
    for entry in result.agreed:
        words = entry_words(summary.rules, InForce(result.case_id, entry, ends_soon(entry, result.as_of)))
        yield AGREED, case_xml(f"{result.case_id} {entry.code}", AGREED, "skipped", entry.kind, words)
    for stale in result.stale:
        words = gone_words(summary.rules, Gone(result.case_id, stale.code, stale.subject))
        yield GONE, case_xml(f"{result.case_id} {stale.code}", GONE, "skipped", "gone", words)


def of_problems(problems: Iterable[Problem]) -> Iterator[bytes]:
    for problem in problems:
        case = f"case {problem.case_id}" if problem.case_id is not None else "no case id"
        place = f"{problem.source}:{problem.faults[0].line}" if problem.faults else problem.source
        lines = [
            f"{problem.source}:{fault.line}:{fault.column} {fault.pointer}: {fault.message}" + (f" ({fault.hint})" if fault.hint else "")
            for fault in problem.faults
        ]
        yield case_xml(
            f"{place}, {case}",
            PROBLEMS,
            *("skipped", "known") if problem.known else ("error", problem.kind.value),
            f"{case}: {means(problem)}",
            lines,
        )
