"""The page in a real browser, opened from a file as a manager opens it: filtered, sorted, read by keyboard, and printed.

Where no browser is installed these tests are skipped. With CASELINT_BROWSER=required in the environment they fail instead.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from caselint.audit.outcomes import Answered, CaseResult, Evidence, Holder, Outcome
from caselint.reports.html.data import anchor
from caselint.reports.html.gather import Limits
from caselint.reports.html.page import write_html
from caselint.reports.summary import summarise
from tests.reports.busy import PROBLEMS, REVIEWED, busy_cases, reviewed_cases
from tests.reports.support import FRAMEWORKS, OUTCOMES, RULES, case, framework, stored

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
HOSTILE = "</script><img src=x onerror=alert(1)>\u202e#1%"
TWO = {**FRAMEWORKS, "other-2012": framework("other-2012", bands={}, headlines=[], cautions=[])}


def cannot(why: str) -> None:
    if os.environ.get("CASELINT_BROWSER") == "required":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests of this module."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        cannot(f"no browser is installed: none of {', '.join(NAMES)} is on the path")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        cannot("playwright is not installed, which drives the browser")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield started
        started.close()


@dataclass
class Opened:
    """A page in the browser, and whatever it complained of."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)

    def rows(self) -> list[list[str]]:
        """What the list of findings shows."""
        read = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
        found: list[list[str]] = self.page.eval_on_selector_all("#list tbody tr", read)
        return found

    def shown(self) -> str:
        return str(self.page.inner_text("#shown"))

    def await_shown(self, start: str) -> None:
        """Until the live count begins so. The page's own policy forbids to wait for an expression."""
        self.page.locator("#shown", has_text=re.compile(f"^{start}")).wait_for()

    def go(self, place: str) -> None:
        self.page.goto(f"{self.address}#{place}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.innerText || document.activeElement.id"))


Opener = Callable[..., Opened]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    contexts = []

    def open_page(cases: list[CaseResult], problems: Any = (), limits: Limits | None = None, **context: Any) -> Opened:
        heeded = {name: context.pop(name) for name in REVIEWED if name in context}
        results = stored(tmp_path, cases, problems, frameworks=tuple(TWO), **heeded)
        file = tmp_path / "audit.html"
        with file.open("wb") as stream:
            write_html(summarise(results, TWO), results, stream, limits)
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        made = Opened(page, file.as_uri())
        page.on("console", lambda message: made.complaints.append(message.text))
        page.on("pageerror", lambda error: made.complaints.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else made.complaints.append(request.url))
        page.goto(made.address)
        return made

    yield open_page
    for context in contexts:
        context.close()


def caseload() -> list[CaseResult]:
    """What occurs in a run, a case with evidence against it, hostile names, and enough findings to fill the list."""
    north, south = Holder("OM-1", "North A", "North"), Holder("OM-2", "South A", "South")
    waiting = CaseResult(
        "W-1",
        "x",
        1,
        date(2010, 6, 30),
        south,
        OUTCOMES | {"ROSH001": busy_cases()[5].outcomes["ROSH001"]},
        evidence_against=(Evidence("ROSH001", "Two changes were never assessed."),),
        reasons={"ROSH001": "only an assessor can answer"},
    )
    many = [case(f"N-{n:03}", north if n % 2 else south, ROSH001="not_done", PLAN003="insufficient") for n in range(40)]
    return [*busy_cases(), *many, waiting, case(HOSTILE, Holder(HOSTILE, HOSTILE, HOSTILE), message=HOSTILE, VISIT002="not_done")]


def test_it_opens_without_a_complaint_and_loads_nothing(opened: Opener) -> None:
    made = opened(caseload(), PROBLEMS)
    made.page.wait_for_timeout(200)
    assert made.complaints == []
    assert made.shown() == "85 of 85 findings, in 44 cases; the first 25 rows are shown."
    assert made.page.locator("h1").all_inner_texts() == ["Case audit"]


def test_the_list_is_filtered_and_says_what_is_left(opened: Opener) -> None:
    made = opened(caseload())
    made.page.select_option("#f-severity", "high")
    made.page.select_option("#f-unit", "North")
    made.await_shown("20 ")
    assert made.shown() == "20 of 85 findings, in 20 cases."
    assert {row[0] for row in made.rows()} == {"HIGH"}
    assert len(made.rows()) == 20
    made.page.fill("#f-text", "n-03 NOT")
    made.await_shown("5 ")
    assert [row[1] for row in made.rows()] == ["N-031", "N-033", "N-035", "N-037", "N-039"]
    made.page.click("text=Clear filters")
    made.await_shown("85 ")
    made.page.select_option("#f-criterion", label="2.1 Home visits and all other restrictive work to keep other people safe from harm")
    made.await_shown("2 ")
    assert sorted(row[1] for row in made.rows()) == ["</script><img src=x onerror=alert(1)>\\u202e#1%", "C-001"]
    assert made.complaints == []


