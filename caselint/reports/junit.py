"""JUnit XML, for whatever shows the results of tests: a suite for each question, a test case for each case that it was asked of.

Below the line is a failure; not due yet, excepted, not exported and not answered are skipped, with the reason; a question that broke is an
error, and so are problems with the records and doubts about the run, in suites of their own. Praised practice that is absent is no
failure: it is skipped. Cases of which a question is not asked are left out, or they would be most of the file; the property
`outcome.not_applicable` of the suite counts them. A failure is one case below the line in one question: it may hold several findings,
which the property `findings` counts. Case ids and dates only: who held a case is not told here.

Cases come case by case and suites leave rule by rule: what does not fit into memory waits in a temporary file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from caselint.audit.outcomes import Outcome
from caselint.audit.results import Results
from caselint.record.problems import Problem
from caselint.reports.junit_cases import Tally, case_xml, element, of_case
from caselint.reports.model import Summary
from caselint.reports.run_view import MEANS
from caselint.reports.sheaves import Sheaves
from caselint.reports.verdict import doubts, verdict

RUN = "caselint: the run"
PROBLEMS = "caselint: problems with the records"


def write_junit(summary: Summary, results: Results, stream: IO[bytes]) -> None:
    with tempfile.TemporaryFile() as file:
        sheaves = Sheaves(file)
        tallies = {code: Tally() for code in summary.rules}
        for result in results.cases():
            for code, xml in of_case(summary, result, tallies):
                sheaves.add(code, xml)
        distrust, problems = doubts(summary), results.end.problems
        doubtful = int(bool(distrust))
        whole = Tally(tests=1 + problems, errors=doubtful + problems)
        for tally in tallies.values():
            whole.add(tally)
        head = element("testsuites", close=False, name="caselint", **whole.attributes())
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n'.encode())
        trusted = case_xml("The run is to be trusted", RUN, *(("error", "not_trusted", distrust[0], distrust) if distrust else ()))
        put_suite(stream, RUN, Tally(tests=1, errors=doubtful), facts(summary), [trusted])
        if problems:
            put_suite(stream, PROBLEMS, Tally(tests=problems, errors=problems), {}, of_problems(results.problems()))
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
    return {**said, "findings": tally.findings, **counted}


def of_problems(problems: Iterable[Problem]) -> Iterator[bytes]:
    for problem in problems:
        case = f"case {problem.case_id}" if problem.case_id is not None else "no case id"
        place = f"{problem.source}:{problem.faults[0].line}" if problem.faults else problem.source
        lines = [
            f"{problem.source}:{fault.line}:{fault.column} {fault.pointer}: {fault.message}" + (f" ({fault.hint})" if fault.hint else "")
            for fault in problem.faults
        ]
        yield case_xml(f"{place}, {case}", PROBLEMS, "error", problem.kind.value, f"{case}: {MEANS[problem.kind]}", lines)
