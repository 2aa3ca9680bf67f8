"""The terminal report, word for word.

The expected texts stand in `expected/`. After a wanted change: `CASELINT_WRITE_EXPECTED=1 pytest tests/reports`, and read the difference.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from caselint.audit.outcomes import CaseResult, Holder, Standing
from caselint.record.problems import Fault, Problem, ProblemKind
from caselint.reports.scorecard_view import render_scorecard
from caselint.reports.summary import summarise
from caselint.reports.terminal import render_terminal, report_console
from tests.reports.busy import ENDED, PROBLEMS, REVIEWED, busy_cases, reviewed_cases, standing
from tests.reports.support import FRAMEWORKS, case, framework, printed, stored

EXPECTED = Path(__file__).parent / "expected"


def check(name: str, text: str) -> None:
    file = EXPECTED / f"{name}.txt"
    if os.environ.get("CASELINT_WRITE_EXPECTED"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def two_programmes() -> dict[str, Any]:
    return {**FRAMEWORKS, "other-2012": framework("other-2012", bands={}, headlines=[], cautions=[])}


@pytest.mark.parametrize(("width", "encoding"), [(80, "utf-8"), (80, "ascii"), (100, "utf-8"), (200, "utf-8")])
def test_a_run_in_which_everything_occurs(tmp_path: Path, width: int, encoding: str) -> None:
    results = stored(tmp_path, busy_cases(), PROBLEMS, unknown_sections=("visits",), settings={"first_home_visit_limit": "8 working days"})
    check(f"busy-{width}-{encoding}", printed(summarise(results, FRAMEWORKS), width, encoding))


@pytest.mark.parametrize("width", [80, 100])
def test_a_run_that_was_held_against_a_baseline_and_an_exceptions_file(tmp_path: Path, width: int) -> None:
    text = printed(summarise(stored(tmp_path, reviewed_cases(), [ENDED], **REVIEWED), FRAMEWORKS), width)
    parts = (
        text[: text.index("\nSCORES")],
        text[text.index("\nFINDINGS") : text.index("\nFALLING DUE")],
        text[text.index("\nEXCEPTIONS  ") :],
    )
    check(f"reviewed-{width}", "\n[...]\n".join(parts))


def test_where_all_is_known_nothing_says_that_no_case_is_below_the_line(tmp_path: Path) -> None:
    known = [standing(case("C-1", ROSH001="not_done"), ROSH001=Standing.KNOWN)]
    text = printed(summarise(stored(tmp_path, known, **REVIEWED), FRAMEWORKS), 100)
    assert "None that is new. Below the line stand findings that are not: 1 known." in text
    assert "1 finding in 1 case is known from the baseline, and still to be mended." in text
    assert "no case is below" not in text


@pytest.mark.parametrize("group_by", ["case", "criterion", "team", "manager"])
def test_the_ways_of_grouping(tmp_path: Path, group_by: Any) -> None:
    text = printed(summarise(stored(tmp_path, busy_cases()), FRAMEWORKS, group_by=group_by))
    check(f"by-{group_by}", text[text.index("\nFINDINGS") : text.index("\nFALLING DUE")])


def test_a_cut_list_says_how_much_more_there_is_and_how_to_see_it(tmp_path: Path) -> None:
    cases = [case(f"C-{n:03}", ROSH001="not_done", VISIT002="too_late", PLAN003="not_done") for n in range(40)]
    text = printed(summarise(stored(tmp_path, cases), FRAMEWORKS, limit=3))
    check("cut", text[text.index("\nFINDINGS") : text.index("\nFALLING DUE")])
    assert "--limit 0" in text
    assert "more" not in printed(summarise(stored(tmp_path, cases), FRAMEWORKS, limit=0))


def all_well(n: int) -> list[CaseResult]:
    return [case(f"C-{number}", PLAN003="sufficient", PRAISE004="sufficient") for number in range(n)]


RUNS: dict[str, Callable[[], tuple[list[CaseResult], tuple[Problem, ...]]]] = {
    "empty": lambda: ([], ()),
    "clean": lambda: (all_well(12), ()),
    "one-clean": lambda: (all_well(1), ()),
    "nothing-decided": lambda: (
        [case("C-1", ROSH001="not_exported", VISIT002="not_exported", missing={"ROSH001": ("rosh",), "VISIT002": ("rosh", "home_visits")})],
        (),
    ),
    "broken-rule": lambda: (
        [case(f"C-{n}", ROSH001="error", reasons={"ROSH001": "the rule broke (TypeError)"}) for n in range(12)],
        (),
    ),
    "partly-exported": lambda: (
        [
            case("C-1", ROSH001="not_exported", missing={"ROSH001": ("rosh",)}),
            case("C-2", ROSH001="not_exported", VISIT002="not_exported", missing={"ROSH001": ("rosh",), "VISIT002": ("home_visits",)}),
        ],
        (),
    ),
}


@pytest.mark.parametrize("name", RUNS)
def test_what_a_run_comes_to(tmp_path: Path, name: str) -> None:
    cases, problems = RUNS[name]()
    check(name, printed(summarise(stored(tmp_path, cases, problems), FRAMEWORKS)))


@pytest.mark.parametrize("name", [name for name in RUNS if name not in ("clean", "one-clean")])
def test_what_could_not_be_asked_never_looks_clean(tmp_path: Path, name: str) -> None:
    cases, problems = RUNS[name]()
    closing = printed(summarise(stored(tmp_path, cases, problems), FRAMEWORKS)).rstrip().split("\n\n")[-1]
    assert re.search("not to be trusted|could not be asked", closing)
    assert not re.search("all clear|could be asked of", closing)


def test_two_programmes_stand_side_by_side(tmp_path: Path) -> None:
    results = stored(tmp_path, busy_cases(), frameworks=("small-2010", "other-2012"))
    check("two-programmes", printed(summarise(results, two_programmes())))


def test_the_day_of_the_audit_where_each_record_has_its_own(tmp_path: Path) -> None:
    cases = [case("C-1", as_of=date(2010, 6, 28)), case("C-2", as_of=date(2010, 6, 30))]
    text = printed(summarise(stored(tmp_path, cases, as_of=None), FRAMEWORKS))
    assert "As of      28 June 2010 to 30 June 2010: each record's own day of export" in text


HOSTILE = "[bold red]C\x1b[31m\u202e\nX\x00[/]"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
@pytest.mark.parametrize("group_by", ["case", "team", "manager", "rule"])
def test_texts_from_data_are_neither_markup_nor_control(tmp_path: Path, encoding: str, group_by: Any) -> None:
    fault = Fault(f"/{HOSTILE}", 1, 1, f"message {HOSTILE}", f"hint {HOSTILE}")
    held = Holder(f"officer {HOSTILE}", f"team {HOSTILE}")
    results = stored(
        tmp_path,
        [case(HOSTILE, held, message=f"found {HOSTILE} é — 人", ROSH001="not_done", due={"VISIT002": date(2010, 7, 2)})],
        [Problem(ProblemKind.MALFORMED, f"file {HOSTILE}", (fault,), HOSTILE)],
        unknown_sections=(HOSTILE,),
    )
    text = printed(summarise(results, FRAMEWORKS, group_by=group_by), encoding=encoding)
    assert text.encode(encoding)
    assert not set(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text))
    assert r"[bold red]C\x1b[31m\u202e\nX\x00[/]" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 139, 140, 200])
def test_no_code_or_id_is_broken_and_no_line_is_too_long(tmp_path: Path, width: int) -> None:
    cases = [case(f"LONG-CASE-IDENTITY-{n:06}", Holder("OFFICER-000000001", "A team of two"), ROSH001="not_done") for n in range(3)]
    text = printed(summarise(stored(tmp_path, cases), FRAMEWORKS), width)
    assert text.count("LONG-CASE-IDENTITY-000002") == 1
    assert text.count("OFFICER-000000001") == 3
    assert "15 Feb 2010" in text
    too_long = [line for line in text.splitlines() if len(line) > max(width, 64)]  # an id is never cut, and a score card needs some room
    assert too_long == []
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_findings_that_read_alike_are_told_apart_by_their_entry(tmp_path: Path) -> None:
    one = case("C-1", VISIT002="not_done")
    twice = tuple(replace(one.findings[0], subject=subject, identity=subject) for subject in ("action-1", "action-2"))
    text = printed(summarise(stored(tmp_path, [replace(one, findings=twice)]), FRAMEWORKS), 200)
    assert "(entry action-1)" in text
    assert "(entry action-2)" in text
    assert "(entry" not in printed(summarise(stored(tmp_path, [replace(one, findings=twice[:1])]), FRAMEWORKS), 200)


def test_severity_is_a_word_and_colour_only_adds_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = summarise(stored(tmp_path, busy_cases(), PROBLEMS), FRAMEWORKS)
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard", legacy_windows=False)
    render_terminal(summary, coloured)
    text = coloured.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[1;31mHIGH" in text
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == printed(summary)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard", legacy_windows=False)
    render_terminal(summary, plain)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain.file.getvalue())  # type: ignore[attr-defined]


def test_a_pipe_gets_a_plain_page_a_hundred_wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    summary = summarise(stored(tmp_path, busy_cases()), FRAMEWORKS)
    stream = io.StringIO()
    render_terminal(summary, report_console(stream))
    assert stream.getvalue() == printed(summary, 100)


def test_a_score_card_can_stand_alone(tmp_path: Path) -> None:
    summary = summarise(stored(tmp_path, busy_cases()), FRAMEWORKS)
    console = Console(file=io.StringIO(), width=80, force_terminal=False, color_system=None, legacy_windows=False)
    render_scorecard(summary.scorecards[0], console)
    assert console.file.getvalue() in printed(summary)  # type: ignore[attr-defined]
