"""SARIF 2.1.0, for whatever shows the findings of linters: all findings, whatever the limit, and beside them what keeps an empty list
from being an all-clear.

One run. Its rules are the questions that were asked. A result is a finding: at the line and column of the entry that it is about, or of
the record where the file is gone or changed, with the case id and the JSON Pointer as logical locations. What is wrong with the run or the
records, and what could not be asked, is a notification: `executionSuccessful` is false where the run is not to be trusted. Case ids and
dates only: who held a case is not told here.

Where a baseline was used, each result has a `baselineState`: `unchanged` where the baseline knows it. What the exceptions file suppresses
has a `suppression`, which points at its line. Exceptions, and what of the baseline is there no more, are notifications: code scanning
would open an alert for a result, whatever the result says of itself.

Results and notifications are streamed, one on a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

from caselint.audit.outcomes import CaseResult, Finding, Standing
from caselint.audit.results import Results
from caselint.reports.findings_view import only_under
from caselint.reports.model import Summary
from caselint.reports.sarif_notifications import about_the_run, of_configuration, of_problems, of_review
from caselint.reports.sarif_parts import LEVELS, Json, location, message
from caselint.reports.sarif_places import with_places
from caselint.reports.sarif_rules import driver
from caselint.reports.standing_words import suppression_of
from caselint.reports.verdict import doubts

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "caselintFinding/v1"


def write_sarif(summary: Summary, results: Results, stream: IO[bytes]) -> None:
    problems = results.problems() if results.end.problems else ()
    frameworks = "+".join(programme.id for programme in summary.head.frameworks)
    successful = dumps(not doubts(summary))
    stream.write(f'{{"$schema": {dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{\n"tool": {dumps({"driver": driver(summary)})},\n'.encode())
    stream.write(f'"automationDetails": {dumps({"id": f"caselint/{frameworks}/"})},\n"columnKind": "unicodeCodePoints",\n'.encode())
    stream.write(f'"properties": {dumps(facts(summary))},\n"invocations": [{{"executionSuccessful": {successful},\n'.encode())
    write_list(stream, "toolConfigurationNotifications", of_configuration(summary))
    stream.write(b",\n")
    write_list(stream, "toolExecutionNotifications", chain(about_the_run(summary), of_review(summary, results), of_problems(problems)))
    stream.write(b"}],\n")
    write_list(stream, "results", all_findings(summary, results))
    stream.write(b"}]}\n")


def write_list(stream: IO[bytes], key: str, entries: Iterable[Json]) -> None:
    stream.write(f'"{key}": ['.encode())
    between = "\n"
    for entry in entries:
        stream.write((between + dumps(entry)).encode())
        between = ",\n"
    stream.write(b"]")


def dumps(value: object) -> str:
    return json.dumps(value, separators=(", ", ": "))


def facts(summary: Summary) -> Json:
    """What the run comes to, in numbers."""
    head, counts = summary.head, summary.counts
    return {
        "pack": f"{head.pack} {head.pack_version}",
        "asOf": head.as_of.isoformat() if head.as_of else None,
        "cases": head.cases,
        "notAudited": head.not_audited,
        "findings": summary.findings.total,
        "casesWithFindings": summary.findings.cases,
        "known": summary.standings.known.total,
        "suppressed": summary.standings.suppressed.total,
        "noLongerThere": summary.standings.stale_total,
        "problems": summary.problems.total,
        "outcomes": {one.framework: dict(one.outcomes) for one in counts},
    }


def all_findings(summary: Summary, results: Results) -> Iterator[Json]:
    indexes = {code: index for index, code in enumerate(summary.rules)}
    for result, places in with_places(results):
        for finding in result.findings:
            place = places.get(finding.pointer, (result.line, result.column))
            yield result_of(summary, result, finding, indexes[finding.code], place)


def result_of(summary: Summary, result: CaseResult, finding: Finding, index: int, place: tuple[int, int]) -> Json:
    properties: Json = {"case": result.case_id, "outcome": finding.outcome.value, "frameworks": list(finding.frameworks)}
    properties["standing"] = finding.standing.value
    if finding.deadline is not None:
        properties["deadline"] = finding.deadline.isoformat()
    if finding.subject is not None:
        properties["subject"] = finding.subject
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[summary.rules[finding.code].severity],
        "message": message(f"{result.case_id}: {finding.message}{only_under(summary, finding.frameworks)}"),
        "locations": [location(result.source, *place, result.case_id, finding.pointer)],
        "partialFingerprints": {FINGERPRINT: finding.identity},
        **standing_of(summary, result, finding),
        "properties": properties,
    }


def standing_of(summary: Summary, result: CaseResult, finding: Finding) -> Json:
    """What the baseline and the exceptions file say of a finding. No reason and no name: they stay in that file."""
    said: Json = {}
    if summary.standings.baseline is not None:
        said["baselineState"] = "unchanged" if finding.standing is Standing.KNOWN else "new"
    if finding.standing is Standing.SUPPRESSED:
        entry, used = suppression_of(result, finding), summary.standings.exceptions
        place = {"location": location(used.file, entry.line)} if entry and used else {}
        said["suppressions"] = [{"kind": "external", "status": "accepted", **place}]
    return said
