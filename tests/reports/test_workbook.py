"""The report as an Excel workbook, opened again."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from caselint.audit.answers_book import read_answers
from caselint.audit.answers_file import AnswerRow
from caselint.audit.outcomes import CaseResult, Evidence, Holder
from caselint.reports.json_report import write_json
from caselint.reports.safe_text import UNPRINTABLE, escaped
from caselint.reports.summary import summarise
from caselint.reports.workbook import sheet as sheet_module
from caselint.reports.workbook.book import write_xlsx
from tests.reports.busy import ENDED, PROBLEMS, REVIEWED, busy_cases, reviewed_cases
from tests.reports.support import FRAMEWORKS, case, stored

SHEETS = [
    *("Summary", "Score card", "Findings", "Cases", "Due next"),
    *("For an assessor", "Exceptions", "Not exported", "Problems", "Rules"),
]
TABLES = SHEETS[1:]
AWKWARD = ["=1+1", "+44", "-C", "@SUM(A1)", "#N/A", "00123", "1e5", "2010-06-30", 'a"b,c;d', "C'1!A1", "_x0041_", "Zoë \u202e", "TRUE"]


def written(path: Path, cases: list[CaseResult], problems: Any = (), **options: Any) -> bytes:
    results = stored(path, cases, problems)
    stream = io.BytesIO()
    write_xlsx(summarise(results, FRAMEWORKS, **options), results, stream)
    return stream.getvalue()


def opened(path: Path, cases: list[CaseResult], problems: Any = (), **options: Any) -> Workbook:
    return load_workbook(io.BytesIO(written(path, cases, problems, **options)))


def rows(book: Workbook, title: str) -> list[dict[str, Any]]:
    """The rows of a table by the names of its columns."""
    head, *body = book[title].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def front(book: Workbook) -> dict[str, Any]:
    return {str(label): value for label, value in book["Summary"].iter_rows(values_only=True, max_col=2) if label is not None}


def texts(sheet: Worksheet) -> str:
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


def test_the_sheets_and_their_tables(tmp_path: Path) -> None:
    book = opened(tmp_path, busy_cases(), PROBLEMS)
    assert book.sheetnames == SHEETS
    for title in TABLES:
        sheet = book[title]
        assert sheet.freeze_panes == "A2", title
        assert sheet.auto_filter.ref.startswith("A1:"), title
        assert all(sheet.column_dimensions[cell.column_letter].width > 5 for cell in sheet[1]), title


def test_all_findings_whatever_the_limit_the_most_severe_first(tmp_path: Path) -> None:
    found = rows(opened(tmp_path, busy_cases(), PROBLEMS, limit=1), "Findings")
    assert [(row["severity"], row["case"], row["code"], row["outcome"]) for row in found] == [
        ("high", "C-001", "ROSH001", "not done"),
        ("high", "C-002", "ROSH001", "not done"),
        ("medium", "C-001", "VISIT002", "too late"),
        ("low", "C-004", "PLAN003", "insufficient"),
    ]
    assert [row["deadline"] for row in found] == [datetime(2010, 2, 15), datetime(2010, 2, 10), datetime(2010, 2, 15), None]
    assert [row["days late, still not done"] for row in found] == [135, 140, None, None]
    assert (found[0]["officer"], found[0]["team"], found[0]["criteria"]) == ("OM-1", "North", "1.1")


def test_the_counts_are_those_of_the_json_report_and_add_up(tmp_path: Path) -> None:
    book = opened(tmp_path, busy_cases(), PROBLEMS)
    results, document = stored(tmp_path, busy_cases(), PROBLEMS), io.BytesIO()
    write_json(summarise(results, FRAMEWORKS), results, document)
    report = json.loads(document.getvalue())
    [counts] = report["counts"]
    shown = front(book)
    assert (shown["above the line"], shown["below the line"]) == (counts["above"], counts["below"])
    assert (shown["needs an assessor"], shown["excepted"], shown["together"]) == (2, 1, counts["asked"])
    cases = rows(book, "Cases")
    columns = {"above the line": "sufficient", "not asked": "not_applicable", "waiting for an assessor": "not_answered"}
    for column, outcome in columns.items():
        assert sum(row[column] for row in cases) == counts["outcomes"][outcome], column
    names = list(cases[0])
    for row in cases:
        assert sum(row[name] for name in names[names.index("above the line") : names.index("questions")]) == row["questions"] == 4
        assert sum(row[f"{severity} findings"] for severity in ("high", "medium", "low")) == row["findings"]
    assert sum(row["findings"] for row in cases) == len(rows(book, "Findings")) == report["findings"]["total"] == 4


def test_the_score_card_says_what_it_cannot_score(tmp_path: Path) -> None:
    book = opened(tmp_path, busy_cases())
    found = {(row["kind"], row["id"] or row["name"]): row for row in rows(book, "Score card") if row["kind"]}
    first = found["criterion", "1.1"]
    assert (first["score"], first["n"], first["small numbers"]) == (0.78, 9, "too few")
    assert (found["criterion", "1.2"]["score"], found["criterion", "1.2"]["remark"]) == (None, "no question can be scored yet")
    assert "interviews" in found["section", "3"]["remark"]
    assert ("headline", "Risk of Harm score") in found
    assert "Areas are not to be compared closely." in texts(book["Score card"])


@pytest.mark.parametrize("title", ["Summary", "Findings", "Cases", "For an assessor", "Exceptions"])
def test_every_link_leads_to_what_it_names(tmp_path: Path, title: str) -> None:
    book = opened(tmp_path, busy_cases(), PROBLEMS)
    linked = [cell for row in book[title].iter_rows() for cell in row if cell.hyperlink]
    assert linked
    for cell in linked:
        where, _, place = cell.hyperlink.location.rpartition("!")
        target = book[where.strip("'")]
        if title == "Summary":
            assert place == "A1"
        else:
            row = {str(head.value): value.value for head, value in zip(target[1], target[int(place[1:])], strict=True)}
            assert row["case"] == cell.value
        assert cell.hyperlink.target is None, "nothing leads out of the workbook"


def test_no_cell_can_run_and_every_id_stays_as_it_is(tmp_path: Path) -> None:
    cases = [
        case(
            name,
            Holder(name, name, name),
            message=f"={name}",
            ROSH001="not_done",
            VISIT002="excepted",
            reasons={"VISIT002": "=1+1", "PLAN003": "@x"},
            PLAN003="not_answered",
        )
        for name in AWKWARD
    ]
    document = written(tmp_path, cases)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name) and b"<f " not in archive.read(name), name
            assert "external" not in name.lower()
    book = load_workbook(io.BytesIO(document))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in ("f", "e"), (sheet.title, cell.coordinate)
                if isinstance(cell.value, str) and cell.value[:1] in ("=", "+", "-", "@"):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate)
    shown = [name.replace("_x0041_", "_x005F_x0041_").replace("\u202e", "\\u202e") for name in AWKWARD]
    assert [row["case"] for row in rows(book, "Cases")] == shown
    assert [row["officer"] for row in rows(book, "Findings")] == shown


@given(st.lists(st.text(max_size=30), min_size=1, max_size=20))
@settings(max_examples=15, deadline=None)
def test_a_text_stands_in_its_cell_as_it_is(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Spaces at its ends, marks of XML and what looks like markup are text like any other; what nobody can see is written out."""
    cases = [case(f"C-{n:02}", message=f" <r>&{text}</r> ", ROSH001="not_done") for n, text in enumerate(texts)]
    found = [row["what was found"] for row in rows(opened(tmp_path_factory.mktemp("book"), cases), "Findings")]
    shown = ["".join(escaped(char) if unicodedata.category(char) in UNPRINTABLE else char for char in text) for text in texts]
    assert found == [f" <r>&{re.sub('_(?=x[0-9A-Fa-f]{4}_)', '_x005F_', text)}</r> " for text in shown]


