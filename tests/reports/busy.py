"""A run in which everything occurs but broken rules."""

from __future__ import annotations

from datetime import date

from caselint.audit.outcomes import Answered, CaseResult, Holder, Outcome
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
