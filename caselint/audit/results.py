"""Results as stored: JSON Lines, one line for the run, one for each case and each problem, and one that closes the file.

Every report and score is made from these lines. A file without its last line was cut short, and reading it says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from caselint import __version__
from caselint.audit.outcomes import Agreed, Answered, CaseResult, Due, Evidence, Finding, Holder, Outcome, Stale, Standing
from caselint.audit.plan import Plan
from caselint.packs.model import RuleInfo
from caselint.record.problems import Fault, Problem, ProblemKind

SCHEMA_VERSION = 1
T = TypeVar("T")


class ResultsError(Exception):
    """A results file that cannot be used: cut short, of another version, or no results file at all."""


@dataclass(frozen=True, slots=True)
class BaselineUsed:
    """The baseline that a run was held against."""

    file: str
    findings: int
    first_as_of: str
    last_as_of: str
    """The as-of dates of the cases from which it was made."""
    contradictions: int = 0
    """Fields in which records contradicted themselves."""


@dataclass(frozen=True, slots=True)
class ExceptionsUsed:
    """The exceptions file that a run heeded."""

    file: str
    exceptions: int
    suppressions: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a run asked, and of what: the first line of its results."""

    caselint: str
    pack: str
    pack_version: str
    pack_digest: str
    frameworks: tuple[str, ...]
    as_of: date | None
    """The as-of date that was asked for; None where each record's own export date is meant."""
    rules: Mapping[str, RuleInfo]
    """The rules that were asked, by code, in order."""
    settings: Mapping[str, str]
    """The user's own periods and numbers, in words, where they differ from the pack's."""
    left_out: tuple[str, ...] = ()
    """Codes of the pack's other rules, which were not selected."""
    baseline: BaselineUsed | None = None
    exceptions: ExceptionsUsed | None = None
    schema_version: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class End:
    """What a run came to: the last line of its results."""

    cases: int
    """Cases audited."""
    problems: int
    """Problems met; those of inconsistent records are among them."""
    not_audited: int
    """Records, or rests of files, that were met and not audited."""
    errors: int
    """Outcomes that are `error`."""
    unknown_sections: tuple[str, ...]
    """Top-level names in the records that caselint does not know."""
    baseline_elsewhere: int = 0
    """Findings of the baseline on cases that this run did not audit."""
    exceptions_elsewhere: tuple[str, ...] = ()
    """Cases that the exceptions file names and this run did not audit."""


def run_of(
    plan: Plan,
    as_of: date | None,
    settings: Mapping[str, str],
    baseline: BaselineUsed | None = None,
    exceptions: ExceptionsUsed | None = None,
) -> Run:
    pack = plan.pack
    rules = {code: pack.rules[code].info for code in plan.selected}
    left_out = tuple(code for code in pack.rules if code not in rules)
    return Run(__version__, pack.id, pack.version, pack.digest, plan.frameworks, as_of, rules, settings, left_out, baseline, exceptions)


# -- writing


def run_line(run: Run) -> bytes:
    data = {field.name: getattr(run, field.name) for field in fields(run)}
    data["rules"] = {code: asdict(info) for code, info in run.rules.items()}
    for name in ("baseline", "exceptions"):
        if data[name] is None:
            del data[name]
        else:
            data[name] = asdict(data[name])
    return line_of("run", data)


def case_line(result: CaseResult) -> bytes:
    """One case. What is empty is left out, and reading puts it back."""
    data: dict[str, Any] = {
        "case_id": result.case_id,
        "source": result.source,
        "line": result.line,
        "as_of": result.as_of,
        "held_by": holder_data(result.held_by),
        "outcomes": result.outcomes,
    }
    if result.column != 1:
        data["column"] = result.column
    if result.framework_outcomes:
        data["framework_outcomes"] = result.framework_outcomes
    if result.findings:
        data["findings"] = [finding_data(finding) for finding in result.findings]
    if result.due:
        data["due"] = [
            {"code": due.code, "deadline": due.deadline, "subject": due.subject, "held_by": holder_data(due.held_by)} for due in result.due
        ]
    if result.answered:
        data["answered"] = [asdict(answer) for answer in result.answered]
    if result.evidence_against:
        data["evidence_against"] = [asdict(piece) for piece in result.evidence_against]
    if result.missing:
        data["missing"] = result.missing
    if result.reasons:
        data["reasons"] = result.reasons
    if result.agreed:
        data["agreed"] = [asdict(entry) for entry in result.agreed]
    if result.stale:
        data["stale"] = [asdict(entry) for entry in result.stale]
    return line_of("case", data)