def test_the_parts_of_a_sheet_stand_in_the_order_that_excel_asks_for(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(tmp_path, busy_cases(), PROBLEMS))) as archive:
        sheets = [ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if "worksheets/" in name]
    assert len(sheets) == len(SHEETS)
    order = ["sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter"]
    order += ["dataValidations", "hyperlinks", "pageMargins", "pageSetup", "headerFooter"]
    for sheet in sheets:
        parts = [part.tag.rpartition("}")[2] for part in sheet]
        assert parts == [name for name in order if name in parts]
        assert {"sheetData", "pageMargins"} <= set(parts)


def test_the_same_results_give_the_same_bytes_whenever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(tmp_path, busy_cases(), PROBLEMS)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert written(tmp_path, busy_cases(), PROBLEMS) == first
    book = load_workbook(io.BytesIO(first))
    assert (book.properties.created, book.properties.modified) == (datetime(2010, 6, 30), datetime(2010, 6, 30))


def test_what_there_is_no_room_for_is_said_on_the_sheet_and_in_the_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "MAX_ROWS", 4)
    monkeypatch.setattr(sheet_module, "MAX_LINKS", 1)
    long = case("C-1", message="x" * 40_000, ROSH001="not_done", VISIT002="not_done", PLAN003="not_done")
    book = opened(tmp_path, [long, *(case(f"C-{n}", ROSH001="not_done") for n in range(2, 9))])
    findings = book["Findings"]
    assert findings.max_row == 4
    assert findings["A4"].value == "The sheet Findings lacks 8 rows: a sheet of Excel ends at row 4."
    assert findings.auto_filter.ref.endswith("3")
    summary = texts(book["Summary"])
    assert "The sheet Findings lacks 8 rows" in summary
    assert "The sheet Cases lacks 6 rows" in summary
    assert "The sheet Cases has more than the 1 links" in summary
    assert "1 text was longer than the 32,767 characters" in summary
    message = findings["G2"].value
    assert len(message) == 32_767 and message.endswith("(cut here: Excel takes no longer text in a cell)")


