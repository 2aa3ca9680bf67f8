"""The table of findings: every finding, stable columns, and no formulas."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from caselint.reports import csv_report
from caselint.reports.csv_report import COLUMNS, cell
from tests.reports.busy import REVIEWED, busy_cases, reviewed_cases
from tests.reports.rendering import HOSTILE, hostile_cases, hostile_rules, rendered
from tests.reports.support import stored


def table(path: Path, cases: list[Any], **options: Any) -> list[dict[str, str]]:
    data = rendered("csv", stored(path, cases, **options), limit=1)
    assert data.startswith(b"\xef\xbb\xbfcase_id,code,")
    assert data.endswith(b"\r\n")
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert tuple(reader.fieldnames or ()) == COLUMNS
    return list(reader)


def test_a_row_for_each_finding_in_the_order_of_the_input(tmp_path: Path) -> None:
    rows = table(tmp_path, busy_cases())
    assert [(row["case_id"], row["code"]) for row in rows] == [
        ("C-001", "ROSH001"),
        ("C-001", "VISIT002"),
        ("C-002", "ROSH001"),
        ("C-004", "PLAN003"),
    ]
    expected = {
        "name": "first-home-visit",
        "severity": "medium",
        "outcome": "too_late",
        "deadline": "2010-02-15",
        "officer_id": "OM-1",
        "team": "North",
        "local_delivery_unit": "",
        "criteria": "small-2010 2.1",
        "frameworks": "small-2010",
        "as_of": "2010-06-30",
        "source": "cases.jsonl",
        "line": "1",
        "pointer": "/home_visits",
        "subject": "",
        "identity": "VISIT002/C-001",
    }
    assert {key: rows[1][key] for key in expected} == expected


def test_without_findings_there_is_the_heading_alone(tmp_path: Path) -> None:
    assert table(tmp_path, []) == []


def test_the_columns_are_documented() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"`{column}`" in (csv_report.__doc__ or "")
        assert f"`{column}`" in readme


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\uff1d1", "\n"])
def test_nothing_is_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))
    assert cell(text).isprintable()


def test_each_row_stays_one_row_whatever_the_data_hold(tmp_path: Path) -> None:
    rows = table(tmp_path, hostile_cases(), rules=hostile_rules())
    assert len(rows) == 2 * len(HOSTILE)
    for row in rows:
        for value in row.values():
            assert value.isprintable()
            assert not value.startswith(("=", "+", "-", "@"))


def test_what_is_not_new_or_is_no_finding_says_so(tmp_path: Path) -> None:
    rows = table(tmp_path, reviewed_cases(), **REVIEWED)
    columns = ("case_id", "code", "outcome", "standing", "agreed_on", "until")
    assert [tuple(row[column] for column in columns) for row in rows if row["case_id"] in ("C-03", "C-05", "C-06", "C-07", "C-08")] == [
        ("C-03", "ROSH001", "not_done", "new", "", ""),
        ("C-03", "VISIT002", "too_late", "suppressed", "2010-05-04", "2010-12-31"),
        ("C-05", "VISIT002", "excepted", "excepted", "2010-05-04", "2010-07-09"),
        ("C-06", "ROSH001", "sufficient", "not_needed", "2010-05-04", "2010-12-31"),
        ("C-07", "ROSH001", "sufficient", "gone", "", ""),
        ("C-07", "GONE009", "", "gone", "", ""),
        ("C-08", "ROSH001", "not_done", "known", "", ""),
        ("C-08", "ROSH001", "not_done", "new", "", ""),
    ]
    assert all(bool(row["identity"]) is (row["standing"] in ("new", "known", "suppressed")) for row in rows), "what is no finding has none"
    excepted = next(row for row in rows if row["standing"] == "excepted")
    assert "ENDS WITHIN FOUR WEEKS" in excepted["message"] and "(not done without it)" in excepted["message"]
