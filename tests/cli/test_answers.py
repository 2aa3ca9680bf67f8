"""`check --answers`: an assessor's word counts, and what is doubtful about it changes the exit status and is told."""

from pathlib import Path

import pytest

from tests.cli.test_trust import call, export
from tests.small_pack import case, rule, write_pack

HEAD = "case,rule,outcome,by,on,note\n"


@pytest.mark.parametrize(
    ("rows", "status", "words"),
    [
        ("C-1,VISIT901,sufficient,Jane Roe,2010-06-01,\n", 0, "assessor: above the line; record: below the line, not done"),
        ("C-1,VISIT901,insufficient,Jane Roe,2010-06-01,seen by Jane\n", 1, "An assessor answered on 1 June 2010: insufficient."),
        ("C-7,VISIT901,sufficient,Jane Roe,2010-06-01,\n", 1, "no record of that case was audited"),
        ("C-1,VISIT901,sufficient,Jane Roe,2010-06-01,\nC-1,VISIT901,good,Jane Roe,2010-06-01,\n", 2, "could not be read"),
    ],
)
def test_status_and_report(tmp_path: Path, rows: str, status: int, words: str) -> None:
    pack = write_pack(tmp_path / "pack", rule())
    answers = tmp_path / "answers.csv"
    answers.write_text(HEAD + rows, encoding="utf-8")
    result = call("check", export(tmp_path, case(case={"id": "C-1"})), "--pack", pack, "--answers", answers)
    assert result.exit_code == status, result.output
    assert words in " ".join(result.stdout.split())
    assert "Jane" not in result.output
    if status == 2:
        assert "answers of an assessor could not be read" in result.stderr


def test_a_file_of_answers_that_is_absent_is_no_all_clear(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", rule())
    result = call("check", export(tmp_path, case(case={"id": "C-1"})), "--pack", pack, "--answers", tmp_path / "none.csv")
    assert result.exit_code == 2
    assert "This run is not to be trusted" in result.stdout


def test_evidence_that_waits_for_an_assessor_is_said_on_standard_error(tmp_path: Path) -> None:
    """Nothing of it is scored, so the status is no word on it."""
    evidence = [{"when": "count(home_visits) == 0", "says": "Nobody visited since the start."}]
    given = [{"question": "VISIT901", "outcome": outcome} for outcome in ("sufficient", "not_done")]
    examples = [{"name": f"one {one['outcome']}", "case": {"answers": [one]}, "outcome": one["outcome"]} for one in given]
    judged = rule(expect="answered", evidence_against=evidence, examples=examples)
    pack = write_pack(
        tmp_path / "pack", judged, rule("VISIT902", expect={"sufficient": "count(home_visits) == 0", "otherwise": "not_done"})
    )
    words = "in 1 case the record holds evidence against"
    assert words in call("check", export(tmp_path, case(case={"id": "C-1"})), "--pack", pack).stderr
    answered = case(case={"id": "C-1"}, answers=given[:1])
    assert words not in call("check", export(tmp_path, answered), "--pack", pack).stderr
