"""Answers from a file: they count as the record's own do, and none that is doubtful is passed over in silence."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.audit.answers_book import Book, read_answers
from caselint.audit.one_record import Job
from caselint.audit.run import Totals, run
from tests.small_pack import case, rule, write_pack

NAMES = {"VISIT901": "VISIT901", "test-rule-visit901": "VISIT901"}
RETIRED = {"VISIT900": "VISIT901 asks it now"}
HEAD = "case,rule,outcome,by,on,note\n"


def book(folder: Path, text: str, name: str = "answers.csv") -> Book:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_answers([path], NAMES, RETIRED)


def faults(found: Book) -> list[tuple[str, int, str]]:
    return [(problem.kind.value, fault.line, fault.message) for problem in found.problems for fault in problem.faults]


def outcomes(found: Book) -> dict[str, list[tuple[str, str | None, int]]]:
    return {name: [(one.answer.question, one.answer.outcome, one.line) for one in each] for name, each in found.by_case.items()}


TABLE = HEAD + "C-1,VISIT901,sufficient,QA-1,2010-06-01,\nC-2,test-rule-visit901,Too late,QA-1,2010-06-02,seen late\n"
FROM_EXCEL = (
    "\ufeff"
    + HEAD.replace(",", ";")
    + 'C-1;VISIT901;sufficient;QA-1;2010-06-01;"two\nlines"\n\n;;;;;\nC-2;VISIT901;too-late;QA-1;2010-06-02;\n'
)
LINES = (
    '{"case":"C-1","rule":"VISIT901","outcome":"sufficient","by":"QA-1","on":"2010-06-01"}\n\n'
    '{"case":"C-2","rule":"VISIT901","outcome":"too_late","by":"QA-1","on":"2010-06-02","note":"x"}'
)


@pytest.mark.parametrize(("name", "text", "line"), [("a.csv", TABLE, 3), ("a.csv", FROM_EXCEL, 6), ("a.jsonl", LINES, 3)])
def test_tables_and_lines(tmp_path: Path, name: str, text: str, line: int) -> None:
    found = book(tmp_path, text, name)
    assert found.problems == ()
    first = 1 if name == "a.jsonl" else 2
    assert outcomes(found) == {"C-1": [("VISIT901", "sufficient", first)], "C-2": [("VISIT901", "too_late", line)]}


def test_a_sheet_of_open_questions_is_read_as_far_as_it_was_filled_in(tmp_path: Path) -> None:
    head = "severity,case,rule,name,question,outcome,by,on,note,evidence against\n"
    waiting, filled = "high,C-1,VISIT901,a-name,Was it?,,,,,\n", "high,C-2,VISIT901,a-name,Was it?,Not done,QA-1,2010-06-01,,Nobody went.\n"
    rows = waiting + filled + ",C-3,VISIT901,,,sufficient,,,,\n"
    found = book(tmp_path, head + rows)
    assert outcomes(found) == {"C-2": [("VISIT901", "not_done", 3)]}
    assert faults(found) == [("lost_answer", 4, "`by` is missing"), ("lost_answer", 4, "`on` is missing")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("C-1,VISIT901,good,QA,2010-06-01,", "`outcome`: this is not one of the values of this field"),
        (
            "C-1,VISIT901,sufficent,QA,2010-06-01,",
            "`outcome`: `sufficent` is not one of the values of this field; did you mean `sufficient`?",
        ),
        ("C-1,VISIT901,sufficient,QA,01/06/2010,", "`on`: 01/06/2010 is not written as a date: write it as 2010-06-01 (year-month-day)"),
        ("C-1,VISIT901,sufficient,,2010-06-01,", "`by` is missing"),
        (",VISIT901,sufficient,QA,2010-06-01,", "`case` is missing"),
        ("C-1,VISIT901,sufficient,QA,2010-06-01,seen,twice", "7 cells stand in a row of 6 columns"),
    ],
)
def test_a_row_that_cannot_be_read_is_lost_and_told(tmp_path: Path, row: str, message: str) -> None:
    found = book(tmp_path, HEAD + "C-9,VISIT901,sufficient,QA,2010-06-01,\n" + row + "\n")
    assert faults(found) == [("lost_answer", 3, message)]
    assert list(found.by_case) == ["C-9"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("case,rule,outcom,by,on\n", "unknown column `outcom`; did you mean `outcome`?"),
        ("case,rule,outcome,by\n", "the column `on` is missing, so no row was read"),
        ("case,rule,outcome,by,on,on\n", "the column `on` stands here twice"),
        ("", "the file of answers is empty"),
        (HEAD + 'C-1,VISIT901,sufficient,QA,2010-06-01,"open\n', "the table cannot be read from this row on"),
        ('{"case":"C-1"', "broken JSON"),
        (
            '{"case":"C-1","rule":"VISIT901","rule":"VISIT901","outcome":"sufficient","by":"Q","on":"2010-06-01"}',
            "`rule` stands here twice",
        ),
        ("[]", "unknown column"),
    ],
)
def test_a_file_that_is_not_as_it_should_be(tmp_path: Path, text: str, message: str) -> None:
    found = book(tmp_path, text, "answers.txt")
    assert found.by_case == {}
    assert any(kind == "lost_answer" and message in told for kind, _, told in faults(found)), faults(found)


def test_a_file_that_is_absent_or_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(HEAD.encode() + b"C-1,VISIT901,sufficient,QA,2010-06-01,caf\xe9\n")
    found = read_answers([tmp_path / "none.csv", tmp_path / "latin.csv"], NAMES, RETIRED)
    assert [(line, message[:30]) for _, line, message in faults(found)] == [
        (1, "the file of answers cannot be "),
        (2, "the text is not UTF-8, so none"),
    ]


@given(st.binary(max_size=200))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for name in ("a.csv", "a.jsonl"):
        path = tmp_path_factory.mktemp("answers") / name
        path.write_bytes(HEAD.encode() + data if name == "a.csv" else data)
        found = read_answers([path], NAMES, RETIRED)
        assert found.by_case or found.problems or not data.strip() or name == "a.csv"


# -- in a run


def check(folder: Path, text: str, jobs: int = 1, **laid_over: Any) -> tuple[Totals, list[dict[str, Any]]]:
    export = folder / "export.jsonl"
    cases = [case(case={"id": name}, **laid_over) for name in ("C-1", "C-2")]
    export.write_text("".join(json.dumps(one) + "\n" for one in cases), encoding="utf-8")
    answers = folder / "answers.csv"
    answers.write_text(HEAD + text, encoding="utf-8")
    stream = io.BytesIO()
    job = Job(write_pack(folder / "pack", rule()))
    plan = job.plan()
    job = Job(job.folder, answers=read_answers([answers], plan.pack.names, plan.pack.retired))
    totals = run(job, plan, [str(export)], stream.write, jobs=jobs)
    return totals, [json.loads(line) for line in stream.getvalue().splitlines()]


def told(lines: list[dict[str, Any]]) -> list[tuple[str, str | None, int, str]]:
    return [(line["kind"], line["case_id"], fault["line"], fault["message"]) for line in lines for fault in line.get("faults", ())]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_answer_from_a_file_wins_over_the_record(tmp_path: Path, jobs: int) -> None:
    totals, lines = check(tmp_path, "C-2,VISIT901,sufficient,QA-1,2010-06-01,\n", jobs)
    assert [line["outcomes"]["VISIT901"] for line in lines if line["type"] == "case"] == ["not_done", "sufficient"]
    assert [line.get("answered") for line in lines if line["type"] == "case"][1] == [
        {"code": "VISIT901", "outcome": "sufficient", "record_outcome": "not_done", "on": "2010-06-01", "subject": None}
    ]
    assert (totals.problems, told(lines)) == (0, [])


@pytest.mark.parametrize(
    ("text", "kind", "case_id", "line", "message"),
    [
        ("C-3,VISIT901,sufficient,Q,2010-06-01,", "doubtful_answer", "C-3", 2, "no record of that case was audited"),
        ("C-1,VISIT902,sufficient,Q,2010-06-01,", "doubtful_answer", None, 2, "no rule has that code or name"),
        ("C-1,VISIT901,sufficient,Q,2010-07-01,", "doubtful_answer", "C-1", 2, "given on 1 July 2010, after the as-of date, 30 June 2010"),
        (
            "C-1,VISIT901,sufficient,Q,2010-06-01,\nC-1,VISIT901,not_done,R,2010-06-02,",
            "doubtful_answer", "C-1", 3, "VISIT901 is answered here as not done, and as sufficient in line 2",
        ),
        ("C-1,VISIT901,fine,Q,2010-06-01,", "lost_answer", None, 2, "`outcome`"),
    ],
)  # fmt: skip
def test_each_doubt_is_a_problem_with_its_line(tmp_path: Path, text: str, kind: str, case_id: str | None, line: int, message: str) -> None:
    totals, lines = check(tmp_path, text + "\n")
    ((kind_told, case_told, line_told, message_told),) = told(lines)
    assert (kind_told, case_told, line_told) == (kind, case_id, line)
    assert message in message_told
    assert (totals.problems, totals.lost_answers, totals.doubtful_answers) == (1, kind == "lost_answer", kind == "doubtful_answer")
    assert lines[-1]["problems"] == 1
    assert totals.not_audited == 0


def test_an_answer_in_the_record_that_says_otherwise_is_told(tmp_path: Path) -> None:
    own = [{"question": "test-rule-visit901", "outcome": "insufficient", "date": "2010-05-01"}]
    _, lines = check(tmp_path, "C-1,VISIT901,sufficient,Q,2010-06-01,\n", answers=own)
    assert told(lines) == [
        ("doubtful_answer", "C-1", 2, "VISIT901 is answered here as sufficient, and as insufficient in the record itself")
    ]
    assert [line["outcomes"]["VISIT901"] for line in lines if line["type"] == "case"] == ["sufficient", "insufficient"]
