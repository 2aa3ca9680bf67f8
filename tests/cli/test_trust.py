"""The worst thing that caselint can do is to give a false all-clear: whatever happens, the status says whether the run is to be trusted."""

import json
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from caselint.cli import main
from tests.small_pack import case, rule, visit, write_pack

SEEN = [visit("2010-02-12")]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", rule())


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="caselint")


def export(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "export.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


@pytest.mark.parametrize("style", ["text", "json", "jsonl"])
def test_a_case_of_which_nothing_was_exported_cannot_hide_among_others(tmp_path: Path, pack: Path, style: str) -> None:
    path = export(tmp_path, case(home_visits=SEEN), {"case": case(case={"id": "C2"})["case"]})
    result = call("check", path, "--pack", pack, "--output", style, "--fail-on", "never")
    assert result.exit_code == 2
    assert "no question could be decided for 1 case" in result.stderr
    assert style == "jsonl" or "No question was decided for 1 case, since too little was exported: C2." in result.stdout


def test_a_case_in_which_something_is_due_later_is_no_doubt(tmp_path: Path) -> None:
    due = {"done": "v for v in home_visits if v.made", "within": "10 working days", "of": "sentence.date"}
    pack = write_pack(tmp_path / "pack", rule(expect=due), rule("VISIT902", severity="low", asked_of="count(contacts) > 0"))
    start = {"id": "s1", "date": "2010-06-29", "event": "sentence"}
    new = case(case={"id": "C2", "starts": [start]}, sentence={"kind": "community_order", "date": "2010-06-29"}, contacts=None)
    assert call("check", export(tmp_path, case(home_visits=SEEN), new), "--pack", pack).exit_code == 0


def test_the_last_day_of_the_calendar(tmp_path: Path, pack: Path) -> None:
    assert call("check", export(tmp_path, case(home_visits=SEEN)), "--pack", pack, "--as-of", "9999-12-31").exit_code == 0


def test_what_the_export_says_it_does_not_carry_is_told_where_it_is_misspelt(tmp_path: Path, pack: Path) -> None:
    path = export(tmp_path, case(case={"not_carried": ["case.offender_managers.grade", "home_visit", "told by Jane"]}))
    result = call("check", path, "--pack", pack, "--output", "json")
    unknown = ["home_visit in case.not_carried", "(a name that is no plain word) in case.not_carried"]
    assert json.loads(result.stdout)["head"]["unknown_sections"] == unknown


def test_rules_that_were_left_out_are_counted(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", rule(), rule("VISIT902"), rule("VISIT903"))
    result = call("check", export(tmp_path, case(home_visits=SEEN)), "--pack", pack, "--select", "VISIT902")
    assert "Questions  1, and 2 of the pack that were not selected" in result.stdout


def test_a_case_that_begins_after_the_day_it_is_looked_at_is_told(tmp_path: Path, pack: Path) -> None:
    start = {"id": "S1", "event": "sentence", "date": "2101-02-01"}
    path = export(tmp_path, case(case={"exported_on": None, "starts": [start]}, home_visits=SEEN))
    result = call("check", path, "--pack", pack, "--as-of", "2010-06-30")
    assert result.exit_code == 1
    assert "the case began on 2101-02-01, after the as-of date, 2010-06-30" in result.stdout


# -- however a run ends


def broken(error: BaseException) -> Any:
    def run(*_: Any, **__: Any) -> None:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyboardInterrupt(), "interrupted"),
        (BrokenProcessPool("about Jane Roe"), "a worker process was ended from outside"),
        (ValueError("about Jane Roe"), "a fault in caselint (ValueError, test_trust.py, line "),
        (OSError(28, "No space left on device"), "No space left on device"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_a_run_that_is_broken_off_gives_status_2_and_shows_no_words(
    tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, words: str
) -> None:
    monkeypatch.setattr("caselint.cli.check.run", broken(error))
    target = tmp_path / "report.txt"
    target.write_text("the report of yesterday", encoding="utf-8")
    result = call("check", export(tmp_path, case()), "--pack", pack, "--output", f"text:{target}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Jane" not in result.stderr and "Traceback" not in result.stderr
    assert target.read_text(encoding="utf-8") == "the report of yesterday"
    assert not list(tmp_path.glob(".report*"))


def test_the_traceback_is_there_for_whoever_asks_for_it(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caselint.cli.check.run", broken(ValueError("a word")))
    monkeypatch.setenv("CASELINT_DEBUG", "1")
    result = call("check", export(tmp_path, case()), "--pack", pack)
    assert result.exit_code == 2
    assert "ValueError: a word" in result.stderr


def test_a_reader_who_stops_reading_does_not_change_the_status(tmp_path: Path, pack: Path) -> None:
    path = export(tmp_path, *(case(case={"id": f"C{number}"}, home_visits=SEEN) for number in range(2)))
    command = [sys.executable, "-m", "caselint", "check", str(path), "--pack", str(pack)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


# -- scores


def stored(folder: Path, pack: Path, *records: dict[str, Any]) -> Path:
    path = folder / "results.jsonl"
    call("check", export(folder, *records), "--pack", pack, "--output", f"jsonl:{path}")
    return path


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'"case_id":"C2"', b'"case":"C2"', "a case in it is not as caselint wrote it"),
        (b"not_done", b"nicht_getan", "a case in it is not as caselint wrote it"),
        (b'{"type":"case","case_id":"C2"', b'{"kind":"case","case_id":"C2"', "it holds 1 cases, and its last line says 2"),
    ],
)
def test_damaged_results_give_no_score(tmp_path: Path, pack: Path, old: bytes, new: bytes, words: str) -> None:
    path = stored(tmp_path, pack, case(home_visits=SEEN), case(case={"id": "C2"}))
    path.write_bytes(path.read_bytes().replace(old, new))
    result = call("score", path, "--pack", pack)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_score_of_a_run_that_is_not_to_be_trusted_says_so(tmp_path: Path, pack: Path) -> None:
    result = call("score", stored(tmp_path, pack, case(), {"case": {}}), "--pack", pack)
    assert result.exit_code == 2
    assert "not to be trusted" in result.stderr


def test_what_could_not_be_asked_is_said_on_standard_error_even_where_nothing_was_found(tmp_path: Path) -> None:
    other = rule("VISIT902", expect={"sufficient": "count(contacts) >= 0", "otherwise": "not_done"})
    folder = write_pack(tmp_path / "pack", rule(), other)
    path = tmp_path / "export.json"
    path.write_text(json.dumps(case(home_visits=None)), encoding="utf-8")
    result = call("check", path, "--pack", folder)
    assert result.exit_code == 1
    assert call("check", path, "--pack", folder, "--ignore", "VISIT901").exit_code == 0  # left out on purpose, and said so
    assert "1 answer could not be given, since the export lacks what the questions read" in result.stderr


def test_an_as_of_date_before_the_export_is_told(tmp_path: Path, pack: Path) -> None:
    path = export(tmp_path, case(home_visits=SEEN))
    words = "1 record was exported after the as-of date"
    assert words in call("check", path, "--pack", pack, "--as-of", "2010-06-29").stderr
    assert words not in call("check", path, "--pack", pack, "--as-of", "2010-06-30").stderr
