"""SARIF: as the standard has it, and never an all-clear that it is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from caselint.record.problems import Problem, ProblemKind
from caselint.reports.sarif_parts import message, uri_of
from tests.reports.busy import ENDED, PROBLEMS, REVIEWED, busy_cases, reviewed_cases
from tests.reports.rendering import HOSTILE, hostile_cases, hostile_problems, hostile_rules, rendered, under_two
from tests.reports.sarif_schema import official_schema
from tests.reports.support import case, stored


def the_run(path: Path, cases: list[Any], problems: Any = (), **options: Any) -> dict[str, Any]:
    log = json.loads(rendered("sarif", stored(path, cases, problems, **options), limit=1))
    valid(log)
    [found] = log["runs"]
    return dict(found)


def valid(log: dict[str, Any]) -> None:
    official_schema().validate(log)
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    for said in notices(run):
        assert driver["notifications"][said["descriptor"]["index"]]["id"] == said["descriptor"]["id"]
        if "associatedRule" in said:
            assert driver["rules"][said["associatedRule"]["index"]]["id"] == said["associatedRule"]["id"]


def notices(run: dict[str, Any]) -> list[Any]:
    [invocation] = run["invocations"]
    return [*invocation["toolConfigurationNotifications"], *invocation["toolExecutionNotifications"]]


def said(run: dict[str, Any], kind: str) -> list[str]:
    return [one["message"]["text"] for one in notices(run) if one["descriptor"]["id"] == kind]


def test_a_finding_is_a_result_with_its_place_and_its_identity(tmp_path: Path) -> None:
    run = the_run(tmp_path, busy_cases(), PROBLEMS)
    first = run["results"][0]
    assert (first["ruleId"], first["level"]) == ("ROSH001", "error")
    assert first["message"]["text"].startswith("C-001: Nothing on record")
    [place] = first["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "cases.jsonl"}, "region": {"startLine": 1, "startColumn": 1}}
    assert place["logicalLocations"] == [{"name": "C-001", "kind": "object"}, {"fullyQualifiedName": "/home_visits", "kind": "value"}]
    assert first["partialFingerprints"] == {"caselintFinding/v1": "ROSH001/C-001"}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error", "note"]


def test_a_rule_says_what_is_expected_and_why_and_what_to_do(tmp_path: Path) -> None:
    rule = the_run(tmp_path, [case("C-1")])["tool"]["driver"]["rules"][1]
    assert rule["shortDescription"]["text"] == "Was it done?"
    for words in ("It matters.", "Everybody.", "Do what first-home-visit asks", "small-2010 2.1"):
        assert words in rule["help"]["text"]
        assert words in rule["help"]["markdown"]
    assert rule["properties"]["tags"] == ["Topic", "small-2010 2.1"]
    assert rule["defaultConfiguration"] == {"level": "warning"}


def test_what_is_wrong_and_what_was_not_asked_is_told(tmp_path: Path) -> None:
    run = the_run(tmp_path, busy_cases(), PROBLEMS, unknown_sections=("visits",), settings={"first_home_visit_limit": "8 working days"})
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(said(run, "not-trusted")) == 3
    assert said(run, "not-exported")[-1] == "Not exported: home_visits (1 question, 1 case)."
    assert len(said(run, "not-answered")) == 2
    assert said(run, "own-setting") == ["first home visit limit: 8 working days."]
    assert len(said(run, "problem-malformed")) == 2, "every fault is told"
    levels = {one["descriptor"]["id"]: one["level"] for one in notices(run)}
    assert (levels["problem-malformed"], levels["problem-inconsistent"], levels["unknown-section"]) == ("error", "warning", "warning")


def test_a_question_that_broke_is_an_error(tmp_path: Path) -> None:
    run = the_run(tmp_path, [case("C-1", ROSH001="error", reasons={"ROSH001": "the question broke"})])
    assert run["invocations"][0]["executionSuccessful"] is False
    assert said(run, "question-broke") == ["ROSH001 start-screening-done broke in 1 case: the question broke."]


def test_a_clean_run_has_no_results_and_nothing_to_say(tmp_path: Path) -> None:
    run = the_run(tmp_path, [case("C-1")])
    assert (run["results"], notices(run), run["invocations"][0]["executionSuccessful"]) == ([], [], True)


def test_a_run_without_cases_is_no_success(tmp_path: Path) -> None:
    assert the_run(tmp_path, [])["invocations"][0]["executionSuccessful"] is False


def test_nobody_is_named(tmp_path: Path) -> None:
    text = rendered("sarif", stored(tmp_path, busy_cases())).decode()
    assert "OM-1" not in text
    assert "North" not in text


def test_it_is_valid_whatever_the_data_hold(tmp_path: Path) -> None:
    run = the_run(tmp_path, hostile_cases(), hostile_problems(), rules=hostile_rules(), unknown_sections=HOSTILE)
    assert len(run["results"]) == 2 * len(HOSTILE)
    for one in [*run["results"], *notices(run)]:
        text = one["message"]["text"]
        assert text.isprintable()
        assert "](" not in text
    for rule in run["tool"]["driver"]["rules"]:
        assert "<script" not in rule["help"]["markdown"].replace("\\<", "")


def test_under_one_programme_only(tmp_path: Path) -> None:
    cases, frameworks = under_two()
    log = json.loads(rendered("sarif", stored(tmp_path, cases, frameworks=tuple(frameworks)), frameworks))
    valid(log)
    [result] = log["runs"][0]["results"]
    assert result["message"]["text"].endswith("(under other-2012 only)")


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("cases/a.jsonl", "cases/a.jsonl"),
        ("./cases/a b#1?.json", "cases/a%20b%231%3F.json"),
        ("c:x/100%.json", "c%3Ax/100%25.json"),
        ("<stdin>", "%3Cstdin%3E"),
        ("é\n.json", "%C3%A9%0A.json"),
        ("/data/a b.json", "file:///data/a%20b.json"),
    ],
)
def test_a_path_is_a_uri(source: str, uri: str) -> None:
    assert uri_of(source) == uri


def test_braces_and_brackets_are_text() -> None:
    assert message("{0} [a](b)\n")["text"] == "{{0}} [a] (b)\\n"


def test_a_problem_without_a_line_has_no_region(tmp_path: Path) -> None:
    problem = Problem(ProblemKind.UNREADABLE, "x.json", (replace(PROBLEMS[2].faults[0], line=0, column=0),))
    [found] = [one for one in notices(the_run(tmp_path, [case("C-1")], [problem])) if one["descriptor"]["id"] == "problem-unreadable"]
    assert found["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "x.json"}}}]


def test_the_schema_is_the_standards_own() -> None:
    with pytest.raises(ValidationError, match="'runs' is a required property"):
        official_schema().validate({"version": "2.1.0"})


def test_the_baseline_and_the_exceptions_file(tmp_path: Path) -> None:
    run = the_run(tmp_path, reviewed_cases(), [ENDED], **REVIEWED)
    states = [(one["properties"]["case"], one["ruleId"], one["baselineState"], "suppressions" in one) for one in run["results"]]
    assert [one for one in states if one[0] in ("C-02", "C-03")] == [
        ("C-02", "ROSH001", "unchanged", False),
        ("C-02", "PLAN003", "unchanged", False),
        ("C-03", "ROSH001", "new", False),
        ("C-03", "VISIT002", "new", True),
    ]
    [suppression] = next(one["suppressions"] for one in run["results"] if "suppressions" in one)
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 12
    assert "justification" not in suppression
    assert said(run, "agreed-exception")[0] == (
        "C-05: exception: VISIT002 first-home-visit (not done without it), agreed on 4 May 2010, until 9 July 2010; "
        "ENDS WITHIN FOUR WEEKS (line 3)."
    )
    assert len(said(run, "agreed-suppression")) == 1
    assert said(run, "no-longer-there") == [
        "C-07: ROSH001 start-screening-done: in the baseline, and there no more.",
        "C-07: GONE009 (not in this pack), S2: in the baseline, and there no more.",
    ]
    assert len(said(run, "elsewhere")) == 2
    assert len(said(run, "problem-doubtful-exception")) == 1
    assert not any(one["properties"]["case"] in ("C-05", "C-06", "C-07") for one in run["results"]), "what is no finding opens no alert"


def test_without_a_baseline_there_is_no_state(tmp_path: Path) -> None:
    run = the_run(tmp_path, [case("C-1", ROSH001="not_done")])
    assert not any("baselineState" in one or "suppressions" in one for one in run["results"])
