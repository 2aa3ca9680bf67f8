"""Test cases of a JUnit file: what each outcome of a case comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from caselint.audit.outcomes import CaseResult, Finding, Outcome, Standing
from caselint.reports.findings_view import only_under, outcome_word
from caselint.reports.gathering import in_words
from caselint.reports.model import Summary
from caselint.reports.safe_text import day, many, visible
from caselint.reports.standing_words import aside_words


@dataclass(slots=True)
class Tally:
    """What a suite holds."""

    tests: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0
    findings: int = 0
    """Those that are new."""
    standings: Counter[Standing] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    """Those of the cases that are left out included."""

    def add(self, other: Tally) -> None:
        self.tests += other.tests
        self.failures += other.failures
        self.errors += other.errors
        self.skipped += other.skipped

    def attributes(self) -> dict[str, str]:
        return {name: str(getattr(self, name)) for name in ("tests", "failures", "errors")}


def of_case(summary: Summary, result: CaseResult, tallies: Mapping[str, Tally]) -> Iterator[tuple[str, bytes]]:
    """The test cases of one case, each under the code of its question."""
    findings: dict[str, list[Finding]] = {}
    for finding in result.findings:
        findings.setdefault(finding.code, []).append(finding)
    for code, outcome in result.outcomes.items():
        tally, found = tallies[code], findings.get(code, [])
        tally.outcomes[outcome] += 1
        new = [finding for finding in found if finding.standing is Standing.NEW]
        tally.findings += len(new)
        tally.standings.update(finding.standing for finding in found)
        if outcome is Outcome.NOT_APPLICABLE and not found:
            continue
        tally.tests += 1
        info = summary.rules[code]
        classname = f"{code} {info.name}"
        lines = [
            f"{finding.message}{only_under(summary, finding.frameworks)} {where(result, finding)}{put_aside(result, finding)}"
            for finding in [*new, *(finding for finding in found if finding.standing is not Standing.NEW)]
        ]
        lines += [f"Expected: {info.expectation}", f"To do: {info.remedy}"]
        if outcome is Outcome.ERROR:
            tally.errors += 1
            yield code, case_xml(result.case_id, classname, "error", outcome.value, result.reasons.get(code, "the question broke"), lines)
        elif new or (outcome.below and info.norm == "expected" and not found):
            tally.failures += 1
            first = new[0].message if new else outcome_word(outcome)
            more = f" (and {many(len(new) - 1, 'more finding')})" if len(new) > 1 else ""
            yield code, case_xml(result.case_id, classname, "failure", (new[0].outcome if new else outcome).value, first + more, lines)
        elif found:
            tally.skipped += 1
            worst = found[0]
            why = "; ".join(dict.fromkeys(aside_words(result, finding) for finding in found))
            yield (
                code,
                case_xml(result.case_id, classname, "skipped", worst.standing.value, f"below the line, {why}: {worst.message}", lines),
            )
        elif outcome is Outcome.SUFFICIENT:
            yield code, case_xml(result.case_id, classname)
        else:
            tally.skipped += 1
            yield code, case_xml(result.case_id, classname, "skipped", outcome.value, reason(result, code, outcome))


def put_aside(result: CaseResult, finding: Finding) -> str:
    why = aside_words(result, finding)
    return f" ({why})" if why else ""


def where(result: CaseResult, finding: Finding) -> str:
    due = f"due {day(finding.deadline)}, " if finding.deadline else ""
    return f"({due}{result.source}:{result.line} {finding.pointer})"


def reason(result: CaseResult, code: str, outcome: Outcome) -> str:
    """Why a case is neither above nor below the line."""
    match outcome:
        case Outcome.NOT_YET_DUE:
            deadlines = [due.deadline for due in result.due if due.code == code]
            why = f"the deadline is {day(min(deadlines))}" if deadlines else ""
        case Outcome.NOT_EXPORTED:
            why = ", ".join(result.missing.get(code, ()))
        case _ if outcome.below:
            return f"praised practice that is absent ({outcome_word(outcome)}): never a finding"
        case _:
            why = in_words(result.reasons.get(code, ""))
    return f"{outcome_word(outcome)}: {why}" if why else outcome_word(outcome)


def case_xml(name: str, classname: str, kind: str = "", type_: str = "", message: str = "", lines: Sequence[str] = ()) -> bytes:
    """A test case, passed where no `kind` is given."""
    if not kind:
        return f"{element('testcase', name=name, classname=classname)}\n".encode()
    text = "\n".join(escape(visible(line)) for line in lines)
    inner = element(kind, close=False, type=type_, message=message) + f"{text}</{kind}>"
    return f"{element('testcase', close=False, name=name, classname=classname)}{inner}</testcase>\n".encode()


def element(tag: str, /, *, close: bool = True, **attributes: str) -> str:
    """A start tag, or a whole element. What XML cannot hold, and whatever turns the direction of writing, is written out."""
    written = "".join(f" {key}={quoteattr(visible(value))}" for key, value in attributes.items())
    return f"<{tag}{written}{'/' if close else ''}>"