def test_the_list_is_sorted_from_the_heads_by_keyboard(opened: Opener) -> None:
    made = opened(caseload())
    head = made.page.locator("#list thead th").nth(1)
    head.get_by_role("button").focus()
    made.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    ids = [row[1] for row in made.rows()]
    assert ids[1:5] == ["C-001", "C-001", "C-002", "C-004"]
    made.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert made.rows()[0][1] == "N-039"
    assert made.page.locator("[aria-sort]").count() == 1
    made.page.get_by_role("button", name="Show 60 more of 60").click()
    assert len(made.rows()) == 85
    assert made.page.get_by_role("button", name="Show").count() == 0


def test_the_list_by_question_and_by_case(opened: Opener) -> None:
    made = opened(caseload())
    made.page.check("input[value=questions]")
    made.await_shown("3 questions")
    assert [row[2:4] for row in made.rows()] == [["42", "42"], ["2", "2"], ["41", "41"]]
    made.page.check("input[value=cases]")
    made.await_shown("44 cases")
    assert made.rows()[0] == ["C-001", "1", "1", "0", "OM-1, North"]
    made.page.locator("#list thead").get_by_role("button", name="Low").click()
    assert made.rows()[0][3] == "1"


def test_a_case_is_opened_by_keyboard_and_left_again(opened: Opener) -> None:
    made = opened(caseload())
    made.page.locator("#list a[href='#case-C-001']").first.focus()
    made.press("Enter")
    made.page.wait_for_selector("#case-title")
    assert made.focused() == "Case C-001"
    text = made.page.inner_text("#case")
    assert "4 questions: 3 below, 1 not asked." in text
    assert "Nothing on record since the sentence on 1 February 2010" in text
    assert "Do what start-screening-done asks and record it." in text
    assert "Praised practice that is absent" in text
    assert not made.page.is_visible("#report")
    assert made.page.is_visible("#doubts")
    made.page.get_by_role("link", name="Back to the report").focus()
    made.press("Enter")
    made.page.wait_for_selector("#report")
    assert made.focused() == "C-001"
    assert made.complaints == []


@pytest.mark.parametrize("place", [anchor(HOSTILE), quote(HOSTILE)])
def test_an_address_leads_to_a_case(opened: Opener, place: str) -> None:
    made = opened(caseload())
    made.go(place if place.startswith("case-") else f"case-{place}")
    assert "\\u202e#1%" in made.page.inner_text("#case-title")
    assert made.page.locator("#case img").count() == 0
    made.go("case-nobody%")
    assert made.page.inner_text("#case-title") == "No such case here"
    assert made.complaints == []


def test_a_case_shows_what_waits_and_what_people_said(opened: Opener) -> None:
    made = opened(caseload())
    made.go("case-W-1")
    assert "Two changes were never assessed." in made.page.inner_text("#case")
    made.go("case-C-007")
    assert "They disagree; the answer counts." in made.page.inner_text("#case")
    made.go("case-C-006")
    made.page.locator("#case summary", has_text="Not exported").click()
    assert "home_visits" in made.page.inner_text("#case")
    made.go("case-C-003")
    assert "9 Jul 2010" in made.page.inner_text("#case")


def test_a_case_says_of_every_question_what_came_of_it_or_why_it_was_not_asked(opened: Opener) -> None:
    day = date(2010, 7, 9)
    busy = {one.case_id: one for one in busy_cases()}
    off = Answered("PLAN003", Outcome.NOT_APPLICABLE, Outcome.NOT_DONE, date(2010, 6, 1))
    everything = case(
        "ALL-1",
        ROSH001="not_exported",
        VISIT002="excepted",
        PLAN003="not_yet_due",
        due={"PLAN003": day},
        missing={"ROSH001": ("rosh.screenings", "rosh.levels")},
        reasons={"VISIT002": "a professional reason is on record"},
    )
    answered = case("ALL-2", VISIT002="not_answered", reasons={"VISIT002": "ROSH001 is not_answered"}, answered=(off,))
    lost = replace(busy["C-009"], case_id="ALL-3", outcomes={"ROSH001": Outcome.SUFFICIENT, "PLAN003": Outcome.NOT_YET_DUE})
    made = opened([everything, answered, lost])
    says = {}
    for one in ("ALL-1", "ALL-2", "ALL-3"):
        made.go(f"case-{one}")
        made.page.locator("#case-title", has_text=one).wait_for()
        made.page.evaluate("document.querySelectorAll('#case details').forEach(part => { part.open = true; })")
        says[one] = made.page.inner_text("#case")
        links = made.page.eval_on_selector_all("#case a[href^='#rule-']", "links => links.map(link => link.innerText)")
        assert set(links) == set(RULES), "every question is on the page of every case"
    assert "Not in the export: rosh.screenings, rosh.levels" in says["ALL-1"]
    assert "VISIT002 Was it done?\nA professional reason is on record." in says["ALL-1"]
    assert "9 Jul 2010\tPLAN003" in says["ALL-1"]
    assert "Not asked of this case (1)\nPRAISE004 Was it done?\nAsked only of: Everybody." in says["ALL-1"]
    assert "PLAN003 Was it done?\nAn assessor answered that it does not apply." in says["ALL-2"]
    assert "rests on ROSH001 (not answered)" in says["ALL-2"]
    assert "No answer is stored at all (2)" in says["ALL-3"] and "2 without any answer" in says["ALL-3"]
    assert "Not yet due, and no day is stored (1)\nPLAN003" in says["ALL-3"]
    assert made.complaints == []


