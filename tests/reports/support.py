"""Small hand-made results, and a small programme to score them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from caselint.audit.outcomes import BELOW, Answered, CaseResult, Due, Finding, Holder, Outcome
from caselint.audit.results import (
    BaselineUsed,
    End,
    ExceptionsUsed,
    Results,
    Run,
    case_line,
    end_line,
    open_results,
    problem_line,
    run_line,
)
from caselint.packs.framework import Framework, parse_framework
from caselint.packs.model import RuleInfo
from caselint.record.problems import Problem
from caselint.reports.model import Summary
from caselint.reports.terminal import render_terminal

AS_OF = date(2010, 6, 30)


def framework(name: str = "small-2010", **changes: Any) -> Framework:
    """Two sections scored from cases, one criterion of them without a question, and one section that is not."""
    data: dict[str, Any] = {
        "id": name,
        "title": "A Small Inspection",
        "inspectorate": "Nobody's",
        "years": {"from": 2010, "to": 2010},
        "reports": [{"key": "XX", "id": "none"}],
        "sample": {"rule": "All.", "order_types": ["licence"]},
        "sections": [
            {
                "id": "1",
                "name": "Assessment",
                "criteria": [{"id": "1.1", "name": "Assessment of Risk of Harm"}, {"id": "1.2", "name": "Planning with the person"}],
            },
            {
                "id": "2",
                "name": "Delivery",
                "criteria": [{"id": "2.1", "name": "Home visits and all other restrictive work to keep other people safe from harm"}],
            },
            {
                "id": "3",
                "name": "Leadership",
                "criteria": [{"id": "3.1", "name": "Resources", "scored_from": "organisation"}],
            },
        ],
        "averages": {
            "default": "plain",
            "default_is": "report",
            "variants": [
                {
                    "id": "plain",
                    "says": "A criterion is the mean of its questions; a section is the mean of its criteria.",
                    "criterion": "plain_mean",
                    "section": "mean_of_criteria",
                },
                {
                    "id": "flat",
                    "says": "A section is the mean of all its questions.",
                    "criterion": "plain_mean",
                    "section": "mean_of_questions",
                },
            ],
            "in_words": {},
        },
        "headlines": [
            {
                "id": "roh",
                "name": "Risk of Harm score",
                "measure": "roh",
                "over": ["1", "2"],
                "programme_so_far": {"mean": 68, "low": 65, "high": 72},
            }
        ],
        "bands": {
            "given_to": ["criteria", "headlines"],
            "levels": [
                {"id": "MINIMUM", "says": "MINIMUM improvement required", "starts": 80, "set_by": "ours"},
                {"id": "DRASTIC", "says": "DRASTIC improvement required", "starts": 0, "set_by": "ours"},
            ],
        },
        "cautions": ["Areas are not to be compared closely."],
    }
    return parse_framework(data | changes)


FRAMEWORKS = {"small-2010": framework()}


def rule(code: str, name: str, severity: Any, criteria: tuple[str, ...], **more: Any) -> RuleInfo:
    info = RuleInfo(
        code=code,
        name=name,
        topic="Topic",
        question="Was it done?",
        why="It matters.",
        who="Everybody.",
        expectation=f"What {name} expects, done in time and recorded with the date on which it was done.",
        remedy=f"Do what {name} asks and record it.",
        severity=severity,
        norm="expected",
        criteria={"small-2010": criteria} if criteria else {},
        scored_in=("small-2010",) if criteria else (),
        not_scored_in={},
        measures=("roh",),
        alternatives=(),
        sources=(),
    )
    return replace(info, **more)


RULES = {
    info.code: info
    for info in (
        rule("ROSH001", "start-screening-done", "high", ("1.1",)),
        rule("VISIT002", "first-home-visit", "medium", ("2.1",)),
        rule("PLAN003", "plan-signed", "low", ()),
        rule("PRAISE004", "plan-in-own-words", "low", (), norm="enhanced"),
    )
}
OUTCOMES = {
    "ROSH001": Outcome.SUFFICIENT,
    "VISIT002": Outcome.SUFFICIENT,
    "PLAN003": Outcome.NOT_APPLICABLE,
    "PRAISE004": Outcome.NOT_APPLICABLE,
}
HELD = Holder("OM-1", "North")


def finding(code: str, case_id: str, outcome: Outcome, deadline: date | None, held_by: Holder, message: str | None = None) -> Finding:
    return Finding(
        code=code,
        outcome=outcome,
        message=message or f"Nothing on record since the sentence on 1 February 2010, which concerns {RULES[code].name}.",
        pointer="/home_visits",
        subject=None,
        deadline=deadline,
        held_by=held_by,
        frameworks=("small-2010",),
        identity=f"{code}/{case_id}",
    )


def case(
    case_id: str,
    held_by: Holder = HELD,
    *,
    deadline: date | None = date(2010, 2, 15),
    message: str | None = None,
    due: Mapping[str, date] | None = None,
    answered: tuple[Answered, ...] = (),
    missing: Mapping[str, tuple[str, ...]] | None = None,
    reasons: Mapping[str, str] | None = None,
    as_of: date = AS_OF,
    **outcomes: str,
) -> CaseResult:
    """A case with the named outcomes, and a finding for each below the line that is not about praised practice."""
    found = OUTCOMES | {code: Outcome(outcome) for code, outcome in outcomes.items()}
    below = [code for code, outcome in found.items() if outcome in BELOW and RULES[code].norm == "expected"]
    return CaseResult(
        case_id=case_id,
        source="cases.jsonl",
        line=1,
        as_of=as_of,
        held_by=held_by,
        outcomes=found,
        findings=tuple(finding(code, case_id, found[code], deadline, held_by, message) for code in below),
        due=tuple(Due(code, day, None, held_by) for code, day in (due or {}).items()),
        answered=answered,
        missing=missing or {},
        reasons=reasons or {},
    )


def stored(
    path: Path,
    cases: Iterable[CaseResult],
    problems: Sequence[Problem] = (),
    *,
    frameworks: tuple[str, ...] = ("small-2010",),
    as_of: date | None = AS_OF,
    rules: Mapping[str, RuleInfo] = RULES,
    unknown_sections: tuple[str, ...] = (),
    settings: Mapping[str, str] | None = None,
    baseline: BaselineUsed | None = None,
    exceptions: ExceptionsUsed | None = None,
    baseline_elsewhere: int = 0,
    exceptions_elsewhere: tuple[str, ...] = (),
) -> Results:
    """The results of a run, written to a file and opened again."""
    cases = list(cases)
    errors = sum(outcome is Outcome.ERROR for one in cases for outcome in one.outcomes.values())
    end = End(len(cases), len(problems), sum(not problem.audited for problem in problems), errors, unknown_sections)
    end = replace(end, baseline_elsewhere=baseline_elsewhere, exceptions_elsewhere=exceptions_elsewhere)
    run = Run("0.1.0", "demo-pack", "1.0", "digest", frameworks, as_of, rules, settings or {}, (), baseline, exceptions)
    file = path / "results.jsonl"
    lines = [run_line(run), *map(case_line, cases), *map(problem_line, problems), end_line(end)]
    file.write_bytes(b"".join(lines))
    return open_results(file)


def printed(summary: Summary, width: int = 80, encoding: str = "utf-8") -> str:
    """The terminal report as text."""

    class Stream(StringIO):
        @property
        def encoding(self) -> str:  # type: ignore[override]
            return encoding

    console = Console(file=Stream(), width=width, force_terminal=False, color_system=None, legacy_windows=False)
    render_terminal(summary, console)
    stream = console.file
    assert isinstance(stream, Stream)
    return stream.getvalue()
