"""Many cases: the same bytes for any number of processes, and nothing lost from sight."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.one_record import Job
from caselint.audit.results import ResultsError, open_results
from caselint.audit.run import BATCH, PackChanged, Totals, run
from tests.small_pack import case, rule, visit, write_pack


def lines_of(count: int) -> list[str]:
    """Cases that differ: some visited, some not."""
    return [
        json.dumps(case(case={"id": f"C{number:04}"}, home_visits=[visit("2010-02-12")] if number % 3 else [])) for number in range(count)
    ]


def run_on(folder: Path, text: str, jobs: int = 1, **parts: Any) -> tuple[bytes, Totals]:
    pack = write_pack(folder / "pack", rule())
    export = folder / "export.jsonl"
    export.write_text(text, encoding="utf-8")
    job = Job(pack, **parts)
    stream = io.BytesIO()
    totals = run(job, job.plan(), [str(export)], stream.write, jobs=jobs)
    return stream.getvalue(), totals


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_same_bytes_with_one_process_or_several(tmp_path: Path, jobs: int) -> None:
    lines = lines_of(3 * BATCH + 5)
    lines[40] = "{broken"
    lines[50] = lines[3]  # a case that was read before
    text = "\n".join(lines)
    assert run_on(tmp_path, text, jobs)[0] == run_on(tmp_path, text, 1)[0]


def test_a_bad_record_is_a_problem_and_the_run_goes_on(tmp_path: Path) -> None:
    lines = lines_of(3)
    lines[1] = lines[1].replace('"gender": "male"', '"gender": "mail"')
    written, totals = run_on(tmp_path, "\n".join(lines))
    assert (totals.cases, totals.problems, totals.not_audited, totals.worst) == (2, 1, 1, "high")
    (tmp_path / "r.jsonl").write_bytes(written)
    (problem,) = open_results(tmp_path / "r.jsonl").problems()
    assert (problem.case_id, problem.faults[0].pointer, problem.faults[0].line) == ("C0001", "/person/gender", 2)


def test_a_case_read_twice_counts_once_and_the_second_is_a_problem(tmp_path: Path) -> None:
    written, totals = run_on(tmp_path, "\n".join([*lines_of(2), lines_of(1)[0]]))
    assert (totals.cases, totals.not_audited) == (2, 1)
    assert b'"kind":"duplicate"' in written


def test_a_record_that_contradicts_itself_is_audited_and_told(tmp_path: Path) -> None:
    text = json.dumps(case(case={"prolific_periods": [{"kind": "ppo", "started_on": "2010-03-01", "ended_on": "2010-02-01"}]}))
    _, totals = run_on(tmp_path, text)
    assert (totals.cases, totals.inconsistent, totals.not_audited) == (1, 1, 0)


def test_a_record_without_an_export_date_needs_an_as_of_date(tmp_path: Path) -> None:
    text = json.dumps(case(case={"exported_on": None}))
    written, totals = run_on(tmp_path, text)
    assert (totals.cases, totals.not_audited) == (0, 1)
    assert b"give the as-of date: --as-of" in written
    assert run_on(tmp_path, text, as_of=date(2010, 6, 30))[1].cases == 1


def test_unknown_sections_are_told_once_a_run(tmp_path: Path) -> None:
    text = "\n".join(json.dumps({**case(case={"id": f"C{number}"}), "astrology": {}}) for number in range(3))
    assert run_on(tmp_path, text)[1].end().unknown_sections == ("astrology",)


def test_results_come_back_as_they_were_stored(tmp_path: Path) -> None:
    written, totals = run_on(tmp_path, "\n".join(lines_of(4)))
    path = tmp_path / "results.jsonl"
    path.write_bytes(written)
    results = open_results(path)
    cases = list(results.cases())
    assert [result.case_id for result in cases] == ["C0000", "C0001", "C0002", "C0003"]
    assert [len(result.findings) for result in cases] == [1, 0, 0, 1]
    assert results.end == totals.end()
    assert results.run.rules["VISIT901"].criteria == {"omi2-2009": ("2.2",)}


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda written: written[: written.rstrip().rfind(b"\n") + 1], "was cut short"),
        (lambda written: written[:-20], "was cut short|is damaged"),
        (lambda written: written.replace(b'"schema_version":1', b'"schema_version":99'), "schema version 99"),
        (lambda _: b"", "no results of caselint"),
        (lambda _: b"[1]\n", "no line of results"),
        (lambda _: b"{\n", "is not JSON"),
    ],
)
def test_a_damaged_results_file_is_refused(tmp_path: Path, damage: Any, words: str) -> None:
    path = tmp_path / "results.jsonl"
    path.write_bytes(damage(run_on(tmp_path, "\n".join(lines_of(2)))[0]))
    with pytest.raises(ResultsError, match=words):
        open_results(path)


def test_workers_that_would_ask_otherwise_break_the_run_off(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", rule())
    job = Job(pack)
    plan = job.plan()
    write_pack(tmp_path / "pack", rule(severity="low"))
    export = tmp_path / "export.jsonl"
    export.write_text("\n".join(lines_of(3)), encoding="utf-8")
    with pytest.raises(PackChanged):
        run(job, plan, [str(export)], io.BytesIO().write, jobs=2)
