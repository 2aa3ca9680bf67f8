"""A report is whole or not there: a full disk and a folder that may not be written to leave what was there before."""

import errno
import gc
import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.results import open_results
from caselint.cli.formats import FORMATS
from caselint.reports.duties import gather_duties
from caselint.reports.duties_view import put_duties
from caselint.reports.terminal import report_console
from tests.cli.test_trust import call, export
from tests.small_pack import case, rule, write_pack

TO_FILES = sorted(FORMATS)


class Full(io.BytesIO):
    """A file on a disk that is full."""

    def write(self, data: Any) -> int:  # noqa: ARG002
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "results.jsonl"
    pack = write_pack(tmp_path / "pack", rule())
    call("check", export(tmp_path, case()), "--pack", pack, "--output", f"jsonl:{path}")
    return path


# openpyxl's half-written sheets complain where nobody can catch it, once they are thrown away.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("form", TO_FILES)
def test_a_full_disk_leaves_the_old_report(stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    target = tmp_path / f"report.{form}"
    target.write_text("the old report", encoding="utf-8")

    def full(handle: int, mode: str) -> Full:  # noqa: ARG001
        os.close(handle)
        return Full()

    monkeypatch.setattr("caselint.cli.output.os.fdopen", full)
    result = call("report", stored, "--pack", tmp_path / "pack", "--output", f"{form}:{target}")
    assert result.exit_code == 2, result.output
    assert "No space left on device" in result.stderr
    assert target.read_text(encoding="utf-8") == "the old report"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    gc.collect()


def test_a_folder_that_may_not_be_written_to(stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patched:
        patched.setattr("caselint.cli.output.tempfile.mkstemp", refuse)
        result = call("report", stored, "--pack", tmp_path / "pack", "--output", f"json:{tmp_path / 'report.json'}")
    assert (result.exit_code, "Permission denied" in result.stderr) == (2, True)


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_results_that_were_cut_are_no_results(stored: Path, tmp_path: Path, cut: int) -> None:
    stored.write_bytes(stored.read_bytes()[:-cut])
    for command in (("report", "--pack", tmp_path / "pack"), ("due",), ("score", "--pack", tmp_path / "pack")):
        name, *options = command
        result = call(name, stored, *options)
        assert result.exit_code == 2, (name, result.output)
        assert result.stdout == ""
        assert "Traceback" not in result.output


def test_a_terminal_of_forty_columns(stored: Path) -> None:
    stream = io.StringIO()
    put_duties(gather_duties(open_results(stored), timedelta(days=9999)), report_console(stream, width=40))
    assert max(map(len, stream.getvalue().splitlines())) <= 40