def test_a_long_text_of_wide_characters_is_measured_as_excel_measures_it(tmp_path: Path) -> None:
    message = opened(tmp_path, [case("C-1", message="\U0001f600" * 20_000, ROSH001="not_done")])["Findings"]["G2"].value
    assert len(message.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize("cases", [[], [case("C-1")]])
def test_a_run_without_findings_is_still_a_whole_workbook(tmp_path: Path, cases: list[CaseResult]) -> None:
    book = opened(tmp_path, cases)
    assert book.sheetnames == SHEETS
    assert rows(book, "Findings") == []
    summary = book["Summary"]
    [doubtful] = [row for row in summary.iter_rows() if row[0].value == "Not to be trusted"] or [None]
    assert (doubtful is None) is bool(cases)
    if doubtful:
        assert doubtful[1].font.color.rgb.endswith("C00000")


def test_doubts_stand_in_red_above_the_verdict(tmp_path: Path) -> None:
    summary = opened(tmp_path, busy_cases(), PROBLEMS)["Summary"]
    labels = [row[0].value for row in summary.iter_rows()]
    assert labels.index("Not to be trusted") < labels.index("What it comes to") < labels.index("Three things to act on")
    assert "1 file could not be read, or not to the end" in texts(summary)


def test_what_was_not_exported_what_is_excepted_due_and_wrong(tmp_path: Path) -> None:
    book = opened(tmp_path, busy_cases(), PROBLEMS)
    assert [(row["kind"], row["what"], row["cases"], row["of cases"]) for row in rows(book, "Not exported")] == [
        ("part of the record", "home_visits", 1, 10),
        ("question not asked", "VISIT002 first-home-visit", 1, 10),
    ]
    assert [(row["case"], row["reason"]) for row in rows(book, "Exceptions")] == [("C-005", "a professional reason is on record")]
    assert [(row["deadline"], row["case"], row["officer"]) for row in rows(book, "Due next")] == [(datetime(2010, 7, 9), "C-003", "OM-2")]
    assert [row["line"] for row in rows(book, "Problems")] == [9, 11, 11, 3]
    assert len(rows(book, "Rules")) == 4


# -- what an assessor fills in


def saved_as_csv(sheet: Worksheet) -> str:
    """What a spreadsheet saves of the answered rows and the columns of answers: cells as they are shown."""
    page = io.StringIO()
    table = csv.writer(page)
    for row in sheet.iter_rows(max_col=6, values_only=True):
        if row[2]:
            table.writerow([value.isoformat() if isinstance(value, date) else value for value in row])
    return page.getvalue()


def test_the_sheet_for_an_assessor_filled_in_is_a_file_of_answers(tmp_path: Path) -> None:
    evidence = (Evidence("ROSH001", "The screening names no victim."), Evidence("ROSH001", "It is not dated."))
    waiting = case("=C,1", ROSH001="not_answered", PLAN003="not_answered", reasons={"ROSH001": "only an assessor can answer"})
    waiting = replace(waiting, evidence_against=evidence)
    book = opened(tmp_path, [waiting, case("C-2", PLAN003="not_answered"), case("C-3")])
    sheet = book["For an assessor"]
    columns = [cell.value for cell in sheet[1]]
    assert columns[:6] == [name for name in AnswerRow.model_fields if name != "subject"]
    found = rows(book, "For an assessor")
    assert [(row["case"], row["rule"], row["evidence against"]) for row in found] == [
        ("=C,1", "ROSH001", "The screening names no victim. It is not dated."),
        ("=C,1", "PLAN003", None),
        ("C-2", "PLAN003", None),
    ]
    [choice] = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("C2:C4", '"sufficient,insufficient,too_late,not_done,not_applicable"')
    assert sheet.column_dimensions["E"].number_format == "yyyy-mm-dd", "however a date is typed, it is shown like this"
    sheet["C2"], sheet["D2"], sheet["E2"], sheet["F2"] = "too_late", "QA-1", date(2010, 6, 18), 'said, "late"'
    sheet["C4"], sheet["D4"], sheet["E4"] = "sufficient", "QA-1", date(2010, 6, 18)
    answers = tmp_path / "answers.csv"
    answers.write_text(saved_as_csv(sheet), encoding="utf-8-sig", newline="")
    given = read_answers([answers], {"ROSH001": "ROSH001", "PLAN003": "PLAN003"}, {})
    assert given.problems == ()
    assert {name: [(one.answer.question, one.answer.outcome, one.answer.date) for one in all] for name, all in given.by_case.items()} == {
        "=C,1": [("ROSH001", "too_late", date(2010, 6, 18))],
        "C-2": [("PLAN003", "sufficient", date(2010, 6, 18))],
    }


def test_what_is_known_and_agreed_on_stands_in_columns_and_sheets_of_its_own(tmp_path: Path) -> None:
    stream = io.BytesIO()
    results = stored(tmp_path, reviewed_cases(), [ENDED], **REVIEWED)
    write_xlsx(summarise(results, FRAMEWORKS), results, stream)
    book = load_workbook(stream)
    assert book.sheetnames == [*SHEETS[:7], "Agreed on", "No longer there", *SHEETS[7:]]
    assert [row["standing"] for row in rows(book, "Findings") if row["case"] == "C-04"] == ["known", "new", "known"]
    assert [row["of these new"] for row in rows(book, "Cases")] == [1, 0, 1, 1, 0, 0, 0, 1]
    told = [(row["case"], row["kind"], row["without it"], row["until"], row["to see to"]) for row in rows(book, "Agreed on")]
    assert told == [
        ("C-03", "suppression", "too late", datetime(2010, 12, 31), None),
        ("C-05", "exception", "not done", datetime(2010, 7, 9), "ends within four weeks"),
        ("C-06", "exception", "sufficient", datetime(2010, 12, 31), "changes nothing any more: take it out"),
    ]
    assert [(row["code"], row["name"]) for row in rows(book, "No longer there")] == [
        ("ROSH001", "start-screening-done"),
        ("GONE009", "not in this pack"),
    ]
    shown = front(book) | {"Findings": next(row[1] for row in book["Summary"].iter_rows(values_only=True) if row[0] == "Findings")}
    assert shown["Findings"] == "4 new findings in 4 cases: 3 high and 1 medium; 5 known and 1 suppressed"
    assert shown["Baseline"] == "known.jsonl: 9 findings as of 2010-05-31 to 2010-06-01; 2 of them on cases that were not audited"
