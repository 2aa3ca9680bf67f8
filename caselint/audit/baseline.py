"""A baseline: the findings that were there when somebody began, so that a run can tell the new ones from those that are known.

A baseline is JSON Lines: one line that says what it was made from, one for each finding (rule, case, subject) in order, and one that
closes the file. A finding is known by rule, case and subject: never by a count, a place in a file or its words. Records that contradict
themselves are in it too, by case and field, since one of them would fail every run.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from caselint.audit.outcomes import CaseResult, Finding, Outcome, Stale, Standing
from caselint.audit.results import BaselineUsed, Results
from caselint.record.problems import Problem, ProblemKind

VERSION = 1
SHOWN = 20
"""Faults of a file that are told one by one."""
CONTRADICTION = "contradiction"
"""Stands where the rule stands, for a field in which a record contradicts itself; the field is the subject."""
UNTOLD = frozenset({Outcome.NOT_EXPORTED, Outcome.NOT_ANSWERED, Outcome.ERROR})
"""Outcomes that do not tell whether a finding was mended."""


class BaselineError(Exception):
    """A baseline that cannot be used, with everything that is wrong in it, one line each."""


class Known(NamedTuple):
    """One finding of a baseline. What identifies its subject is empty where the case as a whole is meant."""

    case_id: str
    code: str
    subject: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known, by case, and what they were found with."""

    file: str
    pack: str
    pack_version: str
    frameworks: tuple[str, ...]
    as_of: tuple[str, str]
    """The first and the last as-of date of the cases."""
    by_case: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)

    @property
    def findings(self) -> int:
        return sum(map(len, self.by_case.values())) - self.contradictions

    @property
    def contradictions(self) -> int:
        return sum(known.code == CONTRADICTION for found in self.by_case.values() for known in found)

    def covered_by(self, frameworks: Iterable[str]) -> bool:
        """Whether all frameworks for which it was made are among these: a run that leaves one out finds less."""
        return {*self.frameworks} <= {*frameworks}

    def told_by(self, frameworks: Iterable[str], as_of: date) -> bool:
        """Whether a case that is audited so can tell what was mended. On an earlier day much was not due yet."""
        return self.covered_by(frameworks) and as_of.isoformat() >= self.as_of[1]


def known_of(case_id: str, finding: Finding) -> Known:
    return Known(case_id, finding.code, finding.subject or "")


def contradictions_in(problem: Problem) -> Counter[Known]:
    """The fields in which a record contradicts itself. Where in a list an entry stands does not tell one from another."""
    if problem.kind is not ProblemKind.INCONSISTENT or problem.case_id is None:
        return Counter()
    return Counter(Known(problem.case_id, CONTRADICTION, re.sub(r"/[0-9]+(?=/|$)", "/*", fault.pointer)) for fault in problem.faults)


# -- writing


def baseline_of(results: Results, file: str) -> Baseline:
    """Every finding of a run but those that are suppressed (a suppression that ends must be seen), and every contradiction."""
    by_case: dict[str, list[Known]] = defaultdict(list)
    days: set[str] = set()
    for result in results.cases():
        days.add(result.as_of.isoformat())
        for finding in result.findings:
            if finding.standing is not Standing.SUPPRESSED:
                by_case[result.case_id].append(known_of(result.case_id, finding))
    for problem in results.problems():
        for known in contradictions_in(problem).elements():
            by_case[known.case_id].append(known)
    run = results.run
    span = (min(days), max(days)) if days else ("", "")
    return Baseline(file, run.pack, run.pack_version, run.frameworks, span, {case: tuple(sorted(found)) for case, found in by_case.items()})


def lines_of(baseline: Baseline) -> Iterator[bytes]:
    """The baseline as a file. The same findings give the same bytes, whatever the order of the input."""
    yield line_of(
        {
            "type": "baseline",
            "version": VERSION,
            "pack": baseline.pack,
            "pack_version": baseline.pack_version,
            "frameworks": baseline.frameworks,
            "as_of": baseline.as_of,
        }
    )
    for known in sorted(known for found in baseline.by_case.values() for known in found):
        if known.code == CONTRADICTION:
            yield line_of({"case": known.case_id, CONTRADICTION: known.subject})
            continue
        data = {"case": known.case_id, "rule": known.code}
        yield line_of({**data, "subject": known.subject} if known.subject else data)
    yield line_of({"type": "end"})


