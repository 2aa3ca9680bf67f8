"""The report as one JSON document."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from caselint.reports.json_report import write_json, write_jsonl
from caselint.reports.summary import summarise
from tests.reports.busy import PROBLEMS, busy_cases
from tests.reports.support import FRAMEWORKS, case, stored


def document(path: Path, cases: list[Any], problems: Any = (), **options: Any) -> dict[str, Any]:
    results = stored(path, cases, problems)
    stream = io.BytesIO()
    write_json(summarise(results, FRAMEWORKS, **options), results, stream)
    found: dict[str, Any] = json.loads(stream.getvalue().decode("ascii"))
    return found


def test_it_holds_all_findings_duties_and_problems_whatever_the_limit(tmp_path: Path) -> None:
    report = document(tmp_path, busy_cases(), PROBLEMS, limit=1)
    assert [(f["case_id"], f["code"], f["severity"]) for f in report["findings"]["list"]] == [
        ("C-001", "ROSH001", "high"),
        ("C-001", "VISIT002", "medium"),
        ("C-002", "ROSH001", "high"),
        ("C-004", "PLAN003", "low"),
    ]
    assert report["findings"]["total"] == 4
    assert [(due["case_id"], due["deadline"]) for due in report["due"]["list"]] == [("C-003", "2010-07-09")]
    assert (report["due"]["total"], report["due"]["later"]) == (1, 1)
    assert [problem["kind"] for problem in report["problems"]["list"]] == ["inconsistent", "malformed", "unreadable"]
    counted = {kind: n for kind, n in report["problems"]["by_kind"].items() if n}
    assert counted == {"unreadable": 1, "malformed": 1, "inconsistent": 1}
    assert report["verdict"]["trusted"] is False


def test_a_figure_has_its_share_its_per_cent_its_cases_and_its_interval(tmp_path: Path) -> None:
    [card] = document(tmp_path, busy_cases())["scorecards"]
    first, without = card["sections"][0]["criteria"]
    assert (first["score"], first["percent"], first["n"], first["interval"]) == (0.7778, 78, 9, [0.4526, 0.9368])
    assert (without["score"], without["percent"], without["interval"]) == (None, None, None)
    assert card["sections"][2]["organisational"] is True
    assert first["questions"][0]["outcomes"]["not_done"] == 2


def test_the_counts_add_up(tmp_path: Path) -> None:
    [counts] = document(tmp_path, busy_cases())["counts"]
    assert sum(counts["outcomes"].values()) == counts["asked"] == counts["rules"] * counts["cases"] == 40


@pytest.mark.parametrize("cases", [[], [case("C-1")]])
def test_a_run_without_findings_is_still_a_whole_document(tmp_path: Path, cases: list[Any]) -> None:
    report = document(tmp_path, cases)
    assert (report["findings"]["list"], report["due"]["list"], report["problems"]["list"]) == ([], [], [])
    assert report["verdict"]["trusted"] is bool(cases)
    assert list(report)[:4] == ["schema_version", "head", "verdict", "scorecards"]


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    assert document(tmp_path, busy_cases(), PROBLEMS) == document(tmp_path, busy_cases(), PROBLEMS)


def test_jsonl_is_the_stored_file(tmp_path: Path) -> None:
    results = stored(tmp_path, busy_cases(), PROBLEMS)
    stream = io.BytesIO()
    write_jsonl(results, stream)
    assert stream.getvalue() == results.path.read_bytes()
