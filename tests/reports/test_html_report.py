"""The page as it is written: one file, safe whatever the names in it, with the numbers of the other reports."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.outcomes import CaseResult, Evidence, Holder, Standing
from caselint.reports.html.data import anchor
from caselint.reports.html.gather import Limits
from caselint.reports.html.page import write_html
from caselint.reports.json_report import write_json
from caselint.reports.summary import summarise
from caselint.scoring.score import score
from caselint.scoring.scorecard import percent
from caselint.scoring.tally import tally_groups
from tests.cli.test_trust import call, export
from tests.reports.busy import ENDED, PROBLEMS, REVIEWED, busy_cases, reviewed_cases, standing
from tests.reports.support import FRAMEWORKS, RULES, case, framework, printed, stored
from tests.small_pack import case as small_case
from tests.small_pack import rule as small_rule
from tests.small_pack import write_pack

HOSTILE = "</script><script>alert(1)</script>\x1b[31m\u202eexe.\u200b<!--&quot;"
TWO = {**FRAMEWORKS, "other-2012": framework("other-2012", bands={}, headlines=[], cautions=[])}
VOID = {"meta", "link", "input", "br", "rect", "line"}


class Page(HTMLParser):
    """Elements with their attributes, and the text of each table row."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self.rows: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in self.raw:
            self.raw[tag].append("")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]][-1] += data
        elif {"td", "th"} & set(self.open) and self.rows:
            self.rows[-1][-1] += data

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw["script"][0])
        return found

    @property
    def prose(self) -> str:
        """What a reader sees, without the script's data."""
        visible = re.sub(r"<(script|style).*?</\1>", "", self.text, flags=re.S)
        return " ".join(re.sub(r"<[^>]*>", "", visible).split())


def page(path: Path, cases: Sequence[CaseResult], problems: Any = (), limits: Limits | None = None, **options: Any) -> Page:
    frameworks = options.pop("frameworks", FRAMEWORKS)
    results = stored(path, cases, problems, frameworks=tuple(frameworks), **options)
    stream = io.BytesIO()
    write_html(summarise(results, frameworks), results, stream, limits)
    return Page(stream.getvalue().decode("utf-8"))


def document(path: Path, cases: Sequence[CaseResult], problems: Any = ()) -> dict[str, Any]:
    results = stored(path, cases, problems)
    stream = io.BytesIO()
    write_json(summarise(results, FRAMEWORKS), results, stream)
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


def hostile_cases() -> list[CaseResult]:
    held = Holder(HOSTILE, HOSTILE, HOSTILE)
    return [case(HOSTILE, held, message=HOSTILE, ROSH001="not_done"), case("C-2", held, due={"VISIT002": date(2010, 7, 9)})]


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_nothing_is_loaded_and_only_what_is_in_the_page_may_run(tmp_path: Path) -> None:
    made = page(tmp_path, [*busy_cases(), *hostile_cases()], PROBLEMS)
    policies = [a["content"] for tag, a in made.elements if a.get("http-equiv") == "Content-Security-Policy"]
    _, script = made.raw["script"]
    [style] = made.raw["style"]
    own = f"script-src '{digest(script)}'; style-src '{digest(style)}'"
    assert policies == [f"default-src 'none'; {own}; img-src data:; base-uri 'none'; form-action 'none'"]
    for tag, attributes in made.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "srcset", "action")], tag
        href = attributes.get("href")
        assert href is None or href.startswith("#") or href == "data:,"
    assert "http" not in style
    assert "url(" not in style


def test_names_are_never_markup_and_hide_no_marks(tmp_path: Path) -> None:
    made = page(tmp_path, hostile_cases(), frameworks=TWO)
    assert len(made.raw["script"]) == 2
    assert "alert(1)" not in made.raw["script"][1]
    assert not [char for char in ("\x1b", "\u202e", "\u200b") if char in made.text]
    assert not re.search("[<>&]", made.raw["script"][0])
    [first, _] = made.data["cases"]
    assert "</script><script>alert(1)</script>\\x1b[31m\\u202e" in first["id"]
    assert first["at"] == anchor(HOSTILE)
    assert f"#{anchor(HOSTILE)}" in {a.get("href") for _, a in made.elements}


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    made = page(tmp_path, [*busy_cases(), *hostile_cases()], PROBLEMS)
    known = {a["id"] for _, a in made.elements if "id" in a} | {one.get("at") or anchor(one["id"]) for one in made.data["cases"]}
    assert {href.removeprefix("#") for _, a in made.elements if (href := a.get("href")) and href != "data:,"} <= known
    assert {f"rule-{code}" for code in RULES} <= known


