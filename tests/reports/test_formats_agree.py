"""Every form of a report tells the same numbers of the same results.

A new form is one entry in `READERS`: a function from what was written to the numbers that it tells.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from caselint.audit.outcomes import Standing
from caselint.audit.results import Results
from caselint.cli.formats import FORMATS
from caselint.reports.summary import summarise
from tests.reports.busy import ENDED, PROBLEMS, REVIEWED, busy_cases, reviewed_cases, standing
from tests.reports.rendering import hostile_cases, hostile_problems, rendered
from tests.reports.support import FRAMEWORKS, case, stored

BELOW = ("insufficient", "too_late", "not_done")
Numbers = Mapping[str, int]
"""Some of new `findings`, `cases` with such, `known` and `suppressed` ones, entries of the exceptions file that hold (`agreed`), findings
of the baseline that are `stale`, `audited` cases, answers `above`, `below`, `excepted` and `not_asked`."""


def of_outcomes(outcomes: Mapping[str, int]) -> dict[str, int]:
    below = sum(outcomes.get(name, 0) for name in BELOW)
    excepted = outcomes.get("excepted", 0)
    return {"above": outcomes.get("sufficient", 0), "below": below, "excepted": excepted, "not_asked": outcomes.get("not_applicable", 0)}


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    return int(found[1].replace(",", "")) if found else 0


def from_text(data: bytes) -> Numbers:
    text = data.decode()
    return {
        "findings": number(r"FINDINGS  ([\d,]+) (?:new )?findings?", text),
        "cases": number(r"FINDINGS  [\d,]+ (?:new )?findings? in ([\d,]+) case", text),
        "audited": number(r"Cases +([\d,]+) audited", text),
        "above": number(r"above the line +([\d,]+)", text),
        "below": number(r"below the line +([\d,]+)", text),
        "not_asked": number(r"not asked of the case +([\d,]+)", text),
        "known": number(r"Findings .*[; ]([\d,]+) known", text),
        "suppressed": number(r"Findings .*[; ]([\d,]+) suppressed", text),
        "agreed": number(r"AGREED ON  ([\d,]+) entr", text),
        "stale": number(r"NO LONGER THERE  ([\d,]+) entr", text),
    }


def from_json(data: bytes) -> Numbers:
    report = json.loads(data)
    found, [counts], standings = report["findings"], report["counts"], report["standings"]
    listed = by_standing((finding["standing"], finding["case_id"]) for finding in found["list"])
    assert (listed["findings"], listed["known"]) == (found["total"], standings["known"]["total"])
    entries = {"agreed": standings["in_force_total"], "stale": standings["stale_total"]}
    return {**of_outcomes(counts["outcomes"]), **listed, **entries, "audited": report["head"]["cases"]}


def by_standing(found: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Of findings, each as its standing and its case."""
    pairs = list(found)
    counts = Counter(standing for standing, _ in pairs)
    cases = {case_id for standing, case_id in pairs if standing == "new"}
    return {"findings": counts["new"], "known": counts["known"], "suppressed": counts["suppressed"], "cases": len(cases)}


def from_jsonl(data: bytes) -> Numbers:
    cases = [line for line in map(json.loads, data.splitlines()) if line["type"] == "case"]
    found = by_standing((f.get("standing", "new"), one["case_id"]) for one in cases for f in one.get("findings", ()))
    outcomes = Counter(outcome for one in cases for outcome in one["outcomes"].values())
    entries = {name: sum(len(one.get(name, ())) for one in cases) for name in ("agreed", "stale")}
    return {**of_outcomes(outcomes), **found, **entries, "audited": len(cases)}


def from_sarif(data: bytes) -> Numbers:
    [run] = json.loads(data)["runs"]
    [outcomes] = run["properties"]["outcomes"].values()
    found = by_standing((sarif_standing(one), one["properties"]["case"]) for one in run["results"])
    told = Counter(one["descriptor"]["id"] for one in run["invocations"][0]["toolExecutionNotifications"])
    entries = {"agreed": told["agreed-exception"] + told["agreed-suppression"], "stale": told["no-longer-there"]}
    return {**of_outcomes(outcomes), **found, **entries, "audited": run["properties"]["cases"]}


