"""A case on the screen, and the record behind it: found, gone, changed or never kept."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from caselint.audit.outcomes import CaseResult
from caselint.browse.app import BrowseApp
from caselint.browse.records import Found, find_record
from tests.browse.support import WIDE, after, app_for, drive, few, few_cases, screen, settle
from tests.reports.support import case, stored
from tests.small_pack import case as record

LONG_AGO, NOW = 1_000_000_000, 10**18 * 9


def write_records(path: Path, *ids: str) -> Path:
    """Records one to a line, in a file that is older than any results; compressed where its name says so."""
    records = [record(case={"id": name}, home_visits=[{"date": "2010-03-09", "made": True}]) for name in ids]
    data = "\n".join(map(json.dumps, records)).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def with_record(folder: Path, *ids: str) -> BrowseApp:
    """One case with a finding, the second of a file of records beside the results."""
    write_records(folder / "cases.jsonl", *ids or ("C-0", "C-1"))
    return app_for(stored(folder, [replace(case("C-1", ROSH001="not_done"), line=2)]).path)


def test_enter_opens_the_case_at_the_finding(tmp_path: Path) -> None:
    seen = after(few(tmp_path), "enter")
    assert "C-002   OM-2, South   1 of 5 in the list" in seen
    assert "▶ HIGH   ROSH001 start-screening-done: insufficient, was due 8 Jan 2010" in seen
    assert "Found    Nothing on record since the sentence on 1 February 2010" in seen
    assert "Expected What start-screening-done expects" in seen
    assert "To do    Do what start-screening-done asks and record it." in seen
    assert "Criteria 1.1" in seen
    assert "  LOW    PLAN003 plan-signed: not done, was due 8 Jan 2010" in seen


def test_every_other_outcome_of_the_case_is_told(tmp_path: Path) -> None:
    missing = {"VISIT002": ("home_visits",)}
    one = case("C-1", VISIT002="not_exported", missing=missing, ROSH001="excepted", reasons={"ROSH001": "a reason is on record"})
    seen = after(app_for(stored(tmp_path, [one]).path), "2", "enter", size=WIDE)
    assert "No question that was asked of this case and could be decided is below the line." in seen
    assert "COULD NOT BE ASKED: NOT EXPORTED  1 question" in seen
    assert "not carried: home_visits" in seen
    assert "LEFT OUT FOR A PROFESSIONAL REASON  1 question" in seen
    assert "ROSH001 start-screening-done: a reason is on record" in seen
    assert "NOT ASKED OF THIS CASE  2 questions" in seen


def test_what_waits_and_what_falls_due_opens_there(tmp_path: Path) -> None:
    waiting = after(few(tmp_path), "4", "enter")
    assert "WAITS FOR AN ASSESSOR  1 question" in waiting
    assert "evidence against: Nothing since 3 March 2010." in waiting
    assert "▶  9 Jul 2010 VISIT002 first-home-visit" in after(few(tmp_path), "3", "enter")


def test_the_timeline_has_the_record_and_the_deadline(tmp_path: Path) -> None:
    seen = after(with_record(tmp_path), "enter", "tab")
    assert "▶ 15  DEADLINE ROSH001 start-screening-done: not done" in seen
    assert "   9  home visits" in seen
    assert "Found" not in seen
    both = after(with_record(tmp_path), "enter", size=WIDE)
    assert "Found" in both and "▶ 15  DEADLINE" in both
    assert "every date, f folds" in after(with_record(tmp_path), "enter", "f", size=WIDE)


def test_going_on_in_the_list_and_back(tmp_path: Path) -> None:
    seen = after(few(tmp_path), "enter", "n")
    assert "C-001   OM-1, North   2 of 5 in the list" in seen
    assert "1 of 5 in the list" in after(few(tmp_path), "enter", "p")
    assert "5 findings, the most severe first" in after(few(tmp_path), "enter", "n", "escape")


def test_a_record_that_is_gone_is_said_and_the_dates_of_the_results_stay(tmp_path: Path) -> None:
    seen = after(few(tmp_path), "enter", "tab")
    assert "cases.jsonl was not found from here, or from the folder of the results." in seen
    assert "`--records FOLDER` says where the records are." in " ".join(seen.split())
    assert "▶  8  DEADLINE ROSH001 start-screening-done: insufficient" in seen


def test_another_case_at_that_place_is_said(tmp_path: Path) -> None:
    seen = " ".join(after(with_record(tmp_path, "C-0", "C-9"), "enter", "tab").split())
    assert "was changed since the run: line 2 holds another case." in seen
    assert "C-9" not in seen


# -- finding the record


def look(result: CaseResult, folder: Path, made: int = NOW, records: Path | None = None) -> Found:
    return find_record(result, folder / "results.jsonl", made, records)


@pytest.mark.parametrize("name", ["r.jsonl", "r.ndjson", "r.json.gz"])
def test_a_record_in_a_file_of_any_form(tmp_path: Path, name: str) -> None:
    write_records(tmp_path / name, "C-0", "C-1")
    found = look(replace(case("C-1"), source=name, line=2), tmp_path)
    assert found.record is not None and found.record.case.id == "C-1" and found.says is None


def test_a_record_in_an_array_on_one_line(tmp_path: Path) -> None:
    first, second = (json.dumps(record(case={"id": name})) for name in ("C-0", "C-1"))
    (tmp_path / "r.json").write_text(f"[{first},{second}]", encoding="utf-8")
    os.utime(tmp_path / "r.json", (LONG_AGO, LONG_AGO))
    found = look(replace(case("C-1"), source="r.json", line=1, column=len(first) + 3), tmp_path)
    assert found.record is not None and found.record.case.id == "C-1"
    wrong = look(replace(case("C-1"), source="r.json", line=1, column=len(first) + 4), tmp_path)
    assert wrong.record is None


def moved(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    shutil.move(folder / "cases.jsonl", folder / "elsewhere" / "cases.jsonl")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda folder: (folder / "cases.jsonl").unlink(), "was not found"),
        (moved, "was not found"),
        (lambda folder: write_records(folder / "cases.jsonl", "C-0"), "no record begins at line 2, column 1"),
        (lambda folder: (folder / "cases.jsonl").write_text('{"a":1}\n{"case"'), "can no longer be read"),
        (lambda folder: (folder / "cases.jsonl").write_text(""), "the file is empty"),
        (lambda folder: (folder / "cases.jsonl").write_bytes(b"\x1f\x8bnot"), "cannot be read"),
    ],
)
def test_why_a_record_is_not_there(tmp_path: Path, change: Callable[[Path], object], says: str) -> None:
    write_records(tmp_path / "cases.jsonl", "C-0", "C-1")
    change(tmp_path)
    found = look(replace(case("C-1"), line=2), tmp_path)
    assert found.record is None and found.says is not None and says in found.says


def test_standard_input_was_kept_nowhere(tmp_path: Path) -> None:
    found = look(replace(case("C-1"), source="<stdin>"), tmp_path)
    assert found == Found(None, "The record came from standard input and was kept nowhere.")


def test_a_file_that_is_younger_than_the_results_is_doubted(tmp_path: Path) -> None:
    write_records(tmp_path / "cases.jsonl", "C-1")
    found = look(case("C-1"), tmp_path, made=LONG_AGO * 10**9 - 1)
    assert found.record is not None
    assert found.says is not None and "was written after the results" in found.says


@pytest.mark.parametrize("source", ["cases.jsonl", "exports/cases.jsonl", "../exports/cases.jsonl", "/srv/exports/cases.jsonl"])
def test_a_folder_of_records(tmp_path: Path, source: str) -> None:
    (tmp_path / "kept" / "exports").mkdir(parents=True)
    write_records(tmp_path / "kept" / ("exports" if "/" in source else ".") / "cases.jsonl", "C-1")
    write_records(tmp_path / "cases.jsonl", "C-9")
    found = look(replace(case("C-1"), source=source), tmp_path, records=tmp_path / "kept")
    assert found.record is not None and found.record.case.id == "C-1"


def test_a_source_is_tried_as_given_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    write_records(tmp_path / "here" / "cases.jsonl", "C-1")
    write_records(tmp_path / "cases.jsonl", "C-9")
    assert look(case("C-1"), tmp_path).record is None
    monkeypatch.chdir(tmp_path / "here")
    assert look(case("C-1"), tmp_path).record is not None


def test_a_case_that_is_left_before_its_record_was_read(tmp_path: Path) -> None:
    app = app_for(stored(tmp_path, few_cases()).path)

    async def steps(pilot) -> None:  # type: ignore[no-untyped-def]
        await pilot.press("enter", "n", "n", "escape")
        await settle(pilot)
        assert "5 findings" in screen(app)

    drive(app, steps)