def test_headings_are_in_order_and_ids_are_unique(tmp_path: Path) -> None:
    for cases in ([], busy_cases()):
        made = page(tmp_path, cases, PROBLEMS, frameworks=TWO)
        levels = [int(tag[1]) for tag, _ in made.elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        ids = [a["id"] for _, a in made.elements if "id" in a]
        assert len(ids) == len(set(ids))


def test_its_numbers_are_those_of_the_other_reports(tmp_path: Path) -> None:
    made, report = page(tmp_path, busy_cases(), PROBLEMS), document(tmp_path, busy_cases(), PROBLEMS)
    results = stored(tmp_path, busy_cases(), PROBLEMS)
    terminal = " ".join(printed(summarise(results, FRAMEWORKS), 200).split())
    [counts], [card] = report["counts"], report["scorecards"]
    words = {"not_applicable": "not asked of the case", "not_answered": "needs an assessor", "sufficient": "above the line"}
    for outcome, n in counts["outcomes"].items():
        row = [words.get(outcome, outcome.replace("_", " ")), f"{n}"]
        assert (row in made.rows) is bool(n)
        assert not n or " ".join(row) in terminal
    assert ["together", f"{counts['asked']}"] in made.rows
    figures = [*card["headlines"], *card["sections"], *(c for s in card["sections"] for c in s["criteria"])]
    for figure in figures:
        if figure["score"] is not None:
            low, high = (percent(end) for end in figure["interval"])
            name = figure["name"] if figure in card["headlines"] else f"{figure['id']} {figure['name']}"
            [row] = [row for row in made.rows if row[0] == name]
            assert row[1:5] == [f"{figure['percent']}%", "", f"{low}-{high}%", f"{figure['n']}"]
            assert row[5].startswith(figure["band"] or "")
            assert ("too few" in row[5]) is figure["small"]
    listed = [finding for one in made.data["cases"] for finding in one.get("f", ())]
    assert len(listed) == made.data["total"] == report["findings"]["total"] == 4
    assert "4 findings in 3 cases: 2 high, 1 medium and 1 low." in made.prose
    assert "4 findings in 3 cases: 2 high, 1 medium and 1 low." in terminal
    for sentence in report["verdict"]["says"][len(report["verdict"]["doubts"]) :]:
        assert sentence.replace("'", "&#39;") in made.prose


def test_doubts_come_first_and_loud(tmp_path: Path) -> None:
    made = page(tmp_path, busy_cases(), PROBLEMS)
    assert made.prose.index("This run is not to be trusted") < made.prose.index("What it comes to") < made.prose.index("Three things")
    assert "1 record was not audited." in made.prose
    assert "This run is not to be trusted" not in page(tmp_path, [case("C-1")]).prose
    empty = page(tmp_path, [])
    assert "No case was audited, so this report says nothing about any case." in empty.prose
    assert "Three things" not in empty.prose


def test_a_page_of_a_case_has_everything_that_is_stored_of_it(tmp_path: Path) -> None:
    piece = Evidence("ROSH001", "nothing on record")
    cases = [*busy_cases(), CaseResult("C-E", "x", 1, date(2010, 6, 30), Holder(), busy_cases()[0].outcomes, evidence_against=(piece,))]
    data = page(tmp_path, cases, frameworks=TWO).data
    found = {one["id"]: one for one in data["cases"]}
    assert len(found) == 11
    assert found["C-001"]["o"] == "NL-I"
    assert found["C-001"]["f"][0][:4] == [0, "N", data["cases"][0]["f"][0][2], "2010-02-15"]
    assert found["C-001"]["f"][0][-1] == [0]  # below the line under the first programme only
    assert found["C-003"]["u"] == [[1, "2010-07-09", found["C-003"]["h"], None]]
    assert data["paths"][found["C-006"]["m"][0][1]] == ["home_visits"]
    assert data["reasons"][found["C-007"]["r"][0][1]] == "rests on ROSH001 (not answered)"
    assert found["C-007"]["w"] == [[0, "S", "N", "2010-06-01", None, 1]]
    assert found["C-E"]["e"] == [[0, "nothing on record"]]


def test_a_cut_list_is_said_out_loud_and_totals_stay_whole(tmp_path: Path) -> None:
    cases = [case(f"C-{n:03}", ROSH001="not_done", VISIT002="too_late", due={"PLAN003": date(2010, 7, 5)}) for n in range(20)]
    made = page(tmp_path, cases, limits=Limits(findings=5, cases=10, duties=3, listed=2))
    assert "This page lists 5 of 40 findings, the most severe first, and has pages for the 5 cases that they are in." in made.prose
    assert "--output jsonl:FILE" in made.prose
    assert [one["id"] for one in made.data["cases"]] == [f"C-{n:03}" for n in range(5)]
    assert [[finding[6] for finding in one["f"]] for one in made.data["cases"]] == [[n, -1] for n in range(5)]
    assert "20 of 20 cases have high-severity findings. 40 findings in 20 cases" in made.prose
    assert "Week of Monday 5 July 2010: 20 things" in made.prose
    assert "and 17 more that this page does not list" in made.prose
    hrefs = {a.get("href") for _, a in made.elements}
    assert "#case-C-004" in hrefs
    assert "#case-C-005" not in hrefs
    assert "This page lists" not in page(tmp_path, cases).prose


def test_the_heat_map_has_the_scores_of_the_groups_by_name(tmp_path: Path) -> None:
    units = {"South": 12, "north": 3, "East": 11, None: 2}
    outcomes = ("sufficient", "not_done", "too_late")
    cases = [
        case(f"{unit}-{n}", Holder("OM", f"team {unit}", unit), ROSH001=outcomes[n % 3], VISIT002=outcomes[n % 2])
        for unit, cases in units.items()
        for n in range(cases)
    ]
    made = page(tmp_path, cases)
    results = stored(tmp_path, cases)
    groups = tally_groups(results.cases(), "small-2010", lambda result: result.held_by.local_delivery_unit or "~")
    rows = {row[0]: row[1:] for row in made.rows if row[0] in ("South", "north", "East", "No unit on record")}
    assert list(rows) == ["East", "north", "South", "No unit on record"]
    for unit, tally in groups.items():
        row = rows["No unit on record" if unit == "~" else unit]
        [criterion, _, third] = [c for s in score(FRAMEWORKS["small-2010"], RULES.values(), tally).sections[:2] for c in s.criteria]
        assert row[0] == str(tally.cases)
        for cell, figure in ((row[1], criterion), (row[3], third)):
            assert figure.score is not None
            assert cell == (f"({percent(figure.score)}%)n {figure.n}" if figure.small else f"{percent(figure.score)}%n {figure.n}")
    assert [row for row in made.rows if row[0] == "team South"]


def test_it_is_written_by_a_run_and_from_stored_results_alike(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", small_rule())
    files = [tmp_path / "run.html", tmp_path / "again.html"]
    outputs = ("--output", f"html:{files[0]}", "--output", f"jsonl:{tmp_path / 'results.jsonl'}")
    assert call("check", export(tmp_path, small_case()), "--pack", pack, *outputs).exit_code == 1
    assert call("report", tmp_path / "results.jsonl", "--pack", pack, "--output", f"html:{files[1]}").exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes().startswith(b"<!DOCTYPE html>\n<html lang=")


@pytest.mark.parametrize("cases", [[], [case("C-1")], busy_cases()])
def test_the_same_results_give_the_same_bytes(tmp_path: Path, cases: list[CaseResult]) -> None:
    assert page(tmp_path, cases, PROBLEMS).text == page(tmp_path, cases, PROBLEMS).text


def test_the_baseline_and_the_exceptions_file_have_a_section_of_their_own(tmp_path: Path) -> None:
    results = stored(tmp_path, reviewed_cases(), [ENDED], **REVIEWED)
    stream = io.BytesIO()
    write_html(summarise(results, FRAMEWORKS, limit=1), results, stream)
    text = " ".join(re.sub(r"<[^>]*>", " ", stream.getvalue().decode().split('<script type="application/json"')[0]).split())
    for words in (
        "known.jsonl: 9 findings as of 2010-05-31 to 2010-06-01",
        "4 new findings in 4 cases: 3 high and 1 medium; 5 known and 1 suppressed.",
        "5 findings in 3 cases. They stand in the baseline, count in the scores and do not fail the run.",
        "2 entries of the baseline are on cases that this run did not audit.",
        "C-05 exception: VISIT002 first-home-visit (not done without it), agreed on 4 May 2010, until 9 July 2010; ENDS WITHIN FOUR WEEKS",
        "C-06 exception: ROSH001 start-screening-done, S7 (sufficient without it)",
        "The exceptions file names 2 cases that this run did not audit: C-98, C-99.",
        "C-07 GONE009 (not in this pack), S2",
        "With new findings (2)",
    ):
        assert words in text, words


def test_where_all_is_known_the_page_does_not_say_that_nothing_is_below_the_line(tmp_path: Path) -> None:
    known = [standing(case(f"C-{n}", ROSH001="not_done"), ROSH001=Standing.KNOWN) for n in range(3)]
    results = stored(tmp_path, known, **REVIEWED)
    stream = io.BytesIO()
    write_html(summarise(results, FRAMEWORKS), results, stream)
    text = stream.getvalue().decode()
    assert "None that is new. Below the line stand findings that are not: 3 known." in text
    assert "No new findings. Still to be mended: 3 known." in text
    assert 'id="filters"' in text, "and they can be listed"
    assert "no case is below the line" not in text


def test_a_page_that_is_too_long_lists_the_new_ones_first(tmp_path: Path) -> None:
    known = [standing(case(f"A-{n}", ROSH001="not_done"), ROSH001=Standing.KNOWN) for n in range(9)]
    made = page(tmp_path, [*known, case("Z-1", PLAN003="not_done")], limits=Limits(findings=3, cases=2))
    assert made.data["total"] == 10
    assert sorted(one["id"] for one in made.data["cases"]) == ["A-0", "A-1", "Z-1"]
    assert "Of all findings, 3 are listed here, the new ones first." in made.text