def sarif_standing(result: Mapping[str, Any]) -> str:
    """As a viewer reads it."""
    return "suppressed" if "suppressions" in result else "known" if result.get("baselineState") == "unchanged" else "new"


def from_junit(data: bytes) -> Numbers:
    """Of the suites of the questions: what is written, and what their properties say of what is left out."""
    root = ElementTree.fromstring(data)
    suites = [suite for suite in root if not suite.attrib["name"].startswith("caselint:")]
    told: Counter[str] = Counter()
    for suite in suites:
        told.update({one.attrib["name"]: int(one.attrib["value"]) for one in suite.iter("property") if one.attrib["value"].isdigit()})
    cases = {one.attrib["name"] for suite in suites for one in suite.iter("testcase") if one.find("failure") is not None}
    audited = next(int(one.attrib["value"]) for one in root[0].iter("property") if one.attrib["name"] == "cases")
    outcomes = {name.removeprefix("outcome."): n for name, n in told.items()}
    found = {"findings": told["findings"], "known": told["findings.known"], "suppressed": told["findings.suppressed"]}
    entries = {
        name: next((int(suite.attrib["skipped"]) for suite in root if words in suite.attrib["name"]), 0)
        for name, words in (("agreed", "agreed on"), ("stale", "of the baseline"))
    }
    return {**of_outcomes(outcomes), **found, **entries, "cases": len(cases), "audited": audited}


def from_csv(data: bytes) -> Numbers:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    told = Counter(row["standing"] for row in rows)
    suppressed = {(row["case_id"], row["code"], row["agreed_on"], row["until"]) for row in rows if row["standing"] == "suppressed"}
    entries = {"agreed": told["excepted"] + told["not_needed"] + len(suppressed), "stale": told["gone"]}
    return {**by_standing((row["standing"], row["case_id"]) for row in rows), **entries}


def from_markdown(data: bytes) -> Numbers:
    text = data.decode()
    return {
        "findings": number(r"## Findings: ([\d,]+) (?:new )?finding", text),
        "cases": number(r"## Findings: [\d,]+ (?:new )?findings? in ([\d,]+) case", text),
        "audited": number(r"- Cases: ([\d,]+) audited", text),
        "above": number(r"\| above the line \| ([\d,]+)", text),
        "below": number(r"\| below the line \| ([\d,]+)", text),
        "not_asked": number(r"\| not asked of the case \| ([\d,]+)", text),
        "known": number(r"## Known findings: ([\d,]+) in", text),
        "suppressed": number(r"Suppressed: ([\d,]+) finding", text),
        "agreed": number(r"agreed on: ([\d,]+) entr", text),
        "stale": number(r"## No longer there: ([\d,]+) entr", text),
    }


def from_github(data: bytes) -> Numbers:
    text = data.decode()
    return {
        "findings": number(r"of ([\d,]+) (?:new )?findings? in", text),
        "cases": number(r"of [\d,]+ (?:new )?findings? in ([\d,]+) case", text),
        "known": number(r"([\d,]+) findings? in [\d,]+ cases? (?:is|are) known", text),
        "suppressed": number(r"([\d,]+) findings? in [\d,]+ cases? (?:is|are) suppressed", text),
        "agreed": number(r"title=Agreed on%3A ([\d,]+) ", text),
        "stale": number(r"title=([\d,]+) (?:entry|entries) of the baseline", text),
    }


def from_html(data: bytes) -> Numbers:
    """Of the data that the page filters and opens cases from."""
    found = re.search(rb'<script type="application/json"[^>]*>(.*?)</script>', data, re.DOTALL)
    assert found
    page = json.loads(found[1])
    names = {letter: words.replace(" ", "_") for letter, (words, _) in page["outcomes"].items()}
    outcomes = Counter(names[letter] for one in page["cases"] for letter in one["o"])
    listed = [(html_standing(page, finding), one["id"]) for one in page["cases"] for finding in one.get("f", ())]
    assert len(listed) == page["total"]
    entries = {"agreed": sum(len(one.get("g", ())) for one in page["cases"]), "stale": sum(len(one.get("s", ())) for one in page["cases"])}
    return {**of_outcomes(outcomes), **by_standing(listed), **entries, "audited": len(page["cases"])}


