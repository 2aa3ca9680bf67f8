"""A run in which everything occurs but broken rules, and one that was held against a baseline and an exceptions file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from caselint.audit.outcomes import Agreed, Answered, CaseResult, Holder, Outcome, Stale, Standing
from caselint.audit.results import BaselineUsed, ExceptionsUsed
from caselint.record.problems import Fault, Problem, ProblemKind
from tests.reports.support import case


def busy_cases() -> list[CaseResult]:
    south = Holder("OM-2", "South")
    return [
        case("C-001", ROSH001="not_done", VISIT002="too_late", PRAISE004="insufficient"),
        case("C-002", ROSH001="not_done", deadline=date(2010, 2, 10), PRAISE004="sufficient"),
        case("C-003", south, VISIT002="not_yet_due", due={"VISIT002": date(2010, 7, 9)}),
        case("C-004", south, PLAN003="insufficient", deadline=None, VISIT002="not_yet_due", due={"VISIT002": date(2010, 9, 1)}),
        case("C-005", south, VISIT002="excepted", reasons={"VISIT002": "a professional reason is on record"}),
        case(
            "C-006",
            Holder(),
            VISIT002="not_exported",
            missing={"VISIT002": ("home_visits",)},
            ROSH001="not_answered",
            reasons={"ROSH001": "the record cannot decide"},
        ),
        case(
            "C-007",
            VISIT002="not_answered",
            reasons={"VISIT002": "ROSH001 is not_answered"},
            answered=(Answered("ROSH001", Outcome.SUFFICIENT, Outcome.NOT_DONE, date(2010, 6, 1)),),
        ),
        case("C-008", PRAISE004="sufficient"),
        case("C-009"),
        case("C-010"),
    ]


def agreed(kind: Any, code: str, outcome: Outcome, line: int, *, until: date, applied: bool = True, subject: str | None = None) -> Agreed:
    return Agreed(kind, code, subject, until, date(2010, 5, 4), line, outcome, applied)


def standing(result: CaseResult, **codes: Standing) -> CaseResult:
    """The case with the findings of some rules known or suppressed."""
    return replace(result, findings=tuple(replace(one, standing=codes.get(one.code, one.standing)) for one in result.findings))


def reviewed_cases() -> list[CaseResult]:
    """Findings that are new, known and suppressed, alone and together; exceptions; and what of both files is not needed any more."""
    known, suppressed, far, near = Standing.KNOWN, Standing.SUPPRESSED, date(2010, 12, 31), date(2010, 7, 9)
    both = standing(case("C-03", ROSH001="not_done", VISIT002="too_late"), VISIT002=suppressed)
    one = standing(case("C-04", ROSH001="not_done", VISIT002="too_late", PLAN003="not_done"), ROSH001=known, PLAN003=known)
    out = case("C-05", VISIT002="excepted", reasons={"VISIT002": "by exception of 4 May 2010, until 9 July 2010"})
    two = case("C-08", ROSH001="not_done")
    twice = (replace(two.findings[0], subject="S1", standing=known), replace(two.findings[0], subject="S2", identity="ROSH001/C-08/S2"))
    return [
        case("C-01", ROSH001="not_done"),
        standing(case("C-02", ROSH001="not_done", PLAN003="insufficient"), ROSH001=known, PLAN003=known),
        replace(both, agreed=(agreed("suppression", "VISIT002", Outcome.TOO_LATE, 12, until=far),)),
        one,
        replace(out, agreed=(agreed("exception", "VISIT002", Outcome.NOT_DONE, 3, until=near),)),
        replace(case("C-06"), agreed=(agreed("exception", "ROSH001", Outcome.SUFFICIENT, 21, until=far, applied=False, subject="S7"),)),
        replace(case("C-07"), stale=(Stale("ROSH001", None), Stale("GONE009", "S2"))),
        replace(two, findings=twice),
    ]


REVIEWED: dict[str, Any] = {
    "baseline": BaselineUsed("known.jsonl", 9, "2010-05-31", "2010-06-01"),
    "exceptions": ExceptionsUsed("caselint-exceptions.yaml", 4, 1),
    "baseline_elsewhere": 2,
    "exceptions_elsewhere": ("C-98", "C-99"),
}
ENDED = Problem(
    ProblemKind.DOUBTFUL_EXCEPTION,
    "caselint-exceptions.yaml",
    (Fault("", 30, 1, "this exception for ROSH001 counts for nothing: it ended on 1 June 2010", "take it out, or agree on it anew"),),
    "C-01",
)
PROBLEMS = (
    Problem(
        ProblemKind.INCONSISTENT,
        "cases.jsonl",
        (Fault("/sentence/expected_end_on", 9, 2041, "the end lies before the start", None),),
        "C-009",
    ),
    Problem(
        ProblemKind.MALFORMED,
        "cases.jsonl",
        (
            Fault("/home_visits/0/date", 11, 80, "`2010-13-01` is not a date", "write dates as 2010-06-30"),
            Fault("/rosh/levels/0/level", 11, 1304, "`hihg` is none of low, medium, high, very_high", "did you mean `high`?"),
        ),
        "C-011",
    ),
    Problem(ProblemKind.UNREADABLE, "broken.json", (Fault("", 3, 1, "the file ends in the middle of a record", None),)),
)