def problem_line(problem: Problem) -> bytes:
    data = asdict(problem)
    if not problem.known:
        del data["known"]
    return line_of("problem", data)


def end_line(end: End) -> bytes:
    return line_of("end", asdict(end))


def finding_data(finding: Finding) -> dict[str, Any]:
    data = {
        "code": finding.code,
        "outcome": finding.outcome,
        "message": finding.message,
        "pointer": finding.pointer,
        "subject": finding.subject,
        "deadline": finding.deadline,
        "held_by": holder_data(finding.held_by),
        "frameworks": finding.frameworks,
        "identity": finding.identity,
    }
    return data if finding.standing is Standing.NEW else {**data, "standing": finding.standing}


def holder_data(holder: Holder) -> dict[str, str]:
    parts = {"officer_id": holder.officer_id, "team": holder.team, "local_delivery_unit": holder.local_delivery_unit}
    return {name: value for name, value in parts.items() if value is not None}


def line_of(kind: str, data: Mapping[str, Any]) -> bytes:
    return _encode({"type": kind, **data}).encode() + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"results hold no {type(value).__name__}")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain, check_circular=False).encode

# -- reading


@dataclass(frozen=True)
class Results:
    """A stored run. The lines are read anew each time they are asked for, one at a time."""

    path: Path
    run: Run
    end: End

    def cases(self) -> Iterator[CaseResult]:
        """Every case. Raises `ResultsError` where one is damaged, or where there are not as many as the last line says."""
        return self._read("case", case_of, self.end.cases)

    def problems(self) -> Iterator[Problem]:
        return self._read("problem", problem_of, self.end.problems)

    def _read(self, kind: str, make: Callable[[Mapping[str, Any]], T], due: int) -> Iterator[T]:
        found = 0
        for data in lines_of(self.path, f'{{"type":"{kind}"'.encode()):
            try:
                made = make(data)
            except (KeyError, TypeError, ValueError):
                raise ResultsError(f"{self.path} is damaged: a {kind} in it is not as caselint wrote it") from None
            found += 1
            yield made
        if found != due:
            raise ResultsError(f"{self.path} is damaged: it holds {found} {kind}s, and its last line says {due}")


def open_results(path: Path) -> Results:
    """The results in a file. Raises `ResultsError` where it is not whole, or of another version."""
    first = next(lines_of(path), None)
    if first is None or first.get("type") != "run":
        raise ResultsError(f"{path} holds no results of caselint: its first line does not say what was run")
    version = first.get("schema_version")
    if version != SCHEMA_VERSION:
        raise ResultsError(f"{path} has results of schema version {version}; this caselint reads version {SCHEMA_VERSION}")
    last = last_line(path)
    if last is None or last.get("type") != "end":
        raise ResultsError(f"{path} was cut short: its last line does not close the run, so cases may be missing")
    try:
        return Results(path, run_from(first), end_from(last))
    except (KeyError, TypeError, ValueError) as error:
        raise ResultsError(f"{path} is damaged: {error}") from None


def lines_of(path: Path, beginning: bytes = b"") -> Iterator[dict[str, Any]]:
    """The lines of a results file that begin so; the type of a line always comes first."""
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.startswith(beginning):
                    yield parsed(path, number, line)
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror}") from None


