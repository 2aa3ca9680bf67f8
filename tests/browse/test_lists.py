"""The lists: what they show, how they are narrowed, and that an empty one is never an all-clear."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from caselint.audit.outcomes import Standing
from caselint.browse.app import BrowseApp
from caselint.browse.caseload import load
from tests.browse.support import BROKEN, TWISTED, WIDE, after, app_for, few, few_cases
from tests.reports.support import FRAMEWORKS, case, framework, stored


def listed(seen: str) -> list[str]:
    """The case ids in the order of the list."""
    body = seen[re.search(r"^.*(case|what)[▲▼]? .*$", seen, re.MULTILINE).end() :]  # type: ignore[union-attr]
    return re.findall(r"\bC-\d{3}\b", body)


def test_it_opens_on_the_findings_the_most_severe_first(tmp_path: Path) -> None:
    seen = after(few(tmp_path))
    assert "results.jsonl   small-2010   as of 30 Jun 2010" in seen
    assert "5 cases audited, 0 not audited. Problems: none. 5 findings in 3 cases: 2 high," in seen
    assert "1 of 4 questions waits for an assessor's answer, in 1 case." in seen
    assert "5 findings, the most severe first" in seen
    assert listed(seen) == ["C-002", "C-001", "C-001", "C-003", "C-002"]
    assert "HIGH   C-002 ROSH001 start-screening-done" in seen
    assert "insufficient  8 Jan 2010 OM-2" in seen


@pytest.mark.parametrize(
    ("keys", "count", "ids"),
    [
        (["s", "down", "enter"], "2 of 5 findings, the most severe first. Only: severity high.", ["C-002", "C-001"]),
        (["o", "down", "enter"], "1 of 5 findings, the most severe first. Only: outcome insufficient.", ["C-002"]),
        (["t", "down", "enter"], "2 of 5 findings, the most severe first. Only: team North.", ["C-001", "C-001"]),
        (["t", "end", "enter"], "1 of 5 findings, the most severe first. Only: team no team recorded.", ["C-003"]),
        (["m", "end", "up", "up", "enter"], "2 of 5 findings, the most severe first. Only: manager OM-1.", ["C-001", "C-001"]),
        (["slash", *"visit", "enter"], '2 of 5 findings, the most severe first. Only: text "visit".', ["C-001", "C-003"]),
        (["slash", *"c-002", "enter"], '2 of 5 findings, the most severe first. Only: text "c-002".', ["C-002", "C-002"]),
        (["c", "down", "down", "down", "enter"], "2 of 5 findings, the most severe first. Only: 1.1 Assessment of", ["C-002", "C-001"]),
        (["c", "end", "enter"], "2 of 5 findings, the most severe first. Only: 2.1 Home visits and", ["C-001", "C-003"]),
        (["s", "down", "enter", "t", "down", "enter"], "1 of 5 findings, the most severe first. Only: severity high; team", ["C-001"]),
        (["s", "down", "enter", "s", "home", "enter"], "5 findings, the most severe first", ["C-002", "C-001", "C-001", "C-003", "C-002"]),
        (["s", "down", "enter", "x"], "5 findings, the most severe first", ["C-002", "C-001", "C-001", "C-003", "C-002"]),
        (["s", "down", "escape"], "5 findings, the most severe first", ["C-002", "C-001", "C-001", "C-003", "C-002"]),
    ],
)
def test_each_filter_says_what_it_leaves(tmp_path: Path, keys: list[str], count: str, ids: list[str]) -> None:
    seen = after(few(tmp_path), *keys)
    assert count in seen
    assert listed(seen) == ids


def test_a_filter_that_matches_nothing_is_no_all_clear(tmp_path: Path) -> None:
    seen = after(few(tmp_path), "s", "down", "enter", "slash", *"plan", "enter")
    assert "0 of 5 findings" in seen
    assert "This is no all-clear: the filter matches nothing of the 5 findings." in seen
    assert 'The filter: severity high; text "plan".' in seen
    assert "x takes the filter away and shows all 5." in seen
    seen = after(few(tmp_path), "slash", *"zzz", "enter", "x")
    assert listed(seen) == ["C-002", "C-001", "C-001", "C-003", "C-002"]


def test_no_findings_at_all_says_what_could_not_be_decided(tmp_path: Path) -> None:
    silent = dict.fromkeys(("ROSH001", "VISIT002", "PLAN003", "PRAISE004"), "not_exported")
    seen = after(app_for(stored(tmp_path, [case("C-001"), case("C-002", **silent)]).path))
    assert "THIS RUN IS NOT TO BE TRUSTED. No question was decided for 1 case" in seen
    assert "No findings among what could be decided." in seen
    assert "No findings." not in seen
    assert "4 of 4 questions could not be asked of some cases." in seen


def test_the_other_lists(tmp_path: Path) -> None:
    assert listed(after(few(tmp_path), "2")) == ["C-001", "C-002", "C-003", "C-004", "C-005"]
    due = after(few(tmp_path), "3")
    assert "1 duty, the first to fall due first" in due
    assert " 9 Jul 2010 MEDIUM C-005 VISIT002 first-home-visit" in due
    waiting = after(few(tmp_path), "4")
    assert "1 case in which a question waits, the most evidence against first" in waiting
    assert re.search(r"C-004 +1 +1 OM-2 +South", waiting)
    problems = after(few(tmp_path, (TWISTED, BROKEN)), "5")
    assert "2 problems, the gravest kind first" in problems
    assert [line.split()[0] for line in problems.splitlines() if "yes" in line or "NO" in line.split()] == ["malformed", "inconsistent"]
    assert "No problems: every record that was met could be read." in after(few(tmp_path), "5")


def test_cases_go_by_who_holds_them_now(tmp_path: Path) -> None:
    assert listed(after(few(tmp_path), "2", "t", "down", "enter")) == ["C-001", "C-005"]
    assert listed(after(few(tmp_path), "2", "s", "down", "enter")) == ["C-001", "C-002"]
    assert listed(after(few(tmp_path), "2", "slash", *"004", "enter")) == ["C-004"]


def test_what_does_not_apply_to_a_list_is_said(tmp_path: Path) -> None:
    seen = after(few(tmp_path), "o", "down", "enter", "3")
    assert "1 of 1 duty, the first to fall due first. Only: any outcome." in seen
    assert "There is nothing to filter by outcome in this list." in after(few(tmp_path), "3", "o")


def test_a_search_that_is_left_changes_nothing(tmp_path: Path) -> None:
    assert '2 of 5 findings, the most severe first. Only: text "visit"' in after(few(tmp_path), "slash", *"visit")
    assert "5 findings, the most severe first\n" in after(few(tmp_path), "slash", *"visit", "escape")
    assert 'Only: text "visit"' in after(few(tmp_path), "slash", *"visit", "enter", "slash", *"zz", "escape")


def test_the_card_of_another_programme(tmp_path: Path) -> None:
    assert "This run was made for one programme: A Small Inspection." in after(few(tmp_path), "f")
    programmes = FRAMEWORKS | {"other-2011": framework("other-2011", title="Another")}
    path = stored(tmp_path, few_cases(), frameworks=("small-2010", "other-2011")).path
    app = BrowseApp(load(path, programmes), lambda: load(path, programmes))
    seen = after(app, "f", "down", "enter", "c", "end", "enter")
    assert "results.jsonl   other-2011" in seen
    # No finding is below the line under the other programme.
    assert "0 of 5 findings, the most severe first. Only: 2.1 Home visits" in seen


def test_problems_open_with_all_that_is_wrong(tmp_path: Path) -> None:
    seen = after(few(tmp_path, (BROKEN,)), "5", "enter")
    assert "Nothing of it was audited." in seen
    assert "line 9, column 4, at /case/id" in seen
    assert "Hint: give it one" in seen


def test_sorting_by_each_column_and_back(tmp_path: Path) -> None:
    assert listed(after(few(tmp_path), "b", "b")) == ["C-001", "C-001", "C-002", "C-002", "C-003"]
    assert listed(after(few(tmp_path), "b", "b", "B")) == ["C-003", "C-002", "C-002", "C-001", "C-001"]
    columns = ["b"] * 8
    assert "5 findings, the most severe first" in after(few(tmp_path), *columns)
    assert "5 findings, by team" in after(few(tmp_path), *columns[1:])


def test_known_and_suppressed_findings_say_so(tmp_path: Path) -> None:
    one, *others = few_cases()
    known = replace(one, findings=tuple(replace(finding, standing=Standing.KNOWN) for finding in one.findings))
    path = stored(tmp_path, [known, *others]).path
    seen = after(app_for(path))
    assert "HIGH   C-001 known: ROSH001" in seen
    assert "Besides: 2 known." in " ".join(seen.split())
    assert listed(after(app_for(path), "n", "down", "enter")) == ["C-002", "C-003", "C-002"]


def test_a_run_that_is_not_to_be_trusted_says_so_over_every_list(tmp_path: Path) -> None:
    for key in "12345":
        assert "THIS RUN IS NOT TO BE TRUSTED. 1 record was not audited." in after(few(tmp_path, (BROKEN,)), key)


def test_the_score_card_stands_beside_the_list_where_there_is_room(tmp_path: Path) -> None:
    assert "Home visits and all" not in after(few(tmp_path))
    seen = after(few(tmp_path), size=WIDE)
    assert re.search(r"Risk of Harm score +50% +4 DRASTIC +too few", seen)
    assert re.search(r"1\.2 Planning with the person +none +0", seen)
    assert "North" in seen and "too late" in seen
    chosen = after(few(tmp_path), "c", "end", "enter", size=WIDE)
    assert "2 of 5 findings, the most severe first. Only: 2.1 Home visits and all other restrictive work" in chosen


@pytest.mark.parametrize("name", ["[red]C[/red]", "\x1b[31mC", "[link=x]", "C\u202e", "a" * 200, "案件" * 40])
def test_whatever_an_id_holds_is_shown_as_text(tmp_path: Path, name: str) -> None:
    path = stored(tmp_path, [case(name, ROSH001="not_done"), case("C-2")]).path
    shown = {"\x1b[31mC": "\\x1b[31mC", "C\u202e": "C\\u202e"}.get(name, name)[:8]
    for keys in ((), ("enter",), ("2",), ("slash", "z", "enter")):
        seen = after(app_for(path), *keys)
        assert "\x1b" not in seen and "\u202e" not in seen
        assert keys[:1] == ("slash",) or shown in seen.replace(" ", "") or shown in seen
