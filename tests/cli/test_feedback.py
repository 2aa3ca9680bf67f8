"""`feedback`: a folder of letters, all of them or none."""

import tempfile
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.outcomes import Holder
from tests.cli.test_trust import call
from tests.reports.busy import PROBLEMS, busy_cases
from tests.reports.support import case, stored


@pytest.fixture
def results(tmp_path: Path) -> Path:
    folder = tmp_path / "stored"
    folder.mkdir()
    return stored(folder, [case("C-1", ROSH001="not_done"), case("C-2", Holder("OM-2", "South"))]).path


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ((), ["officer-OM-1.md", "officer-OM-2.md"]),
        (("--by", "team", "--form", "html"), ["team-North.html", "team-South.html"]),
    ],
)
def test_a_letter_for_each(results: Path, tmp_path: Path, options: tuple[str, ...], names: list[str]) -> None:
    out = tmp_path / "letters"
    result = call("feedback", results, "--out", out, *options)
    assert result.exit_code == 0, result.output
    assert f"2 letters in {out}" in result.stderr
    assert (left(out), left(tmp_path)) == (names, ["letters", "stored"])
    assert out.stat().st_mode & 0o777 == (tmp_path / "stored").stat().st_mode & 0o777, "open to whom any new folder is"


def test_an_empty_folder_is_taken_and_a_full_one_only_when_told(results: Path, tmp_path: Path) -> None:
    out = tmp_path / "letters"
    out.mkdir()
    assert call("feedback", results, "--out", out).exit_code == 0
    again = call("feedback", results, "--out", out, "--form", "html")
    assert (again.exit_code, "is not empty" in again.stderr) == (2, True)
    assert left(out) == ["officer-OM-1.md", "officer-OM-2.md"]
    assert call("feedback", results, "--out", out, "--form", "html", "--overwrite").exit_code == 0
    assert left(out) == ["officer-OM-1.html", "officer-OM-2.html"], "no letter of an earlier run is left among them"


@pytest.mark.parametrize("name", ["notes.md", "officer-OM-9.docx", "officer-OM-9.md/inside"])
def test_what_is_no_letter_is_never_replaced(results: Path, tmp_path: Path, name: str) -> None:
    other = tmp_path / "letters" / name
    other.parent.mkdir(parents=True)
    other.write_text("mine", encoding="utf-8")
    result = call("feedback", results, "--out", tmp_path / "letters", "--overwrite")
    assert (result.exit_code, "is no letter" in result.stderr) == (2, True)
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_file_in_the_way_and_a_folder_that_is_nowhere(results: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("a file", encoding="utf-8")
    in_the_way = call("feedback", results, "--out", tmp_path / "letters", "--overwrite")
    assert (in_the_way.exit_code, "is a file" in in_the_way.stderr) == (2, True)
    nowhere = call("feedback", results, "--out", tmp_path / "no" / "where")
    assert (nowhere.exit_code, "nothing was written" in nowhere.stderr) == (2, True)
    assert left(tmp_path) == ["letters", "stored"]


def refuse(*_: Any, **__: Any) -> Any:
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_cannot_be_written_to(results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    result = call("feedback", results, "--out", tmp_path / "letters")
    assert (result.exit_code, "Permission denied; nothing was written" in result.stderr) == (2, True)


@pytest.mark.parametrize("broken", ["second letter", "last step"])
def test_all_are_written_or_none(results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    out = tmp_path / "letters"
    call("feedback", results, "--out", out)
    before = (out / "officer-OM-1.md").read_bytes()
    write, rename = Path.write_bytes, Path.rename
    if broken == "second letter":
        monkeypatch.setattr(Path, "write_bytes", lambda path, data: refuse() if "OM-2" in path.name else write(path, data))
    else:
        monkeypatch.setattr(Path, "rename", lambda path, to: refuse() if path.name == "fresh" else rename(path, to))
    result = call("feedback", results, "--out", out, "--form", "html", "--overwrite")
    assert (result.exit_code, "nothing was written" in result.stderr) == (2, True)
    assert left(out) == ["officer-OM-1.md", "officer-OM-2.md"]
    assert (out / "officer-OM-1.md").read_bytes() == before
    assert left(tmp_path) == ["letters", "stored"]


def test_results_that_are_damaged_leave_nothing(results: Path, tmp_path: Path) -> None:
    lines = results.read_bytes().splitlines(keepends=True)
    results.write_bytes(b"".join(line for line in lines if b'"C-2"' not in line))
    result = call("feedback", results, "--out", tmp_path / "letters")
    assert (result.exit_code, "is damaged" in result.stderr) == (2, True)
    assert left(tmp_path) == ["stored"]


def test_letters_of_a_run_that_is_not_to_be_trusted(tmp_path: Path) -> None:
    result = call("feedback", stored(tmp_path, busy_cases(), PROBLEMS).path, "--out", tmp_path / "letters")
    assert (result.exit_code, "not to be trusted" in result.stderr) == (2, True)
    assert left(tmp_path / "letters")
