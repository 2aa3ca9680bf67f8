"""JUnit XML: valid, adding up, and no pass for what was not asked.

`junit-10.xsd` is the schema of the Jenkins xUnit plugin, under the MIT licence that stands in it.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema

from caselint.reports.sheaves import Sheaves
from tests.reports.busy import ENDED, PROBLEMS, REVIEWED, busy_cases, reviewed_cases
from tests.reports.rendering import HOSTILE, hostile_cases, hostile_problems, hostile_rules, rendered, under_two
from tests.reports.support import case, stored

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "junit-10.xsd"))
KINDS = ("failures", "errors", "skipped")


def suites(path: Path, cases: list[Any], problems: Any = (), **options: Any) -> dict[str, ElementTree.Element]:
    return checked(rendered("junit", stored(path, cases, problems, **options), limit=1))


def checked(data: bytes) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(data)
    SCHEMA.validate(root)
    for suite in root:
        found = [sum(one.find(kind) is not None for one in suite.iter("testcase")) for kind in ("failure", "error", "skipped")]
        assert [len(list(suite.iter("testcase"))), *found] == [int(suite.attrib[name]) for name in ("tests", *KINDS)]
        assert all(len(one) <= 1 for one in suite.iter("testcase"))
    for name in ("tests", "failures", "errors"):
        assert int(root.attrib[name]) == sum(int(suite.attrib[name]) for suite in root)
    return {suite.attrib["name"].split(" ")[0]: suite for suite in root if not suite.attrib["name"].startswith("caselint")} | {
        suite.attrib["name"]: suite for suite in root if suite.attrib["name"].startswith("caselint")
    }


def kinds(suite: ElementTree.Element) -> dict[str, tuple[str, str]]:
    """What became of each case, and why."""
    return {one.attrib["name"]: (one[0].tag, one[0].attrib["message"]) for one in suite.iter("testcase") if len(one)}


def properties(suite: ElementTree.Element) -> dict[str, str]:
    return {one.attrib["name"]: one.attrib["value"] for one in suite.iter("property")}


def test_below_the_line_is_a_failure_and_what_is_open_is_skipped_with_its_reason(tmp_path: Path) -> None:
    found = suites(tmp_path, busy_cases(), PROBLEMS)
    visits = kinds(found["VISIT002"])
    assert visits.pop("C-001")[0] == "failure"
    assert visits == {
        "C-003": ("skipped", "not yet due: the deadline is 9 Jul 2010"),
        "C-004": ("skipped", "not yet due: the deadline is 1 Sep 2010"),
        "C-005": ("skipped", "excepted: a professional reason is on record"),
        "C-006": ("skipped", "not exported: home_visits"),
        "C-007": ("skipped", "not answered: rests on ROSH001 (not answered)"),
    }
    [failure] = [one[0] for one in found["VISIT002"].iter("testcase") if one.attrib["name"] == "C-001"]
    assert failure.attrib["type"] == "too_late"
    for words in ("cases.jsonl:1 /home_visits", "due 15 Feb 2010", "Expected: What first-home-visit", "To do: Do what first-home-visit"):
        assert words in (failure.text or "")


def test_cases_that_are_not_asked_are_left_out_and_counted(tmp_path: Path) -> None:
    plans = suites(tmp_path, busy_cases())["PLAN003"]
    assert (plans.attrib["tests"], properties(plans)["outcome.not_applicable"]) == ("1", "9")


def test_praise_that_is_absent_is_no_failure_and_no_pass(tmp_path: Path) -> None:
    praise = suites(tmp_path, busy_cases())["PRAISE004"]
    assert kinds(praise) == {"C-001": ("skipped", "praised practice that is absent (insufficient): never a finding")}


def test_problems_doubts_and_broken_questions_are_errors(tmp_path: Path) -> None:
    cases = [*busy_cases(), case("C-012", ROSH001="error", reasons={"ROSH001": "the question broke"})]
    found = suites(tmp_path, cases, PROBLEMS)
    assert found["caselint: problems with the records"].attrib["errors"] == "3"
    assert kinds(found["caselint: the run"])["The run is to be trusted"][0] == "error"
    assert kinds(found["ROSH001"])["C-012"] == ("error", "the question broke")


def test_a_clean_run_passes_and_an_empty_one_does_not(tmp_path: Path) -> None:
    assert not [one for suite in suites(tmp_path, [case("C-1")]).values() for one in kinds(suite)]
    [(kind, words)] = kinds(suites(tmp_path, [])["caselint: the run"]).values()
    assert (kind, "No case was audited" in words) == ("error", True)


def test_the_run_says_what_could_not_be_asked(tmp_path: Path) -> None:
    said = properties(suites(tmp_path, busy_cases())["caselint: the run"])
    assert "1 of 4 questions could not be asked of some cases." in said["verdict"]
    assert (said["outcome.not_exported"], said["as_of"], said["findings"]) == ("1", "2010-06-30", "4")


def test_nobody_is_named(tmp_path: Path) -> None:
    text = rendered("junit", stored(tmp_path, busy_cases())).decode()
    assert "OM-1" not in text
    assert "North" not in text


def test_it_is_valid_whatever_the_data_hold(tmp_path: Path) -> None:
    found = suites(tmp_path, hostile_cases(), hostile_problems(), rules=hostile_rules())
    names = [one.attrib["name"] for one in found["ROSH001"].iter("testcase")]
    assert len(names) == len(HOSTILE)
    assert HOSTILE[0] in names, "what is harmless stands as it is"
    assert all(name.isprintable() for name in names)
    assert "two\\r\\nlines\\x1b[31m\\x00\\x0b\\ufffe" in names


def test_under_one_programme_only(tmp_path: Path) -> None:
    cases, frameworks = under_two()
    found = checked(rendered("junit", stored(tmp_path, cases, frameworks=tuple(frameworks)), frameworks))
    assert [*kinds(found["VISIT002"])] == ["C-1"]


@pytest.mark.parametrize("room", [0, 10, 1 << 20])
def test_sheaves_keep_what_they_are_given_in_its_order(room: int) -> None:
    sheaves = Sheaves(io.BytesIO(), room)
    for n in range(100):
        sheaves.add("abc"[n % 3], f"{n} ".encode())
    for place, key in enumerate("abc"):
        assert b"".join(sheaves.read(key)).split() == [str(n).encode() for n in range(place, 100, 3)]
    assert list(sheaves.read("d")) == []


def test_what_is_known_or_suppressed_is_neither_a_failure_nor_a_pass(tmp_path: Path) -> None:
    found = suites(tmp_path, reviewed_cases(), [ENDED], **REVIEWED)
    screening, visits, plans = kinds(found["ROSH001"]), kinds(found["VISIT002"]), kinds(found["PLAN003"])
    assert {name: kind for name, (kind, _) in screening.items()} == {
        "C-01": "failure", "C-02": "skipped", "C-03": "failure", "C-04": "skipped", "C-08": "failure",
    }  # fmt: skip
    assert screening["C-02"][1].startswith("below the line, known from the baseline, and still to be mended: Nothing on record")
    assert visits["C-03"][1].startswith("below the line, suppressed by the exceptions file until 31 December 2010: Nothing")
    assert visits["C-05"] == ("skipped", "excepted: by exception of 4 May 2010, until 9 July 2010")
    assert {kind for kind, _ in plans.values()} == {"skipped"}
    said = properties(found["ROSH001"])
    assert (said["findings"], said["findings.known"]) == ("3", "3")
    [failure] = [one[0] for one in found["ROSH001"].iter("testcase") if one.attrib["name"] == "C-08"]
    assert (failure.text or "").count("known from the baseline") == 1, "of two findings one is known"
    assert found["caselint: problems with the records"].attrib["errors"] == "1", "an entry that has ended turns the build red"


def test_what_was_agreed_on_and_what_is_there_no_more_stand_in_suites_of_their_own(tmp_path: Path) -> None:
    found = suites(tmp_path, reviewed_cases(), [ENDED], **REVIEWED)
    agreed = kinds(found["caselint: exceptions and suppressions agreed on"])
    assert {name: kind for name, (kind, _) in agreed.items()} == dict.fromkeys(
        ("C-03 VISIT002", "C-05 VISIT002", "C-06 ROSH001"), "skipped"
    )
    gone = kinds(found["caselint: entries of the baseline that are there no more"])
    assert gone == {
        "C-07 ROSH001": ("skipped", "ROSH001 start-screening-done"),
        "C-07 GONE009": ("skipped", "GONE009 (not in this pack), S2"),
    }
