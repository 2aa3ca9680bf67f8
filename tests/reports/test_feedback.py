"""Letters of feedback: to whom everything goes, what they say, and that nothing in them runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from caselint.audit.outcomes import CaseResult, Evidence, Holder
from caselint.reports.feedback.letters import By, gather_letters
from caselint.reports.feedback.names import OURS, file_names
from caselint.reports.feedback.render import Form, write_letters
from tests.reports.busy import PROBLEMS, busy_cases
from tests.reports.support import RULES, case, stored

AWKWARD = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "../../etc/passwd",
    "@everyone",
    "`a|b`",
    "# x\\",
    "=1+1",
    "CON",
    "",
    "漢字",
]


def letters(path: Path, cases: Sequence[CaseResult], by: By = "manager", form: Form = "markdown", problems: Any = ()) -> dict[str, str]:
    return {name: content.decode() for name, content in write_letters(stored(path, cases, problems), by, form)}


def handed_over() -> list[CaseResult]:
    """OM-1 held the first case when its screening fell due, and OM-2 holds it now; nobody held the second, and OM-2 does."""
    then, now = Holder("OM-1", "North"), Holder("OM-2", "North")
    first = case("C-1", then, ROSH001="not_done", PRAISE004="sufficient", PLAN003="not_yet_due", due={"PLAN003": date(2010, 7, 9)})
    second = case("C-2", Holder(None, "North"), deadline=None, VISIT002="insufficient", PLAN003="not_answered")
    return [replace(first, held_by=now), replace(second, held_by=now), case("C-3", then, message="Late.", VISIT002="too_late")]


THE_LETTER = """\
# Feedback on case work: `OM-1`

As of 30 June 2010. Audited with demo-pack 1.0 (small-2010).
1 case that you hold.

Dear colleague,

Thank you for the work behind these cases. This letter says what went well, what would make the cases safer and stronger, and what comes \
next. It knows only what is on record: where more was done than the record shows, please put it there, or talk it over with your senior.

- 1 answer above the line, to 1 question
- 2 findings to learn from, in 2 cases: 1 high and 1 medium
- 0 things due until 28 July 2010

## What was done well

- Was it done? (ROSH001): yes in the one case

## What to improve

The most severe first, case by case.

### Case `C-1`

1. **High: start screening done** (ROSH001), not done
   - What was found: Nothing on record since the sentence on 1 February 2010, which concerns start-screening-done.
   - What to do: Do what start-screening-done asks and record it.
   - It was due by 15 February 2010.
   - Held now by `OM-2`, whose letter has it too.

### Case `C-3`

1. **Medium: first home visit** (VISIT002), too late
   - What was found: Late.
   - What to do: Do what first-home-visit asks and record it.
   - It was due by 15 February 2010.

## What falls due in the next four weeks

Nothing on record falls due until 28 July 2010.

## What waits for an assessor's view

Nothing.

## Changes made and countersigned

