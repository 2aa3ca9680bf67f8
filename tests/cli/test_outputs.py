"""`--output`: several reports in one run, each whole or not at all, and `report` from stored results."""

import json
import os
import threading
from pathlib import Path

import pytest

from caselint.cli.formats import FORMATS
from tests.cli.test_trust import call, export
from tests.small_pack import case, rule, visit, write_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", rule())


def test_several_reports_in_one_run(tmp_path: Path, pack: Path) -> None:
    path = export(tmp_path, case(case={"id": "C-1"}), case(case={"id": "C-2"}, home_visits=[visit("2010-03-01")]))
    stored, document = tmp_path / "results.jsonl", tmp_path / "report.json"
    result = call("check", path, "--pack", pack, "--output", "text", "--output", f"json:{document}", "--output", f"jsonl:{stored}")
    assert result.exit_code == 1
    assert "1 finding in 1 case" in result.stdout
    assert f"the reports are in {document}, {stored}" in result.stderr
    assert json.loads(document.read_text(encoding="utf-8"))["findings"]["total"] == 1
    assert [json.loads(line)["type"] for line in stored.read_text(encoding="utf-8").splitlines()] == ["run", "case", "case", "end"]


def test_a_report_from_stored_results_is_that_of_the_run(tmp_path: Path, pack: Path) -> None:
    stored = tmp_path / "results.jsonl"
    run = call("check", export(tmp_path, case()), "--pack", pack, "--output", "text", "--output", f"jsonl:{stored}")
    again = call("report", stored, "--pack", pack)
    assert again.exit_code == 0, again.output
    assert again.stdout == run.stdout


def test_results_of_other_rules_are_told(tmp_path: Path, pack: Path) -> None:
    stored = tmp_path / "results.jsonl"
    call("check", export(tmp_path, case()), "--pack", pack, "--output", f"jsonl:{stored}")
    other = write_pack(tmp_path / "other", rule(severity="low"))
    result = call("report", stored, "--pack", other)
    assert (result.exit_code, "made with another state of the rules" in result.stderr) == (0, True)


@pytest.mark.parametrize(
    ("specs", "words"),
    [
        (["jsn"], "there is no form `jsn` (did you mean `json`?)"),
        (["report.json"], "did you mean `json:report.json`?"),
        (["json:"], "the file is missing after the colon"),
        (["text", "json"], "two reports cannot go to standard output"),
        (["json:a", "text:a"], "two reports cannot go to a"),
        (["jsn", "txet"], "there is no form `txet`"),
    ],
)
def test_what_is_wrong_with_an_output_is_told_before_anything_is_audited(tmp_path: Path, specs: list[str], words: str) -> None:
    result = call("check", tmp_path / "never-looked-at.json", *(part for spec in specs for part in ("--output", spec)))
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_a_report_that_cannot_be_written_leaves_no_other_half_written(tmp_path: Path, pack: Path) -> None:
    good = tmp_path / "good.json"
    result = call(
        "check", export(tmp_path, case()), "--pack", pack, "--output", f"json:{good}", "--output", f"text:{tmp_path}/no/where.txt"
    )
    assert result.exit_code == 2
    assert "cannot write the report" in result.stderr
    assert not good.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_every_form_can_be_imported() -> None:
    for form in FORMATS.values():
        assert callable(form.imported())


def test_a_finding_in_a_file_with_several_records_has_the_place_of_its_own(tmp_path: Path, pack: Path) -> None:
    path, target = tmp_path / "list.json", tmp_path / "out.sarif"
    first, second = (json.dumps(case(case={"id": name})) for name in ("C-1", "C-2"))
    path.write_text(f"[{first}, {second}]", encoding="utf-8")
    call("check", path, "--pack", pack, "--output", f"sarif:{target}")
    results = json.loads(target.read_text(encoding="utf-8"))["runs"][0]["results"]
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in results]
    visits = first.index('"home_visits": ') + len('"home_visits": ')
    assert regions == [{"startLine": 1, "startColumn": 2 + visits}, {"startLine": 1, "startColumn": len(first) + 4 + visits}]


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path, pack: Path) -> None:
    """The same goes for a device: a report for /dev/null must not take its place."""
    pipe = tmp_path / "pipe"
    found: list[bytes] = []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert call("check", export(tmp_path, case()), "--pack", pack, "--output", f"jsonl:{pipe}", "--output", "text:/dev/null").exit_code == 1
    reader.join(10)
    assert found and found[0].endswith(b"}\n")
    assert pipe.is_fifo()
    assert Path("/dev/null").is_char_device()


def test_a_link_stays_a_link(tmp_path: Path, pack: Path) -> None:
    there, link = tmp_path / "there.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(there)
    assert call("check", export(tmp_path, case()), "--pack", pack, "--output", f"jsonl:{link}").exit_code == 1
    assert link.is_symlink() and there.stat().st_size