def test_an_address_leads_to_a_question_and_on_to_its_findings(opened: Opener) -> None:
    made = opened(caseload())
    made.go("rule-VISIT002")
    question = made.page.locator("#rule-VISIT002")
    assert question.get_attribute("open") is not None
    assert "What first-home-visit expects" in question.inner_text()
    question.get_by_role("button", name="List them").click()
    made.await_shown("2 ")
    assert made.focused().startswith("any") or made.page.evaluate("document.activeElement.id") == "f-rule"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_kept_out(opened: Opener, scheme: Any, width: int) -> None:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        cannot("axe-playwright-python is not installed, which finds what keeps people out")
    cases = [*caseload(), *reviewed_cases()]
    made = opened(cases, PROBLEMS, color_scheme=scheme, viewport={"width": width, "height": 900}, **REVIEWED)
    made.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    for place in ("findings", "case-C-001", "case-W-1", "case-C-006", "case-C-007", "case-C-03"):
        made.go(place)
        made.page.evaluate("document.querySelectorAll('#case details').forEach(part => { part.open = true; })")
        found = Axe().run(made.page).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
        assert made.page.evaluate("document.documentElement.scrollWidth") <= width
    assert made.complaints == []


def test_on_paper_everything_is_open_and_nothing_is_a_control(opened: Opener) -> None:
    made = opened(caseload(), PROBLEMS)
    made.page.emulate_media(media="print")
    made.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(made.rows()) == 85
    assert not made.page.is_visible("#filters")
    assert made.page.is_visible("#rule-VISIT002 dl")
    made.page.evaluate("dispatchEvent(new Event('afterprint'))")
    made.page.emulate_media(media="screen")
    assert not made.page.is_visible("#rule-VISIT002 dl")


def test_without_scripts_the_page_still_reads(opened: Opener) -> None:
    made = opened(caseload(), PROBLEMS, java_script_enabled=False)
    assert "This browser runs no scripts" in made.page.inner_text("#findings")
    assert not made.page.is_visible("#filters")
    assert "A Small Inspection" in made.page.inner_text("#scores")


def test_a_capped_page_lists_and_counts_what_it_holds(opened: Opener) -> None:
    made = opened(caseload(), limits=Limits(findings=30, cases=10))
    assert made.shown() == "30 of 30 listed findings, in 30 cases; the first 25 rows are shown."
    made.go("case-N-001")
    assert "2 findings" in made.page.inner_text("#case")


def test_the_list_shows_what_is_new_and_by_one_click_all(opened: Opener) -> None:
    made = opened(reviewed_cases(), **REVIEWED)
    assert made.shown() == "4 of 10 findings, in 4 cases."
    assert {row[-1] for row in made.rows()} == {"new"}
    made.page.get_by_label("all", exact=True).check()
    made.await_shown("10 of 10 findings")
    assert [row[-1] for row in made.rows()].count("known") == 5
    made.page.get_by_label("suppressed", exact=True).check()
    made.await_shown("1 of 10 findings, in 1 case.")
    made.page.get_by_role("button", name="Clear filters").click()
    made.await_shown("4 of 10 findings")
    assert made.complaints == []


def test_a_case_says_of_each_finding_where_it_stands_and_what_was_agreed_on(opened: Opener) -> None:
    made = opened(reviewed_cases(), **REVIEWED)
    made.go("case-C-04")
    text = made.page.inner_text("#case")
    assert text.count("Known from the baseline, and still to be mended.") == 2
    assert text.count("New.") == 1
    made.go("case-C-03")
    text = made.page.inner_text("#case")
    assert "Suppressed by the exceptions file until 31 December 2010." in text
    assert "suppression: VISIT002 first-home-visit (too late without it)" in text
    made.go("case-C-07")
    assert "GONE009 (not in this pack), S2" in made.page.inner_text("#case")
