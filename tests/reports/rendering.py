"""Any form of a report, as bytes, and results that are awkward to render."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from caselint.audit.outcomes import CaseResult, Finding, Holder, Outcome
from caselint.audit.results import Results
from caselint.cli.formats import FORMATS
from caselint.packs.framework import Framework
from caselint.record.problems import Fault, Problem, ProblemKind
from caselint.reports.summary import summarise
from tests.reports.support import FRAMEWORKS, RULES, case, framework

HOSTILE = (
    "<script>alert(1)</script>",
    "a|b`c``d",
    "\"'&;]]>",
    "=HYPERLINK(1)",
    "@SUM(1)",
    "two\r\nlines\x1b[31m\x00\x0b\ufffe",
    "abc\u202egnp.exe\u2066\u200b",
    "[here](https://example.org) www.example.org @somebody",
    "::error::x%0Ay,{0}",
    "--><img src=x onerror=alert(1)>",
)


def rendered(form: str, results: Results, frameworks: Mapping[str, Framework] = FRAMEWORKS, **options: Any) -> bytes:
    stream = io.BytesIO()
    FORMATS[form].imported()(summarise(results, frameworks, **options), results, stream)
    return stream.getvalue()


def hostile_cases() -> list[CaseResult]:
    """Ids, units, files and messages that break out of whatever does not hold them."""
    made = []
    for text in HOSTILE:
        one = case(text, Holder(text, text, text), ROSH001="not_done", PLAN003="not_done", VISIT002="excepted", message=f"Found {text}.")
        findings = tuple(replace(finding, subject=text, pointer=f"/{text}") for finding in one.findings)
        made.append(replace(one, source=f"{text}.json", findings=findings, reasons={"VISIT002": text}))
    return made


def hostile_problems() -> list[Problem]:
    return [Problem(ProblemKind.MALFORMED, text, (Fault(f"/{text}", 3, 4, text, text),), text) for text in HOSTILE]


def hostile_rules() -> dict[str, Any]:
    changed: dict[str, Any] = {
        "question": HOSTILE[0],
        "expectation": HOSTILE[1],
        "remedy": HOSTILE[7],
        "why": HOSTILE[5],
        "topic": HOSTILE[6],
    }
    return {code: replace(info, **changed) for code, info in RULES.items()}


def under_two() -> tuple[list[CaseResult], dict[str, Framework]]:
    """A case that is below the line under the second programme alone."""
    one = case("C-1")
    only: Finding = replace(case("C-1", VISIT002="too_late").findings[0], frameworks=("other-2012",))
    differing = replace(one, findings=(only,), framework_outcomes={"other-2012": {"VISIT002": Outcome.TOO_LATE}})
    return [differing, case("C-2")], {**FRAMEWORKS, "other-2012": framework("other-2012")}
