"""Where a finding stands: at its entry, as long as the file is the one that was audited, and else at its record."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.results import open_results
from caselint.reports.sarif_places import with_places
from tests.cli.test_trust import call
from tests.reports.support import case, stored

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "cases").glob("*.json"))


def results_of(log: Path) -> list[dict[str, Any]]:
    [run] = json.loads(log.read_text(encoding="utf-8"))["runs"]
    found: list[dict[str, Any]] = run["results"]
    return found


def region(result: dict[str, Any]) -> tuple[int, int]:
    found = result["locations"][0]["physicalLocation"]["region"]
    return found["startLine"], found["startColumn"]


def pointer(result: dict[str, Any]) -> str:
    found: str = result["locations"][0]["logicalLocations"][-1]["fullyQualifiedName"]
    return found


def resolved(record: Any, steps: str) -> Any:
    for step in steps.split("/")[1:]:
        record = record[int(step)] if isinstance(record, list) else record[step]
    return record


def pretty(records: list[Any]) -> str:
    return "".join(json.dumps(record, indent=3) + "\n\n" for record in records)


def in_lines(records: list[Any]) -> str:
    return "\ufeff" + "".join(f" {json.dumps(record, ensure_ascii=False)}\r\n" for record in records)


def in_a_list(records: list[Any]) -> str:
    return json.dumps(records, indent=1)


@pytest.mark.parametrize("written", [pretty, in_lines, in_a_list])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_finding_stands_at_its_entry(tmp_path: Path, written: Callable[[list[Any]], str], zipped: bool) -> None:
    records = [json.loads(path.read_text(encoding="utf-8")) for path in SAMPLES]
    text = written(records)
    export = tmp_path / f"export.{'jsonl' if written is in_lines else 'json'}{'.gz' if zipped else ''}"
    export.write_bytes(gzip.compress(text.encode()) if zipped else text.encode())
    log = tmp_path / "findings.sarif"
    assert call("check", export, "--output", f"sarif:{log}").exit_code == 1
    by_id = {record["case"]["id"]: record for record in records}
    lines = text.removeprefix("\ufeff").split("\n")
    found = results_of(log)
    assert len({region(result) for result in found}) > 15
    for result in found:
        line, column = region(result)
        there = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(there)[0] == resolved(by_id[result["properties"]["case"]], pointer(result))


@pytest.fixture
def audited(tmp_path: Path) -> Path:
    """A folder with an export of two cases, and the stored results of its audit."""
    export = tmp_path / "export.json"
    export.write_text(SAMPLES[2].read_text(encoding="utf-8") + SAMPLES[3].read_text(encoding="utf-8"), encoding="utf-8")
    os.utime(export, (1, 1))
    call("check", export, "--output", f"jsonl:{tmp_path / 'results.jsonl'}", "--output", f"sarif:{tmp_path / 'first.sarif'}")
    return tmp_path


def reported(folder: Path) -> list[dict[str, Any]]:
    log = folder / "again.sarif"
    result = call("report", folder / "results.jsonl", "--output", f"sarif:{log}")
    assert result.exit_code == 0, result.output
    return results_of(log)


def at_their_records(folder: Path) -> bool:
    """Whether every finding of a report stands where its record begins, and is told all the same."""
    begins = {result.case_id: (result.line, result.column) for result in open_results(folder / "results.jsonl").cases()}
    found = reported(folder)
    assert [result["message"] for result in found] == [result["message"] for result in results_of(folder / "first.sarif")]
    return all(region(result) == begins[result["properties"]["case"]] for result in found)


def test_a_later_report_places_findings_as_the_run_did(audited: Path) -> None:
    assert reported(audited) == results_of(audited / "first.sarif")
    assert not at_their_records(audited)


def test_a_file_that_is_gone(audited: Path) -> None:
    (audited / "export.json").unlink()
    assert at_their_records(audited)


def test_a_file_that_became_a_folder(audited: Path) -> None:
    (audited / "export.json").unlink()
    shutil.copytree(SAMPLES[0].parent, audited / "export.json")
    assert at_their_records(audited)


def test_a_file_that_was_written_since(audited: Path) -> None:
    (audited / "export.json").touch()
    later = (audited / "results.jsonl").stat().st_mtime + 1
    os.utime(audited / "export.json", (later, later))
    assert at_their_records(audited)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("SAMPLE-03", "OTHER-03").replace("SAMPLE-04", "OTHER-04"),
        lambda text: "\n" + text,
        lambda text: text[:50],
        lambda _: '{"case": "SAMPLE-03"}',
        lambda text: text.replace("SAMPLE", "\udce9SAMPLE"),
        lambda _: "",
    ],
)
def test_a_file_that_was_changed_whatever_its_date_says(audited: Path, change: Callable[[str], str]) -> None:
    export = audited / "export.json"
    export.write_text(change(export.read_text(encoding="utf-8")), encoding="utf-8", errors="surrogateescape")
    os.utime(export, (1, 1))
    assert at_their_records(audited)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_opened_again(tmp_path: Path) -> None:
    """It would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    results = stored(tmp_path, [replace(case("C-1", ROSH001="not_done"), source=str(tmp_path / "pipe"))])
    assert [dict(places) for _, places in with_places(results)] == [{}]


def test_standard_input_and_names_that_are_no_path(tmp_path: Path) -> None:
    cases = [
        replace(case(f"C-{number}", ROSH001="not_done"), source=name) for number, name in enumerate(("-", "<stdin>", "a\0b", "x" * 5000))
    ]
    assert [dict(places) for _, places in with_places(stored(tmp_path, cases))] == [{}] * 4