def html_standing(page: Mapping[str, Any], finding: list[Any]) -> str:
    """As `templates/common.js` reads it."""
    return str(page["asides"][finding[8]][0]) if len(finding) > 8 else "new"


def from_xlsx(data: bytes) -> Numbers:
    book = load_workbook(io.BytesIO(data), read_only=True)
    facts = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True) if len(row) > 1 and row[0]}
    findings = list(book["Findings"].iter_rows(min_row=2, values_only=True))
    counts = {"above": "above the line", "below": "below the line", "excepted": "excepted", "not_asked": "not asked of the case"}
    told = {name: int(facts.get(words) or 0) for name, words in counts.items()}
    audited = len(list(book["Cases"].iter_rows(min_row=2, values_only=True)))
    sheets = {"agreed": "Agreed on", "stale": "No longer there"}
    entries = {name: len(list(book[title].iter_rows(min_row=2))) if title in book.sheetnames else 0 for name, title in sheets.items()}
    heads = [cell.value for cell in next(book["Findings"].iter_rows(max_row=1))]
    place = heads.index("standing")
    return {**told, **entries, **by_standing((str(row[place]), str(row[1])) for row in findings), "audited": audited}


READERS: dict[str, Callable[[bytes], Numbers]] = {
    "text": from_text,
    "json": from_json,
    "jsonl": from_jsonl,
    "sarif": from_sarif,
    "junit": from_junit,
    "csv": from_csv,
    "markdown": from_markdown,
    "github": from_github,
    "html": from_html,
    "xlsx": from_xlsx,
}
Given = tuple[list[Any], list[Any], dict[str, Any]]
RUNS: dict[str, Given] = {
    "everything": (busy_cases(), list(PROBLEMS), {}),
    "nothing found": ([case("C-1"), case("C-2")], [], {}),
    "nothing audited": ([], list(PROBLEMS), {}),
    "too much to list": ([case(f"C-{n:04}", ROSH001="not_done", VISIT002="too_late", PLAN003="not_done") for n in range(400)], [], {}),
    "hostile": (hostile_cases(), hostile_problems(), {}),
    "reviewed": (reviewed_cases(), [ENDED], REVIEWED),
    "all known": ([standing(case(f"C-{n}", ROSH001="not_done"), ROSH001=Standing.KNOWN) for n in range(3)], [], REVIEWED),
}


def truth(results: Results) -> Numbers:
    summary = summarise(results, FRAMEWORKS)
    counts, found, standings = summary.counts[0], summary.findings, summary.standings
    told = {**of_outcomes({outcome.value: n for outcome, n in counts.outcomes.items()}), "audited": summary.head.cases}
    aside = {"known": standings.known.total, "suppressed": standings.suppressed.total}
    entries = {"agreed": standings.in_force_total, "stale": standings.stale_total}
    return {**told, **aside, **entries, "findings": found.total, "cases": found.cases}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", RUNS)
def test_a_form_tells_the_numbers_of_the_run(tmp_path: Path, form: str, name: str) -> None:
    cases, problems, options = RUNS[name]
    results = stored(tmp_path, cases, problems, **options)
    told, so = READERS[form](rendered(form, results, limit=7)), truth(results)
    assert told == {key: so[key] for key in told}
    assert {"findings", "cases", "known", "suppressed", "agreed", "stale"} <= told.keys()


def test_the_numbers_of_a_reviewed_run_are_those_that_were_put_in(tmp_path: Path) -> None:
    cases, problems, options = RUNS["reviewed"]
    so = truth(stored(tmp_path, cases, problems, **options))
    assert {name: so[name] for name in ("findings", "cases", "known", "suppressed", "agreed", "stale", "excepted")} == {
        "findings": 4, "cases": 4, "known": 5, "suppressed": 1, "agreed": 3, "stale": 2, "excepted": 1,
    }  # fmt: skip


def test_every_form_is_held_against_the_others() -> None:
    assert set(FORMATS) == set(READERS)


@pytest.mark.parametrize("form", READERS)
def test_the_same_results_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    cases, problems, options = RUNS["reviewed"]
    results = stored(tmp_path, cases, problems, **options)
    assert rendered(form, results) == rendered(form, results)
