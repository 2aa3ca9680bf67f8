"""Evidence against a case: put before the assessor, and never scored."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.case import audit_case
from caselint.audit.examples import run_examples
from caselint.audit.outcomes import CaseResult
from caselint.audit.plan import make_plan
from caselint.audit.results import case_line, case_of, parsed
from caselint.packs.problems import PackError
from tests.small_pack import make_pack, record, rule, visit

EVIDENCE = {"when": "count(home_visits) == 0", "says": "Nobody visited since {start_day}."}
ABOVE = {"name": "above", "case": {"answers": [{"question": "VISIT901", "outcome": "sufficient"}]}, "outcome": "sufficient"}
BELOW = {"name": "below", "case": {"answers": [{"question": "VISIT901", "outcome": "not_done"}]}, "outcome": "not_done"}
START_DAY = {"start_day": "coalesce(latest(s.date for s in case.starts), as_of)"}


def judged(**parts: Any) -> dict[str, Any]:
    return rule(**{"expect": "answered", "evidence_against": [EVIDENCE], "examples": [ABOVE, BELOW]} | parts)


def audit(folder: Path, entry: dict[str, Any], **laid_over: Any) -> CaseResult:
    return audit_case(make_plan(make_pack(folder, entry, definitions=START_DAY)), record(**laid_over), date(2010, 6, 30))


def test_evidence_is_proposed_and_not_scored(tmp_path: Path) -> None:
    result = audit(tmp_path, judged())
    assert result.outcomes == {"VISIT901": "not_answered"}
    assert result.findings == ()
    assert [(piece.code, piece.message) for piece in result.evidence_against] == [("VISIT901", "Nobody visited since 1 February 2010.")]


def test_it_is_stored_with_the_results(tmp_path: Path) -> None:
    result = audit(tmp_path, judged())
    assert case_of(parsed(Path("test"), 1, case_line(result))) == result


def test_no_evidence_where_the_condition_does_not_hold_or_the_question_is_not_asked(tmp_path: Path) -> None:
    assert audit(tmp_path, judged(), home_visits=[visit("2010-03-01")]).evidence_against == ()
    assert audit(tmp_path, judged(asked_of="any(home_visits)")).evidence_against == ()


def test_an_answer_stands_beside_the_evidence(tmp_path: Path) -> None:
    result = audit(tmp_path, judged(), answers=[{"question": "VISIT901", "outcome": "sufficient"}])
    assert (result.outcomes["VISIT901"], len(result.evidence_against)) == ("sufficient", 1)


def test_evidence_that_an_export_does_not_carry_leaves_the_question_to_the_assessor(tmp_path: Path) -> None:
    result = audit(tmp_path, judged(), home_visits=None)
    assert (result.outcomes["VISIT901"], result.evidence_against, result.missing) == ("not_answered", (), {})
    nested = {"when": "any(count(p.objectives) == 0 for p in sentence_plans)", "says": "A plan has no objective."}
    result = audit(tmp_path, judged(evidence_against=[nested]), sentence_plans=[{"id": "P1", "date": "2010-02-10"}])
    assert (result.outcomes["VISIT901"], result.evidence_against) == ("not_answered", ())


def test_each_subject_has_its_own(tmp_path: Path) -> None:
    each = judged(**{"for": "v in home_visits"}, evidence_against=[{"when": "not v.made", "says": "The visit of {v.date} was not made."}])
    visits = [visit("2010-03-01"), visit("2010-04-01", made=False)]
    result = audit(tmp_path, each, home_visits=visits)
    assert [(piece.subject, piece.message) for piece in result.evidence_against] == [
        ("2010-04-01", "The visit of 1 April 2010 was not made.")
    ]


def test_an_example_says_whether_evidence_is_proposed(tmp_path: Path) -> None:
    waiting = {"case": {}, "outcome": "not_answered"}
    right, wrong = ({"name": f"said {said}", "evidence_against": said, **waiting} for said in (True, False))
    results = run_examples(make_pack(tmp_path, judged(examples=[ABOVE, BELOW, right, wrong]), definitions=START_DAY))
    assert [result.passed for result in results] == [True, True, True, False]
    assert "no evidence against the case was to be proposed" in str(results[-1].message)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"expect": {"sufficient": "any(home_visits)", "otherwise": "not_done"}}, "only a rule that expects an answer"),
        ({"evidence_against": [EVIDENCE | {"when": "count(home_visit) == 0"}]}, "home_visit"),
        ({"evidence_against": [EVIDENCE | {"says": "Nobody visited since {start_dya}."}]}, "start_dya"),
    ],
)
def test_evidence_is_checked_when_the_pack_is_loaded(tmp_path: Path, parts: dict[str, Any], words: str) -> None:
    with pytest.raises(PackError, match=words):
        make_pack(tmp_path, judged(**parts), definitions=START_DAY)
