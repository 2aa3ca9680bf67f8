"""`--output xlsx:FILE`: a file of its own, the same from a run as from stored results, and only where openpyxl is there."""

import io
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.test_trust import call, export
from tests.small_pack import case, rule, visit, write_pack


def test_a_workbook_of_a_run_and_of_its_stored_results(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", rule())
    path = export(tmp_path, case(case={"id": "C-1"}), case(case={"id": "C-2"}, home_visits=[visit("2010-03-01")]))
    stored, first, second = tmp_path / "results.jsonl", tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    run = call("check", path, "--pack", pack, "--output", f"jsonl:{stored}", "--output", f"xlsx:{first}")
    assert run.exit_code == 1, run.output
    assert call("report", stored, "--pack", pack, "--output", f"xlsx:{second}", "--limit", "1").exit_code == 0
    books = [load_workbook(io.BytesIO(file.read_bytes())) for file in (first, second)]
    assert books[0]["Findings"]["B2"].value == "C-1"
    assert first.read_bytes() == second.read_bytes()


def test_a_workbook_is_no_text(tmp_path: Path) -> None:
    result = call("check", tmp_path / "never-looked-at.json", "--output", "xlsx")
    assert (result.exit_code, "this form needs a file, as in `--output xlsx:audit.xlsx`" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("module", "command", "extra"),
    [("openpyxl", ("report", "--output", "xlsx:{}/a.xlsx"), "xlsx"), ("jinja2", ("feedback", "--out", "{}/letters"), "html")],
)
def test_what_is_not_installed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, command: tuple[str, ...], extra: str
) -> None:
    pack = write_pack(tmp_path / "pack", rule())
    stored = tmp_path / "results.jsonl"
    call("check", export(tmp_path, case()), "--pack", pack, "--output", f"jsonl:{stored}")
    monkeypatch.setitem(sys.modules, module, None)
    name, *options = command
    result = call(name, stored, *(option.format(tmp_path) for option in options))
    assert (result.exit_code, f"pip install 'caselint[{extra}]'" in result.stderr) == (2, True)
    assert not {"a.xlsx", "letters"} & {path.name for path in tmp_path.iterdir()}
