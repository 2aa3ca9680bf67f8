"""A baseline: the findings that were there when somebody began, so that a run can tell the new ones from those that are known.

A baseline is JSON Lines: one line that says what it was made from, one for each finding (rule, case, subject) in order, and one that
closes the file. A finding is known by rule, case and subject: never by a count, a place in a file or its words.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from caselint.audit.outcomes import CaseResult, Finding, Outcome, Stale, Standing
from caselint.audit.results import BaselineUsed, Results

VERSION = 1
SHOWN = 20
"""Faults of a file that are told one by one."""
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
        return sum(map(len, self.by_case.values()))


def known_of(case_id: str, finding: Finding) -> Known:
    return Known(case_id, finding.code, finding.subject or "")


# -- writing


def baseline_of(results: Results, file: str) -> Baseline:
    """Every finding of a run but those that are suppressed: a suppression that ends must be seen."""
    by_case: dict[str, list[Known]] = defaultdict(list)
    days: set[str] = set()
    for result in results.cases():
        days.add(result.as_of.isoformat())
        for finding in result.findings:
            if finding.standing is not Standing.SUPPRESSED:
                by_case[result.case_id].append(known_of(result.case_id, finding))
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
        if part.get("type") == "end":
            ended = True
            continue
        known = finding_in(part)
        if known is None:
            faults.append(f"{path}:{number}: is no finding: a line holds `case`, `rule` and mostly `subject`, each a text")
        else:
            by_case[known.case_id].append(known)
    if not ended:
        faults.append(
            f"{path}:{len(text.splitlines()) + 1}: the line that closes the file is missing: it was cut short, and findings may be lost"
        )
    if not faults:
        try:
            return Baseline(
                str(path),
                str(head["pack"]),
                str(head["pack_version"]),
                tuple(map(str, head["frameworks"])),
                (str(head["as_of"][0]), str(head["as_of"][1])),
                {case: tuple(found) for case, found in by_case.items()},
            )
        except (KeyError, IndexError, TypeError) as error:
            faults.append(f"{path}:1: is damaged: {error}")
    more = f"\nand {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    raise BaselineError("\n".join(faults[:SHOWN]) + more)


def parsed(path: Path, number: int, line: str, faults: list[str]) -> dict[str, Any] | None:
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    if isinstance(data, dict):
        return data
    what = "holds the marks of a merge: settle it" if line.startswith(("<<<<<<<", "=======", ">>>>>>>")) else "is not a JSON object"
    faults.append(f"{path}:{number}: {what}")
    return None


def finding_in(part: Mapping[str, Any]) -> Known | None:
    case_id, code, subject = part.get("case"), part.get("rule"), part.get("subject", "")
    if isinstance(case_id, str) and case_id and isinstance(code, str) and code and isinstance(subject, str):
        return Known(case_id, code, subject) if part.keys() <= {"case", "rule", "subject"} else None
    return None


def baseline_used(baseline: Baseline | None) -> BaselineUsed | None:
    """The baseline as the run's own line tells of it."""
    return None if baseline is None else BaselineUsed(baseline.file, baseline.findings, *baseline.as_of)


# -- comparing


def against_baseline(result: CaseResult, known: Sequence[Known], rules: Iterable[str]) -> CaseResult:
    """The case with its findings marked as known or new, and what the baseline knows and nothing shows any more.

    `rules` are all that the pack has. Where a case has more findings of one rule and subject than the baseline knows, nobody can say
    which of them is the new one, so that all of them are.
    """
    expected = Counter(known)
    found = Counter(known_of(result.case_id, f) for f in result.findings if f.standing is not Standing.SUPPRESSED)
    findings = tuple(
        replace(finding, standing=Standing.KNOWN)
        if finding.standing is Standing.NEW and found[key := known_of(result.case_id, finding)] <= expected[key]
        else finding
        for finding in result.findings
    )
    suppressed = {known_of(result.case_id, f) for f in result.findings if f.standing is Standing.SUPPRESSED}
    asked = {*rules}
    stale = [
        Stale(key.code, key.subject or None)
        for key, number in sorted(expected.items())
        for _ in range(number - found[key])
        if key not in suppressed and mended(result, key.code, asked)
    ]
    return replace(result, findings=findings, stale=tuple(stale))


def mended(result: CaseResult, code: str, rules: set[str]) -> bool:
    """Whether the run can tell that a finding of the rule is gone. A rule that the pack no longer has finds nothing any more."""
    outcome = result.outcomes.get(code)
    return code not in rules if outcome is None else outcome not in UNTOLD


def pruned(baseline: Baseline, results: Results, rules: Iterable[str]) -> tuple[Baseline, list[Known], list[Known]]:
    """The baseline without what is stale; what was stale; and what it knows of cases that the run did not audit, which stays."""
    gone: list[Known] = []
    left: dict[str, tuple[Known, ...]] = {}
    names = frozenset(rules)
    waiting = dict(baseline.by_case)
    for result in results.cases():
        known = waiting.pop(result.case_id, ())
        if known:
            plain = replace(
                result, findings=tuple(replace(f, standing=Standing.NEW) if f.standing is Standing.KNOWN else f for f in result.findings)
            )
            stale = Counter(Known(result.case_id, s.code, s.subject or "") for s in against_baseline(plain, known, names).stale)
            gone += stale.elements()
            if kept := tuple((Counter(known) - stale).elements()):
                left[result.case_id] = kept
    elsewhere = [known for found in waiting.values() for known in found]
    return replace(baseline, by_case={**left, **waiting}), sorted(gone), sorted(elsewhere)
