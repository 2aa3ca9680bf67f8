"""Every form of a report tells the same numbers of the same results.

A new form is one entry in `READERS`: a function from what was written to the numbers that it tells.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from caselint.audit.results import Results
from caselint.cli.formats import FORMATS
from caselint.reports.summary import summarise
from tests.reports.busy import PROBLEMS, busy_cases
from tests.reports.rendering import hostile_cases, hostile_problems, rendered
from tests.reports.support import FRAMEWORKS, case, stored

BELOW = ("insufficient", "too_late", "not_done")
Numbers = Mapping[str, int]
"""Some of `findings`, `cases` with findings, `audited` cases, answers `above`, `below` and `not_asked`."""


def of_outcomes(outcomes: Mapping[str, int]) -> dict[str, int]:
    below = sum(outcomes.get(name, 0) for name in BELOW)
    return {"above": outcomes.get("sufficient", 0), "below": below, "not_asked": outcomes.get("not_applicable", 0)}


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    return int(found[1].replace(",", "")) if found else 0


def from_text(data: bytes) -> Numbers:
    text = data.decode()
    return {
        "findings": number(r"FINDINGS  ([\d,]+) findings?", text),
        "cases": number(r"FINDINGS  [\d,]+ findings? in ([\d,]+) case", text),
        "audited": number(r"Cases +([\d,]+) audited", text),
        "above": number(r"above the line +([\d,]+)", text),
        "below": number(r"below the line +([\d,]+)", text),
        "not_asked": number(r"not asked of the case +([\d,]+)", text),
    }


def from_json(data: bytes) -> Numbers:
    report = json.loads(data)
    found, [counts] = report["findings"], report["counts"]
    assert len(found["list"]) == found["total"]
    cases = {finding["case_id"] for finding in found["list"]}
    return {**of_outcomes(counts["outcomes"]), "findings": found["total"], "cases": len(cases), "audited": report["head"]["cases"]}


def from_jsonl(data: bytes) -> Numbers:
    cases = [line for line in map(json.loads, data.splitlines()) if line["type"] == "case"]
    found = [len(one.get("findings", ())) for one in cases]
    outcomes = Counter(outcome for one in cases for outcome in one["outcomes"].values())
    return {**of_outcomes(outcomes), "findings": sum(found), "cases": sum(n > 0 for n in found), "audited": len(cases)}


def from_sarif(data: bytes) -> Numbers:
    [run] = json.loads(data)["runs"]
    [outcomes] = run["properties"]["outcomes"].values()
    cases = {one["properties"]["case"] for one in run["results"]}
    return {**of_outcomes(outcomes), "findings": len(run["results"]), "cases": len(cases), "audited": run["properties"]["cases"]}


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
    return {**of_outcomes(outcomes), "findings": told["findings"], "cases": len(cases), "audited": audited}


def from_csv(data: bytes) -> Numbers:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return {"findings": len(rows), "cases": len({row["case_id"] for row in rows})}


def from_markdown(data: bytes) -> Numbers:
    text = data.decode()
    return {
        "findings": number(r"## Findings: ([\d,]+) finding", text),
        "cases": number(r"## Findings: [\d,]+ findings? in ([\d,]+) case", text),
        "audited": number(r"- Cases: ([\d,]+) audited", text),
        "above": number(r"\| above the line \| ([\d,]+)", text),
        "below": number(r"\| below the line \| ([\d,]+)", text),
        "not_asked": number(r"\| not asked of the case \| ([\d,]+)", text),
    }


def from_github(data: bytes) -> Numbers:
    text = data.decode()
    return {"findings": number(r"of ([\d,]+) findings? in", text), "cases": number(r"of [\d,]+ findings? in ([\d,]+) case", text)}


def from_html(data: bytes) -> Numbers:
    """Of the data that the page filters and opens cases from."""
    found = re.search(rb'<script type="application/json"[^>]*>(.*?)</script>', data, re.DOTALL)
    assert found
    page = json.loads(found[1])
    names = {letter: words.replace(" ", "_") for letter, (words, _) in page["outcomes"].items()}
    outcomes = Counter(names[letter] for one in page["cases"] for letter in one["o"])
    listed = [len(one.get("f", ())) for one in page["cases"]]
    assert sum(listed) == page["total"]
    return {**of_outcomes(outcomes), "findings": page["total"], "cases": sum(n > 0 for n in listed), "audited": len(page["cases"])}


def from_xlsx(data: bytes) -> Numbers:
    book = load_workbook(io.BytesIO(data), read_only=True)
    facts = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True) if len(row) > 1 and row[0]}
    findings = list(book["Findings"].iter_rows(min_row=2, values_only=True))
    counts = {"above": "above the line", "below": "below the line", "not_asked": "not asked of the case"}
    told = {name: int(facts.get(words) or 0) for name, words in counts.items()}
    audited = len(list(book["Cases"].iter_rows(min_row=2, values_only=True)))
    return {**told, "findings": len(findings), "cases": len({row[1] for row in findings}), "audited": audited}


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
RUNS: dict[str, tuple[list[Any], list[Any]]] = {
    "everything": (busy_cases(), list(PROBLEMS)),
    "nothing found": ([case("C-1"), case("C-2")], []),
    "nothing audited": ([], list(PROBLEMS)),
    "too much to list": ([case(f"C-{n:04}", ROSH001="not_done", VISIT002="too_late", PLAN003="not_done") for n in range(400)], []),
    "hostile": (hostile_cases(), hostile_problems()),
}


def truth(results: Results) -> Numbers:
    summary = summarise(results, FRAMEWORKS)
    counts, found = summary.counts[0], summary.findings
    told = {**of_outcomes({outcome.value: n for outcome, n in counts.outcomes.items()}), "audited": summary.head.cases}
    return {**told, "findings": found.total, "cases": found.cases}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", RUNS)
def test_a_form_tells_the_numbers_of_the_run(tmp_path: Path, form: str, name: str) -> None:
    results = stored(tmp_path, *RUNS[name])
    told, so = READERS[form](rendered(form, results, limit=7)), truth(results)
    assert told == {key: so[key] for key in told}
    assert {"findings", "cases"} <= told.keys()


def test_every_form_is_held_against_the_others() -> None:
    assert set(FORMATS) == set(READERS)


@pytest.mark.parametrize("form", READERS)
def test_the_same_results_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    results = stored(tmp_path, *RUNS["everything"])
    assert rendered(form, results) == rendered(form, results)
