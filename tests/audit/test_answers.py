"""Assessors' answers: none is passed over in silence, and none can hide a case."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.case import audit_case
from caselint.audit.one_record import Job
from caselint.audit.outcomes import CaseResult
from caselint.audit.plan import make_plan
from caselint.audit.run import run
from tests.small_pack import case, make_pack, record, rule, visit, write_pack

EACH: dict[str, Any] = {
    "for": "start in case.starts",
    "expect": {"sufficient": "any(v.date == start.date for v in home_visits)", "otherwise": "not_done"},
}
TWO_STARTS = {
    "starts": [{"id": "S1", "event": "sentence", "date": "2010-02-01"}, {"id": "S2", "event": "transfer_in", "date": "2010-03-01"}]
}


def audit(folder: Path, *rules: dict[str, Any], **laid_over: Any) -> CaseResult:
    return audit_case(make_plan(make_pack(folder, *rules)), record(**laid_over), date(2010, 6, 30))


def answer(**parts: Any) -> dict[str, Any]:
    return {"question": "VISIT901", "date": "2010-05-03", **parts}


def test_a_question_that_is_switched_off_is_listed_beside_what_the_record_says(tmp_path: Path) -> None:
    result = audit(tmp_path, rule(), answers=[answer(asked_of_case=False)])
    assert result.outcomes == {"VISIT901": "not_applicable"}
    assert [(a.outcome, a.record_outcome, a.disagrees) for a in result.answered] == [("not_applicable", "not_done", True)]


def test_a_question_that_is_switched_on_again_is_asked(tmp_path: Path) -> None:
    given = [answer(asked_of_case=False), answer(asked_of_case=True, date="2010-05-04")]
    assert audit(tmp_path, rule(), answers=given).outcomes == {"VISIT901": "not_done"}


@pytest.mark.parametrize("turned", [1, -1])
def test_of_two_answers_on_a_day_the_one_below_the_line_holds(tmp_path: Path, turned: int) -> None:
    given = [answer(outcome="not_applicable"), answer(outcome="insufficient")][::turned]
    assert audit(tmp_path, rule(), answers=given).outcomes == {"VISIT901": "insufficient"}


def test_an_answer_names_its_subject(tmp_path: Path) -> None:
    result = audit(tmp_path, rule(**EACH), case=TWO_STARTS, answers=[answer(subject_id="S2", outcome="sufficient")])
    assert [(a.subject, a.record_outcome) for a in result.answered] == [("S2", "not_done")]


def test_a_subject_that_cannot_be_judged_does_not_hide_one_below_the_line(tmp_path: Path) -> None:
    each = rule(
        **{"for": "p in sentence_plans"},
        expect={"sufficient": "count(p.objectives) > 0", "otherwise": "not_done"},
        finding="None.",
    )
    plans = [{"id": "P1", "date": "2010-02-03", "objectives": []}, {"id": "P2", "date": "2010-03-03"}]
    for entries in (plans, plans[::-1]):
        result = audit(tmp_path, each, sentence_plans=entries)
        assert (result.outcomes["VISIT901"], [f.subject for f in result.findings], result.missing) == ("not_done", ["P1"], {})
    assert audit(tmp_path, each, sentence_plans=plans[1:]).missing == {"VISIT901": ("sentence_plans.objectives",)}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (answer(question="VISIT91", outcome="sufficient"), "no rule has that code or name (did you mean `VISIT901`?)"),
        (answer(question="told by Jane Roe", outcome="sufficient"), "no rule has that code or name"),
        (answer(), "it gives VISIT901 no outcome"),
        (answer(outcome="insufficient", subject_id="S9"), "VISIT901 is not asked of anything in this case that has its subject_id"),
        (answer(outcome="insufficient", subject_id="S2"), None),
        (answer(outcome="insufficient", subject_id="S9", date="2010-07-01"), None),  # not given yet on the as-of date
        (answer(asked_of_case=True), None),
    ],
)
def test_an_answer_that_decides_nothing_is_told(tmp_path: Path, given: dict[str, Any], words: str | None) -> None:
    export = tmp_path / "export.json"
    export.write_text(json.dumps(case(case=TWO_STARTS, home_visits=[visit("2010-02-01")], answers=[given])), encoding="utf-8")
    stream = io.BytesIO()
    job = Job(write_pack(tmp_path / "pack", rule(**EACH)))
    totals = run(job, job.plan(), [str(export)], stream.write)
    faults = [fault for line in stream.getvalue().splitlines() for fault in json.loads(line).get("faults", ())]
    expected = [("/answers/0", f"this answer counts for nothing: {words}")] if words else []
    assert [(fault["pointer"], fault["message"]) for fault in faults] == expected
    assert (totals.cases, totals.inconsistent) == (1, bool(words))
    assert b"Jane" not in stream.getvalue()
