"""Letters of feedback: to whom everything goes, what they say, and that nothing in them runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from caselint.audit.outcomes import CaseResult, Due, Evidence, Holder, Outcome, Standing
from caselint.reports.feedback.letters import By, gather_letters
from caselint.reports.feedback.names import OURS, file_names
from caselint.reports.feedback.render import Form, write_letters
from tests.reports.busy import PROBLEMS, busy_cases, reviewed_cases, standing
from tests.reports.support import HELD, RULES, case, stored

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

**Done well.** 1 of 2 answers that could be decided is above the line.

**What would change most:**

1. **High, 1 case:** Was it done? (ROSH001)
   **To do:** Do what start-screening-done asks and record it.
   The first was due by 15 February 2010, in case `C-1`.
2. **Medium, 1 case:** Was it done? (VISIT002)
   **To do:** Do what first-home-visit asks and record it.
   The first was due by 15 February 2010, in case `C-3`.

**Due until 28 July 2010:** nothing on record.

**What follows:**

- What to improve: 2 findings in 2 cases (1 high and 1 medium), by question

## What was done well

- Was it done? (ROSH001): yes in the one case

## What to improve

What would change most comes first. Where a case has moved on, it stands in the letter of who holds it now too.

### High, 1 case: Was it done? (ROSH001)

To do: Do what start-screening-done asks and record it.

- `C-1`, not done, due by 15 February 2010: Nothing on record since the sentence on 1 February 2010, which concerns start-screening-done. \
Held now by `OM-2`.

### Medium, 1 case: Was it done? (VISIT002)

To do: Do what first-home-visit asks and record it.

- `C-3`, too late, due by 15 February 2010: Late.

## The same, case by case

| Case | High | Medium | Low |
| --- | --- | --- | --- |
| `C-1` | ROSH001 |  |  |
| `C-3` |  | VISIT002 |  |

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
    assert "**What would change most, in cases that were taken over:**" in letter
    own, _, rest = letter.partition("## Taken over")
    assert "no case that you held is below the line" in own
    taken_over, _, after = rest.partition("## What falls due")
    assert [line[:8] for line in taken_over.splitlines() if line.startswith("- ")] == ["- `C-1`,", "- `C-2`,"]
    assert "Held at the time by `OM-1`." in taken_over
    assert "Held at the time by no officer on record." in taken_over
    assert "not yours to answer for" in taken_over
    assert "**9 July 2010**, case `C-1`: Was it done? (PLAN003) Expected: What plan-signed expects" in after
    assert "Good practice worth sharing:** Was it done? (PRAISE004): `C-1`" in own
    assert "Was it done? (PLAN003): 1 case" in after


def test_what_nobody_on_record_held_has_a_letter_of_its_own(tmp_path: Path) -> None:
    letter = letters(tmp_path, handed_over())["no-officer-on-record.md"]
    assert "Dear colleague" not in letter
    assert "Somebody should take on each of them." in letter
    assert "- `C-2`, insufficient: " in letter
    assert "Held now by `OM-2`." in letter and "it stands in the letter of who holds it now too" in letter


def test_a_letter_to_a_team_says_who_held_the_case(tmp_path: Path) -> None:
    found = letters(tmp_path, handed_over(), "team")
    assert list(found) == ["team-North.md"]
    letter = found["team-North.md"]
    assert "3 cases that your team holds." in letter
    assert letter.count("Held at the time by `OM-1`.") == 2
    assert "Held now by `OM-2`." in letter
    assert "Taken over" not in letter and "stands in the letter of" not in letter


holders = st.builds(Holder, st.sampled_from([None, "OM-1", "om-1", "OM 2"]), st.sampled_from([None, "North", "South"]))


@settings(max_examples=40, deadline=None)
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
    for letter, text in zip(gathered.letters, written, strict=True):
        before, _, after = text.partition("## Taken over")
        assert told(before) == Counter((point.finding.code, point.case_id) for point in letter.own)
        assert told(after) == Counter((point.finding.code, point.case_id) for point in letter.taken_over)
        if "case by case" in text:
            assert indexed(text) == told(before) + told(after)


HEADING = re.compile(r"### \w+, (?P<cases>[\d,]+) cases?: .* \((?P<code>\w+)\)")
ENTRY = re.compile(r"- `(?P<case>[^`]*)`, [\w ,]+: .*?(Found (?P<times>\d+) times.*)?$")
HTML_HEADING = re.compile(r"<h3>.* \((?P<code>\w+)\)</h3>")
HTML_ENTRY = re.compile(r"<li><code>(?P<case>[^<]*)</code>, [\w ,]+: .*?( Found (?P<times>\d+) times.*)?</li>")


def told(text: str, heading: re.Pattern[str] = HEADING, entry: re.Pattern[str] = ENTRY) -> Counter[tuple[str, str]]:
    """By rule and case: the findings that the letter lists under their question."""
    found: Counter[tuple[str, str]] = Counter()
    code = ""
    for line in text.splitlines():
        if line.startswith(("## ", "<h2>")):
            code = ""
        elif head := heading.match(line):
            code = head["code"]
        elif code and (one := entry.match(line)):
            found[code, one["case"]] += int(one["times"] or 1)
    return found


def indexed(text: str) -> Counter[tuple[str, str]]:
    """The same from the table at the end."""
    table = text.partition("case by case\n\n")[2].partition("\n\n")[0]
    found: Counter[tuple[str, str]] = Counter()
    for line in table.splitlines()[2:]:
        name, *severities = (cell.strip() for cell in line.strip("|").split("|"))
        for one in ", ".join(filter(None, severities)).split(", "):
            code, _, times = one.partition(" ")
            found[code, name.strip("`")] += int(times.strip("( times)") or 1)
    return found


def repeated() -> list[CaseResult]:
    """Two entries of one record show the very same, and a third something else; a second case has one of them too."""
    first = case("C-1", ROSH001="not_done", VISIT002="too_late")
    visit = next(finding for finding in first.findings if finding.code == "VISIT002")
    entries = [replace(visit, subject=f"V-{n}", identity=f"VISIT002/C-1/V-{n}") for n in (1, 2)]
    third = replace(
        visit, subject="V-3", identity="VISIT002/C-1/V-3", message="The visit of 3 March 2010 was late.", deadline=date(2010, 3, 3)
    )
    rest = tuple(finding for finding in first.findings if finding.code != "VISIT002")
    return [replace(first, findings=(*rest, *entries, third)), case("C-2", VISIT002="not_done"), case("C-3", ROSH001="not_done")]


def test_the_findings_of_a_question_stand_together_and_none_is_lost(tmp_path: Path) -> None:
    letter = letters(tmp_path, repeated())["officer-OM-1.md"]
    assert told(letter) == {("ROSH001", "C-1"): 1, ("ROSH001", "C-3"): 1, ("VISIT002", "C-1"): 3, ("VISIT002", "C-2"): 1} == indexed(letter)
    assert letter.count("To do: Do what first-home-visit asks and record it.") == 1
    assert "### Medium, 2 cases: Was it done? (VISIT002)" in letter
    assert "which concerns first-home-visit. Found 2 times, in the entries `V-1`, `V-2`.\n" in letter
    assert "- `C-1`, too late: The visit of 3 March 2010 was late.\n" in letter, "the day that it names is not told again"
    assert "| `C-1` | ROSH001 | VISIT002 (3 times) |  |" in letter
    page = letters(tmp_path, repeated(), form="html")["officer-OM-1.html"]
    assert told(page, HTML_HEADING, HTML_ENTRY) == told(letter)


def test_the_first_page_names_what_would_change_most_and_what_comes_first(tmp_path: Path) -> None:
    """By severity, then by the number of cases, then by the earliest deadline."""
    rules = {f"HOUSE{n}": replace(RULES["VISIT002"], code=f"HOUSE{n}", question=f"Question {n}?") for n in range(1, 5)} | RULES
    days = {f"PLAN{n}": date(2010, 7, n) for n in range(1, 8)}
    rules |= {code: replace(RULES["PLAN003"], code=code) for code in days}

    def below(case_id: str, day: date, *codes: str) -> CaseResult:
        outcomes = dict.fromkeys(rules, Outcome.SUFFICIENT) | dict.fromkeys(codes, Outcome.NOT_DONE)
        outcomes |= dict.fromkeys(days, Outcome.NOT_YET_DUE)
        made = case(case_id, deadline=day, ROSH001="not_done")
        findings = tuple(replace(made.findings[0], code=code, identity=f"{code}/{case_id}", deadline=day) for code in codes)
        due = tuple(Due(code, on, entry, HELD) for code, on in days.items() for entry in ("E-1", "E-2")) if case_id == "C-1" else ()
        return replace(made, outcomes=outcomes, findings=findings, due=due)

    cases = [
        below("C-1", date(2010, 3, 1), "HOUSE1", "HOUSE3", "HOUSE4"),
        below("C-2", date(2010, 2, 1), "HOUSE2", "HOUSE3"),
        below("C-3", date(2010, 5, 1), "ROSH001"),
    ]
    [(_, content)] = write_letters(stored(tmp_path, cases, rules=rules), "manager", "markdown")
    first, _, rest = content.decode().partition("## What was done well")
    assert re.findall(r"^\d\. .* \((\w+)\)$", first, re.MULTILINE) == ["ROSH001", "HOUSE3", "HOUSE2"]
    assert "The first was due by 1 February 2010, in case `C-2`." in first
    assert "HOUSE1" not in first and "HOUSE1" in rest
    assert re.findall(r"^- (\d July 2010), case `C-1`", first, re.MULTILINE) == [f"{n} July 2010" for n in range(1, 6)]
    assert first.count("(2 times)") == 5
    assert "- and 4 more things, listed below" in first
    assert "What falls due: 14 things until 28 July 2010" in first and rest.count("(2 times)") == 7
    assert '"Was it done?" (all 3 cases)' in first
    assert "What to improve: 6 findings in 3 cases (1 high and 5 medium), by question" in first
    assert rest.count("Expected: ") == 7


def test_a_letter_without_findings_says_so_and_what_could_not_be_asked(tmp_path: Path) -> None:
    silent = {"ROSH001": "not_exported", "VISIT002": "not_exported", "PLAN003": "not_answered", "PRAISE004": "not_applicable"}
    missing = dict.fromkeys(("ROSH001", "VISIT002"), ("home_visits",))
    letter = letters(tmp_path, [case("C-1", missing=missing, **silent)])["officer-OM-1.md"]
    assert "**What would change most:** Nothing: no case" in letter and "## What to improve" not in letter
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
    assert told(letter).total() == 40 == letter.count("which concerns first-home-visit")
    assert "and 21 more questions with work above the line" in letter
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
        assert html.count("<h1>") == 1 and html.count("<h2>") == 4
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


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_is_known_is_still_to_be_mended_and_what_is_suppressed_is_named_and_no_more(tmp_path: Path, form: Form) -> None:
    told = letters(tmp_path, reviewed_cases(), form=form)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>|[`*]", "", next(iter(told.values()))))
    assert "What to improve: 9 findings in 5 cases (6 high, 1 medium and 2 low), by question" in text
    assert "1 finding left out of this letter, since two people agreed that the question is wrong there: C-03 VISIT002" in text
    assert text.count("C-03") == 3, "its other finding, in the list and in the index by case"


def test_where_all_is_suppressed_nobody_is_told_that_nothing_is_below_the_line(tmp_path: Path) -> None:
    [text] = letters(tmp_path, [standing(case("C-1", ROSH001="not_done"), ROSH001=Standing.SUPPRESSED)]).values()
    assert "Nothing but what two people agreed to leave out." in text
    assert "is below the line in a question" not in text
    assert "Nothing was found in" not in text
