"""The published schema of the JSON report and the report itself stay in step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from caselint.cli.schemas import SCHEMAS
from caselint.reports.json_report import SHAPE
from tests.reports.busy import PROBLEMS, busy_cases
from tests.reports.rendering import hostile_cases, hostile_problems, hostile_rules, rendered, under_two
from tests.reports.support import case, stored

VALIDATOR = Draft202012Validator(SCHEMAS["report"](), format_checker=Draft202012Validator.FORMAT_CHECKER)
BROKEN = case("C-1", ROSH001="error", reasons={"ROSH001": "the question broke"})


def report(path: Path, cases: list[Any], problems: Any = (), **options: Any) -> dict[str, Any]:
    return dict(json.loads(rendered("json", stored(path, cases, problems, **options), limit=2)))


@pytest.mark.parametrize(
    ("cases", "problems"),
    [(busy_cases(), PROBLEMS), ([], ()), ([case("C-1")], ()), ([BROKEN], ()), (hostile_cases(), hostile_problems())],
    ids=["everything", "nothing", "clean", "broken", "hostile"],
)
def test_a_report_is_as_its_schema_says(tmp_path: Path, cases: list[Any], problems: Any) -> None:
    found = report(tmp_path, cases, problems, settings={"a": "1"}, unknown_sections=("x",), rules=hostile_rules())
    VALIDATOR.validate(found)
    assert next(iter(found)) == "schema_version"
    assert found["schema_version"] == SHAPE


def test_under_two_programmes_and_each_records_own_day(tmp_path: Path) -> None:
    cases, frameworks = under_two()
    results = stored(tmp_path, cases, frameworks=tuple(frameworks), as_of=None)
    VALIDATOR.validate(json.loads(rendered("json", results, frameworks, group_by="team")))


def test_the_schema_leaves_nothing_open(tmp_path: Path) -> None:
    """A key too many and a key too few, at any depth of the objects that have names, are told."""
    found = report(tmp_path, busy_cases(), PROBLEMS)
    for broken in (
        {**found, "more": 1},
        {**found, "schema_version": 2},
        {**found, "verdict": {**found["verdict"], "more": 1}},
        {key: value for key, value in found.items() if key != "due"},
        {**found, "findings": {**found["findings"], "list": [{**found["findings"]["list"][0], "officer": "x"}]}},
    ):
        with pytest.raises(ValidationError):
            VALIDATOR.validate(broken)
