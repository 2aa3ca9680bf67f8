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
