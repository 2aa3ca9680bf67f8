"""The Markdown summary: everything that matters in order, and nothing of the data is Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from caselint.reports.markdown_text import code, code_cell, prose
from tests.reports.busy import ENDED, PROBLEMS, REVIEWED, busy_cases, reviewed_cases
from tests.reports.rendering import HOSTILE, hostile_cases, hostile_problems, hostile_rules, rendered, under_two
from tests.reports.support import case, stored


def markdown(path: Path, cases: list[Any], problems: Any = (), limit: int = 50, **options: Any) -> str:
    return rendered("markdown", stored(path, cases, problems, **options), limit=limit).decode()


def html_of(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def test_everything_that_matters_in_its_order(tmp_path: Path) -> None:
    text = markdown(tmp_path, busy_cases(), PROBLEMS)
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Case audit",
        "## Problems: 3 problems, 4 faults",
        "## Scores: A Small Inspection",
        "## Findings: 4 findings in 3 cases, by question",
        "## Falling due in the next 28 days: 1",
        "## What this export cannot answer: 1 question",
        "## What needs an assessor: 2 questions in 2 cases",
        "## Exceptions: 1 in 1 case",
        "## Good practice worth sharing",
        "## Counts",
    ]
    assert text.index("**This run is not to be trusted.**") < text.index("## Problems")
    assert "| high | ROSH001 start-screening-done | 2 | 2 | `C-002`, `C-001` |" in text
    assert "| 1.1 Assessment of Risk of Harm | 78% | 9 | 45-94% | DRASTIC, too few |" in text
    assert "- 9 Jul 2010 `C-003` VISIT002 first-home-visit" in text


def test_a_cut_list_says_how_much_more_there_is(tmp_path: Path) -> None:
    cases = [case(f"C-{n:03}", ROSH001="not_done", VISIT002="too_late") for n in range(40)]
    text = markdown(tmp_path, cases, limit=8)
    assert "8 of 80 findings, case by case" in text
    assert "- and 72 more." in text
    assert "`C-004`, and 35 more |" in text


@pytest.mark.parametrize("group_by", ["case", "criterion", "team", "manager"])
def test_the_ways_of_grouping(tmp_path: Path, group_by: Any) -> None:
    text = rendered("markdown", stored(tmp_path, busy_cases()), group_by=group_by, limit=1).decode()
    assert "## Findings: 4 findings in 3 cases, by " in text


def test_a_clean_run_says_so_and_an_empty_one_does_not(tmp_path: Path) -> None:
    assert "No findings. All 4 questions could be asked of the one case." in markdown(tmp_path, [case("C-1")])
    empty = markdown(tmp_path, [])
    assert "**This run is not to be trusted.**" in empty
    assert "No findings" not in empty


def test_under_two_programmes(tmp_path: Path) -> None:
    cases, frameworks = under_two()
    text = rendered("markdown", stored(tmp_path, cases, frameworks=tuple(frameworks)), frameworks).decode()
    assert "(under other-2012 only)" in text
    assert "| Answers | `small-2010` | `other-2012` |" in text


def test_every_table_keeps_its_columns_and_nothing_is_executable(tmp_path: Path) -> None:
    text = markdown(tmp_path, hostile_cases(), hostile_problems(), rules=hostile_rules(), unknown_sections=HOSTILE)
    html = html_of(text)
    tags = set(re.findall(r"<(\w+)([^>]*)>", html))
    plain = ("h1", "h2", "p", "ul", "li", "strong", "em", "code", "details", "summary", "table", "thead", "tbody", "tr", "th", "td")
    assert tags <= {(tag, "") for tag in plain} | {(tag, ' style="text-align:right"') for tag in ("th", "td")}
    for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
        widths = {len(re.findall(r"<t[hd]", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)}
        assert len(widths) == 1
    assert all(line.isprintable() for line in text.splitlines())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_back_as_it_was(text: str) -> None:
    from html import unescape

    from caselint.reports.safe_text import visible

    shown = html_of(f"x {prose(text)} x").strip()
    assert unescape(re.sub(r"</?(p|code)>", "", shown)) == f"x {visible(text)} x"
    assert unescape(html_of(code(text)).strip()) == f"<p><code>{visible(text)}</code></p>"
    assert f"<td><code>{visible(text)}</code></td>" in unescape(html_of(f"| a | b |\n| --- | --- |\n| {code_cell(text)} | c |\n"))


def test_what_is_known_agreed_on_and_there_no_more_has_sections_of_its_own(tmp_path: Path) -> None:
    text = rendered("markdown", stored(tmp_path, reviewed_cases(), [ENDED], **REVIEWED)).decode()
    assert "- Baseline: `known.jsonl`, 9 findings as of 2010-05-31 to 2010-06-01\n" in text
    assert "- Agreed: `caselint-exceptions.yaml`, 4 exceptions, 1 suppression\n" in text
    known = text[text.index("## Known findings: 5 in 3 cases") : text.index("## Falling due")]
    for line in (
        "- ROSH001 start-screening-done: 3 cases",
        "2 entries of the baseline are on cases that this run did not audit.",
        "## Exceptions and suppressions agreed on: 3 entries",
        "Suppressed: 1 finding in 1 case. They count in the scores and do not fail the run.",
        "- `C-06` exception: ROSH001 start-screening-done, S7 (sufficient without it), agreed on 4 May 2010, until 31 December 2010; "
        "changes nothing any more: take it out (line 21)",
        "The exceptions file names 2 cases that this run did not audit: C-98, C-99.",
        "## No longer there: 2 entries of the baseline",
        "- `C-07` GONE009 (not in this pack), S2",
    ):
        assert f"\n{line}\n" in known, line