| | Name | Signature | Date |
| --- | --- | --- | --- |
| Officer | | | |
| Senior | | | |
| Countersigning director | | | |
"""


def test_the_text_of_a_letter(tmp_path: Path) -> None:
    found = letters(tmp_path, handed_over())
    assert list(found) == ["officer-OM-1.md", "officer-OM-2.md", "no-officer-on-record.md"]
    assert found["officer-OM-1.md"] == THE_LETTER


def test_who_holds_the_case_now_has_it_under_taken_over(tmp_path: Path) -> None:
    letter = letters(tmp_path, handed_over())["officer-OM-2.md"]
    own, _, rest = letter.partition("## Taken over")
    assert "no case that you held is below the line" in own
    taken_over, _, after = rest.partition("## What falls due")
    assert [line for line in taken_over.splitlines() if line.startswith("### ")] == ["### Case `C-1`", "### Case `C-2`"]
    assert "Held at the time by `OM-1`." in taken_over
    assert "Held at the time by no officer on record." in taken_over
    assert "not yours to answer for" in taken_over
    assert "**9 July 2010**, case `C-1`, plan signed (PLAN003)." in after
    assert "Good practice worth sharing:** Was it done? (PRAISE004): `C-1`" in own
    assert "Was it done? (PLAN003): 1 case" in after


def test_what_nobody_on_record_held_has_a_letter_of_its_own(tmp_path: Path) -> None:
    letter = letters(tmp_path, handed_over())["no-officer-on-record.md"]
    assert "Dear colleague" not in letter
    assert "Somebody should take on each of them." in letter
    assert "### Case `C-2`" in letter
    assert "Held now by `OM-2`, whose letter has it too." in letter


def test_a_letter_to_a_team_says_who_held_the_case(tmp_path: Path) -> None:
    found = letters(tmp_path, handed_over(), "team")
    assert list(found) == ["team-North.md"]
    letter = found["team-North.md"]
    assert "3 cases that your team holds." in letter
    assert letter.count("Held at the time by `OM-1`.") == 2
    assert "Held now by `OM-2`." in letter
    assert "Taken over" not in letter


holders = st.builds(Holder, st.sampled_from([None, "OM-1", "om-1", "OM 2"]), st.sampled_from([None, "North", "South"]))


@given(st.lists(st.tuples(holders, holders, st.sampled_from(["sufficient", "not_done", "too_late", "not_exported"])), max_size=8))
@pytest.mark.parametrize("by", ["manager", "team"])
def test_every_finding_stands_in_exactly_one_letter_as_its_own(tmp_path_factory: pytest.TempPathFactory, by: By, drawn: Any) -> None:
    cases = [
        replace(case(f"C-{n}", then, ROSH001=outcome, VISIT002="not_done"), held_by=now) for n, (then, now, outcome) in enumerate(drawn)
    ]
    results = stored(tmp_path_factory.mktemp("letters"), cases)
    gathered = gather_letters(results, by)
    own = Counter(point.finding.identity for letter in gathered.letters for point in letter.own)
    assert own == Counter(finding.identity for one in cases for finding in one.findings)
    taken_over = Counter(point.finding.identity for letter in gathered.letters for point in letter.taken_over)
    name = (lambda holder: holder.officer_id) if by == "manager" else (lambda holder: holder.team)
    assert taken_over == Counter(f.identity for one in cases for f in one.findings if name(f.held_by) != name(one.held_by))
    assert sorted(case_id for letter in gathered.letters for case_id in letter.cases) == [one.case_id for one in cases]
    written = [content.decode() for _, content in write_letters(results, by, "markdown")]
    assert sum(text.partition("## Taken over")[0].count("What was found") for text in written) == own.total()
    assert sum(text.partition("## Taken over")[2].count("What was found") for text in written) == taken_over.total()


def test_a_letter_without_findings_says_so_and_what_could_not_be_asked(tmp_path: Path) -> None:
    silent = {"ROSH001": "not_exported", "VISIT002": "not_exported", "PLAN003": "not_answered", "PRAISE004": "not_applicable"}
    missing = dict.fromkeys(("ROSH001", "VISIT002"), ("home_visits",))
    letter = letters(tmp_path, [case("C-1", missing=missing, **silent)])["officer-OM-1.md"]
    assert "- no finding of yours\n" in letter
    assert "No question is above the line yet. That need not mean that nothing was done" in letter
    assert "no case that you held is below the line in a question that could be decided. Some questions are open" in letter
    assert "## What could not be asked" in letter
    assert "- Was it done? (VISIT002): `C-1`" in letter


def test_what_is_cut_is_said_and_no_finding_is_cut(tmp_path: Path) -> None:
    rules = {f"ROSH{n:03}": replace(RULES["ROSH001"], code=f"ROSH{n:03}") for n in range(1, 31)} | RULES
    cases = [case(f"C-{n:02}", VISIT002="not_done", **dict.fromkeys(rules.keys() - RULES.keys(), "sufficient")) for n in range(40)]
    cases += [case(f"D-{n:02}", ROSH001="not_answered", **dict.fromkeys(rules.keys() - RULES.keys(), "not_answered")) for n in range(12)]
    [(_, content)] = write_letters(stored(tmp_path, cases, rules=rules), "manager", "markdown")
    letter = content.decode()
    assert letter.count("What was found") == 40
    assert "and 21 more questions with work above the line" in letter
    assert "`C-07` and 32 more" in letter
    assert "and 20 more questions\n" in letter
    assert "Nothing was found in 12 cases among what could be decided: `D-00`," in letter and "`D-07` and 4 more" in letter


def test_evidence_is_told_as_a_point_to_look_at(tmp_path: Path) -> None:
    waiting = replace(case("C-1", ROSH001="not_answered"), evidence_against=(Evidence("ROSH001", "It names no victim."),))
    letter = letters(tmp_path, [waiting])["officer-OM-1.md"]
    assert "- Was it done? (ROSH001): 1 case. The record raises a point in `C-1`" in letter


def test_a_run_that_is_not_whole_is_told_in_every_letter(tmp_path: Path) -> None:
    for letter in letters(tmp_path, busy_cases(), problems=PROBLEMS).values():
        assert "**This audit is not whole: 2 records or files were not audited." in letter


@pytest.mark.parametrize("by", ["manager", "team"])
def test_nothing_in_an_id_or_a_message_runs_or_links(tmp_path: Path, by: By) -> None:
    cases = [
        case(name, Holder(name, name), message=f"{name} ![x](http://x) <b>", ROSH001="not_done", PLAN003="not_answered") for name in AWKWARD
    ]
    for letter in letters(tmp_path, cases, by).values():
        html = MarkdownIt("commonmark").enable("table").render(letter)
        assert not any(mark in html for mark in ("<script", "<a ", "<img", "<b>", "href"))
        assert html.count("<h1>") == 1 and html.count("<h2>") == 5
    for page in letters(tmp_path, cases, by, "html").values():
        body = page.partition("<body>")[2]
        assert not any(mark in body for mark in ("<script", "<a ", "<img", "<b>", "href", "onerror"))
        assert page.count("<h1>") == 1 and "default-src 'none'" in page


@pytest.mark.parametrize("by", ["manager", "team"])
def test_the_names_of_the_files_are_safe_and_no_two_the_same(by: By) -> None:
    ids = [*AWKWARD, "OM-1", "om-1", "OM 1", "OM/1", "x" * 200, "x" * 201, "no-officer-on-record", "-on-record", "\ud800", None]
    names = file_names(by, ids, "md")
    assert len({name.lower() for name in names}) == len(ids)
    assert all(OURS.fullmatch(name) and len(name) < 100 for name in names)
    assert file_names(by, ["OM-1", "Westerlea B"], "html") == [
        f"{'officer' if by == 'manager' else by}-{one}.html" for one in ("OM-1", "Westerlea-B")
    ]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_same_results_give_the_same_letters(tmp_path: Path, form: Form) -> None:
    first = letters(tmp_path, busy_cases(), form=form)
    assert letters(tmp_path, list(reversed(busy_cases())), form=form) == first == letters(tmp_path, busy_cases(), form=form)


def test_the_last_day_of_the_calendar(tmp_path: Path) -> None:
    assert "until 31 December 9999" in letters(tmp_path, [case("C-1", as_of=date(9999, 12, 31))])["officer-OM-1.md"]


def test_without_cases_there_are_no_letters(tmp_path: Path) -> None:
    assert letters(tmp_path, []) == {}
