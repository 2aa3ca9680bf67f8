"""The command and the application: opening, help, leaving, and results that change while they are looked at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from caselint.audit.results import ResultsError
from caselint.browse.app import BrowseApp
from caselint.browse.caseload import load
from caselint.browse.held import AGAIN, OverwrittenError, hold
from caselint.cli import browse
from tests.browse.support import BROKEN, after, app_for, drive, few, few_cases, screen, settle
from tests.cli.test_trust import call
from tests.reports.support import FRAMEWORKS, case, stored


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browse, "on_a_terminal", lambda: True)


def test_help_and_leaving(tmp_path: Path) -> None:
    seen = after(few(tmp_path), "question_mark")
    assert "this help" in seen and "EVERYWHERE" in seen
    assert "5 findings, the most severe first" in after(few(tmp_path), "question_mark", "escape")
    app = few(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("enter", "q")
        await settle(pilot)
        assert app.is_running
        await pilot.press("q")
        await settle(pilot)
        assert not app.is_running

    drive(app, steps)
    assert (app.return_code, app.fault) == (0, None)


def test_about_this_run(tmp_path: Path) -> None:
    seen = after(few(tmp_path, (BROKEN,)), "i", size=(100, 60))
    assert "demo-pack 1.0 (caselint 0.1.0)" in seen
    assert "This run is not to be trusted. 1 record was not audited." in seen
    assert "Before you use the figures of the score card:" in seen


# -- before the screen opens


def test_without_a_terminal_the_report_is_named(tmp_path: Path) -> None:
    path = stored(tmp_path, few_cases()).path
    result = call("browse", path)
    assert result.exit_code == 2
    assert result.stderr == f"caselint: `browse` needs a terminal to show anything: `caselint report {path}` prints the report instead\n"


def test_without_textual_the_extra_is_named(tmp_path: Path) -> None:
    """In a process of its own, since what is imported once stays imported."""
    script = (
        "import sys; sys.modules['textual'] = None; from caselint.cli import browse, main; "
        f"browse.on_a_terminal = lambda: True; main(['browse', {str(tmp_path / 'results.jsonl')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "caselint: `browse` needs textual, which is not installed: pip install 'caselint[browse]'\n"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def garbled(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[1].replace(b'"case_id"', b'"kase_id"'), *lines[2:]]))


def fewer(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], *lines[2:]]))


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (cut, "was cut short"),
        (garbled, "a case in it is not as caselint wrote it"),
        (fewer, "it holds 4 cases, and its last line says 5"),
        (lambda path: path.write_bytes(b""), "holds no results of caselint"),
        (lambda path: path.unlink(), "cannot be read: No such file or directory"),
    ],
)
def test_a_damaged_file_is_told_before_the_screen_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Any, says: str) -> None:
    path = stored(tmp_path, few_cases(), frameworks=("omi2-2009",)).path
    damage(path)
    monkeypatch.setattr(BrowseApp, "run", lambda self: pytest.fail(f"the screen of {self} opened"))
    result = call("browse", path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"caselint: {path} ") and says in result.stderr


@pytest.mark.usefixtures("terminal")
def test_the_command_opens_results_and_ends_with_status_0(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = Path(__file__).parents[2] / "samples" / "cases" / "07-new-partner.json"
    path = tmp_path / "results.jsonl"
    call("check", sample, "--output", f"jsonl:{path}")
    seen: list[str] = []

    def run(app: Any) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await pilot.press("enter", "tab")
            await settle(pilot)
            seen.append(screen(app))

        drive(app, steps)

    monkeypatch.setattr(BrowseApp, "run", run)
    result = call("browse", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "DEADLINE" in seen[0] and "SAMPLE-07" in seen[0]


@pytest.mark.usefixtures("terminal")
def test_a_fault_shows_no_words_of_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stored(tmp_path, few_cases(), frameworks=("omi2-2009",)).path

    def run(app: Any) -> None:
        try:
            raise ValueError("Jane was out")
        except ValueError as error:
            app._handle_exception(error)
        assert not app._exit_renderables

    monkeypatch.setattr(BrowseApp, "run", run)
    result = call("browse", path)
    assert result.exit_code == 2
    assert "a fault in caselint (ValueError" in result.stderr
    assert "Jane" not in result.output


# -- while it is looked at


def replaced(path: Path, cases: list[Any]) -> None:
    """As a run does it: a new file that takes the name."""
    fresh = path.parent / "fresh"
    fresh.mkdir(exist_ok=True)
    stored(fresh, cases).path.replace(path)


def test_results_that_were_replaced_are_told_and_never_mixed(tmp_path: Path) -> None:
    app = few(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        replaced(app.load.results.path, [case("C-077", VISIT002="not_done")])
        app.look()
        await settle(pilot)
        assert "These results were replaced at " in screen(app)
        assert "r reads them again" in screen(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "C-001   OM-1, North   2 of 5 in the list" in screen(app)  # the earlier run, whole
        assert "ROSH001 start-screening-done: not done" in screen(app)
        await pilot.press("r")
        await settle(pilot)
        assert "1 finding, the most severe first" in screen(app)
        assert "C-077" in screen(app)
        assert "replaced" not in screen(app)

    drive(app, steps)


def test_the_file_is_looked_at_by_itself(tmp_path: Path) -> None:
    app = app_for(stored(tmp_path, few_cases()).path, watch=0.02)

    async def steps(pilot: Pilot[None]) -> None:
        app.load.results.path.unlink()
        await pilot.pause(0.2)
        assert "These results were taken away: what is shown is of the earlier run." in screen(app)

    drive(app, steps)


def test_results_written_over_in_place_are_not_read_as_if_they_were_the_old_ones(tmp_path: Path) -> None:
    app = few(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        path = app.load.results.path
        path.write_bytes(path.read_bytes().replace(b"C-00", b"D-99")[:-40])
        await pilot.press("enter")
        await settle(pilot)
        assert "The results file was written over since it was read" in screen(app)
        await pilot.press("f", "tab", "n", "escape", "r")
        await settle(pilot)
        seen = " ".join(screen(app).split())
        assert "was cut short" in seen
        assert "What is shown is still of the earlier run; r tries again." in seen
        assert "5 findings, the most severe first" in seen

    drive(app, steps)


def test_a_filter_stays_when_the_results_are_read_again(tmp_path: Path) -> None:
    assert "2 of 5 findings, the most severe first. Only: severity high." in after(few(tmp_path), "s", "down", "enter", "r")


def test_a_file_that_is_written_to_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = stored(tmp_path, few_cases()).path
    held = hold(path)
    cases = held.cases()
    offsets = [next(cases).case_id]
    with path.open("ab") as stream:
        stream.write(b"\n")
    with pytest.raises(ResultsError, match=AGAIN):
        offsets += [one.case_id for one in cases]
    with pytest.raises(OverwrittenError):
        held.case_at(0)
    held.close()


def test_each_case_is_found_again_by_its_place(tmp_path: Path) -> None:
    found = load(stored(tmp_path, few_cases()).path, FRAMEWORKS)
    assert [found.results.case_at(one.offset) for one in found.cases] == few_cases()
    found.results.close()