def parsed(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        raise ResultsError(f"{path} is damaged: line {number} is not JSON") from None
    if not isinstance(data, dict) or "type" not in data:
        raise ResultsError(f"{path} is damaged: line {number} is no line of results")
    return data


def last_line(path: Path) -> dict[str, Any] | None:
    """The last line, found from the end of the file."""
    with path.open("rb") as stream:
        end = stream.seek(0, 2)
        block = b""
        while end and block.count(b"\n") < 2:
            start = max(0, end - 65536)
            stream.seek(start)
            block = stream.read(end - start) + block
            end = start
    lines = block.splitlines()
    return parsed(path, 0, lines[-1]) if lines and block.endswith(b"\n") else None


def run_from(data: Mapping[str, Any]) -> Run:
    rules = {code: info_from(info) for code, info in data["rules"].items()}
    return Run(
        caselint=data["caselint"],
        pack=data["pack"],
        pack_version=data["pack_version"],
        pack_digest=data["pack_digest"],
        frameworks=tuple(data["frameworks"]),
        as_of=day(data["as_of"]),
        rules=rules,
        settings=data["settings"],
        left_out=tuple(data["left_out"]),
        baseline=BaselineUsed(**data["baseline"]) if data.get("baseline") else None,
        exceptions=ExceptionsUsed(**data["exceptions"]) if data.get("exceptions") else None,
    )


def info_from(data: Mapping[str, Any]) -> RuleInfo:
    listed = {"scored_in", "measures", "alternatives", "sources"}
    plain: dict[str, Any] = {name: tuple(value) if name in listed else value for name, value in data.items()}
    plain["criteria"] = {framework: tuple(ids) for framework, ids in data["criteria"].items()}
    return RuleInfo(**plain)


def end_from(data: Mapping[str, Any]) -> End:
    return End(
        data["cases"],
        data["problems"],
        data["not_audited"],
        data["errors"],
        tuple(data["unknown_sections"]),
        data.get("baseline_elsewhere", 0),
        tuple(data.get("exceptions_elsewhere", ())),
    )


def case_of(data: Mapping[str, Any]) -> CaseResult:
    return CaseResult(
        case_id=data["case_id"],
        source=data["source"],
        line=data["line"],
        as_of=date.fromisoformat(data["as_of"]),
        held_by=Holder(**data["held_by"]),
        outcomes=outcomes_of(data["outcomes"]),
        framework_outcomes={name: outcomes_of(found) for name, found in data.get("framework_outcomes", {}).items()},
        findings=tuple(finding_of(finding) for finding in data.get("findings", ())),
        due=tuple(
            Due(due["code"], date.fromisoformat(due["deadline"]), due["subject"], Holder(**due["held_by"])) for due in data.get("due", ())
        ),
        answered=tuple(
            Answered(a["code"], Outcome(a["outcome"]), Outcome(a["record_outcome"]), day(a["on"]), a["subject"])
            for a in data.get("answered", ())
        ),
        evidence_against=tuple(Evidence(e["code"], e["message"], e["subject"]) for e in data.get("evidence_against", ())),
        missing={code: tuple(paths) for code, paths in data.get("missing", {}).items()},
        reasons=data.get("reasons", {}),
        column=data.get("column", 1),
        agreed=tuple(agreed_of(entry) for entry in data.get("agreed", ())),
        stale=tuple(Stale(entry["code"], entry["subject"]) for entry in data.get("stale", ())),
    )


_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


def outcomes_of(data: Mapping[str, str]) -> dict[str, Outcome]:
    return {code: _OUTCOMES[outcome] for code, outcome in data.items()}


def finding_of(data: Mapping[str, Any]) -> Finding:
    return Finding(
        code=data["code"],
        outcome=Outcome(data["outcome"]),
        message=data["message"],
        pointer=data["pointer"],
        subject=data["subject"],
        deadline=day(data["deadline"]),
        held_by=Holder(**data["held_by"]),
        frameworks=tuple(data["frameworks"]),
        identity=data["identity"],
        standing=Standing(data.get("standing", Standing.NEW)),
    )


def agreed_of(data: Mapping[str, Any]) -> Agreed:
    return Agreed(
        kind=data["kind"],
        code=data["code"],
        subject=data["subject"],
        date=date.fromisoformat(data["date"]),
        until=date.fromisoformat(data["until"]),
        line=data["line"],
        outcome=Outcome(data["outcome"]),
        applied=data["applied"],
    )


def problem_of(data: Mapping[str, Any]) -> Problem:
    faults = tuple(Fault(**fault) for fault in data["faults"])
    return Problem(ProblemKind(data["kind"]), data["source"], faults, data["case_id"], data.get("known", False))


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