def line_of(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


# -- reading


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises `BaselineError` where it was cut, is of another version, or holds what is no finding."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BaselineError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BaselineError(f"{path}: is not UTF-8, so it is no baseline that caselint wrote") from None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    faults: list[str] = []
    parts = [(number, part) for number, line in lines if (part := parsed(path, number, line, faults)) is not None]
    if not parts or parts[0][1].get("type") != "baseline":
        raise BaselineError(f"{path}: is no baseline: its first line does not say so (`caselint baseline write` makes one)")
    head = parts[0][1]
    if head.get("version") != VERSION:
        raise BaselineError(f"{path}:1: is a baseline of version {head.get('version')}; this caselint reads version {VERSION}")
    by_case: dict[str, list[Known]] = defaultdict(list)
    ended = False
    for number, part in parts[1:]:
        if ended:
            faults.append(f"{path}:{number}: stands after the line that closes the file: two files were put together, or lines moved")
            continue
        if part.get("type") == "end":
            ended = True
            continue
        known = finding_in(part)
        if known is None:
            faults.append(f"{path}:{number}: is no finding: a line holds `case`, and `rule` with mostly `subject`, or `contradiction`")
        else:
            by_case[known.case_id].append(known)
    if not ended:
        last = text.count("\n") + 1
        faults.append(f"{path}:{last}: the line that closes the file is missing: it was cut short, and findings may be lost")
    baseline = baseline_from(path, head, by_case)
    if baseline is None:
        faults.append(f"{path}:1: is damaged: it does not say with which pack, for which frameworks and as of which days it was made")
    elif not faults:
        return baseline
    more = f"\nand {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    raise BaselineError("\n".join(faults[:SHOWN]) + more)


def baseline_from(path: Path, head: Mapping[str, Any], by_case: Mapping[str, Sequence[Known]]) -> Baseline | None:
    pack, version, frameworks, days = (head.get(name) for name in ("pack", "pack_version", "frameworks", "as_of"))
    texts = [pack, version, *(frameworks if isinstance(frameworks, list) else [None]), *(days if isinstance(days, list) else [None])]
    if not all(isinstance(text, str) for text in texts):
        return None
    try:
        first, last = (date.fromisoformat(day).isoformat() for day in head["as_of"])
    except ValueError:
        return None
    known = {case: tuple(found) for case, found in by_case.items()}
    return Baseline(str(path), head["pack"], head["pack_version"], tuple(head["frameworks"]), (first, last), known)


def parsed(path: Path, number: int, line: str, faults: list[str]) -> dict[str, Any] | None:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict):
        return data
    what = "holds the marks of a merge: settle it" if line.startswith(("<<<<<<<", "=======", ">>>>>>>")) else "is not a JSON object"
    faults.append(f"{path}:{number}: {what}")
    return None


def finding_in(part: Mapping[str, Any]) -> Known | None:
    case_id, code, subject = part.get("case"), part.get("rule"), part.get("subject", "")
    if CONTRADICTION in part:
        place = part[CONTRADICTION]
        right = part.keys() == {"case", CONTRADICTION} and isinstance(case_id, str) and case_id and isinstance(place, str)
        return Known(str(case_id), CONTRADICTION, place) if right else None
    if isinstance(case_id, str) and case_id and isinstance(code, str) and code and isinstance(subject, str):
        return Known(case_id, code, subject) if part.keys() <= {"case", "rule", "subject"} else None
    return None


def baseline_used(baseline: Baseline | None) -> BaselineUsed | None:
    """The baseline as the run's own line tells of it."""
    return None if baseline is None else BaselineUsed(baseline.file, baseline.findings, *baseline.as_of, baseline.contradictions)


# -- comparing


def against_baseline(result: CaseResult, known: Sequence[Known], rules: Container[str], *, tells: bool = True) -> CaseResult:
    """The case with its findings marked as known or new, and what the baseline knows and nothing shows any more.

    `rules` are all that the pack has; `tells`: whether the audit can tell what was mended. Where a case has more findings of one rule and
    subject than the baseline knows, nobody can say which of them is the new one, so that all of them are.
    """
    expected = Counter(one for one in known if one.code != CONTRADICTION)
    found = Counter(known_of(result.case_id, f) for f in result.findings if f.standing is not Standing.SUPPRESSED)
    findings = tuple(
        replace(finding, standing=Standing.KNOWN)
        if finding.standing is Standing.NEW and found[key := known_of(result.case_id, finding)] <= expected[key]
        else finding
        for finding in result.findings
    )
    suppressed = {known_of(result.case_id, f) for f in result.findings if f.standing is Standing.SUPPRESSED}
    stale = [
        Stale(key.code, key.subject or None)
        for key, number in (sorted(expected.items()) if tells else ())
        for _ in range(number - found[key])
        if key not in suppressed and mended(result, key.code, rules)
    ]
    return replace(result, findings=findings, stale=tuple(stale))


def knows(problem: Problem | None, known: Sequence[Known], *, tells: bool = True) -> tuple[bool, tuple[Stale, ...]]:
    """Whether all that a record contradicts itself in is known, and what of that is known and there no more."""
    expected = Counter(one for one in known if one.code == CONTRADICTION)
    found = contradictions_in(problem) if problem is not None else Counter()
    stale = tuple(Stale(CONTRADICTION, one.subject) for one in sorted((expected - found).elements())) if tells else ()
    return bool(found) and found <= expected, stale


def mended(result: CaseResult, code: str, rules: Container[str]) -> bool:
    """Whether the run can tell that a finding of the rule is gone. A rule that the pack no longer has finds nothing any more."""
    if code not in result.outcomes:
        return code not in rules
    said = {result.outcomes[code], *(found[code] for found in result.framework_outcomes.values() if code in found)}
    return UNTOLD.isdisjoint(said)


def pruned(baseline: Baseline, results: Results, rules: Container[str]) -> tuple[Baseline, list[Known], list[Known]]:
    """The baseline without what is stale; what was stale; and what it knows of cases that the run did not audit, which stays."""
    gone: list[Known] = []
    left: dict[str, tuple[Known, ...]] = {}
    waiting = dict(baseline.by_case)
    problems = {problem.case_id: problem for problem in results.problems() if problem.kind is ProblemKind.INCONSISTENT}
    for result in results.cases():
        known = waiting.pop(result.case_id, ())
        if known:
            plain = replace(
                result, findings=tuple(replace(f, standing=Standing.NEW) if f.standing is Standing.KNOWN else f for f in result.findings)
            )
            tells = baseline.told_by(results.run.frameworks, result.as_of)
            found = (*against_baseline(plain, known, rules, tells=tells).stale, *knows(problems.get(result.case_id), known, tells=tells)[1])
            stale = Counter(Known(result.case_id, one.code, one.subject or "") for one in found)
            gone += stale.elements()
            if kept := tuple((Counter(known) - stale).elements()):
                left[result.case_id] = kept
    elsewhere = [known for found in waiting.values() for known in found]
    return replace(baseline, by_case={**left, **waiting}), sorted(gone), sorted(elsewhere)
