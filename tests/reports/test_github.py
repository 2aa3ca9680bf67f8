"""GitHub annotations: commands that the runner understands, no more of them than it shows, and the cut said out loud."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from caselint.record.problems import Fault, Problem, ProblemKind
from tests.reports.busy import ENDED, PROBLEMS, REVIEWED, busy_cases, reviewed_cases
from tests.reports.rendering import hostile_cases, hostile_problems, hostile_rules, rendered
from tests.reports.support import case, stored

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:]*)(?:,[a-z]+=[^,:]*)*)::(.*)")


def commands(path: Path, cases: list[Any], problems: Any = (), **options: Any) -> list[tuple[str, dict[str, str], str]]:
    """Each line as the runner reads it: level, properties, message."""
    found = []
    for line in rendered("github", stored(path, cases, problems, **options), limit=1 if not problems else 0).decode().splitlines():
        parts = COMMAND.fullmatch(line)
        assert parts, line
        found.append((parts[1], {key: read(value) for key, value in (pair.split("=", 1) for pair in parts[2].split(","))}, read(parts[3])))
    return found


def read(text: str) -> str:
    """What the runner makes of a value."""
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_findings_stand_at_their_record_by_severity(tmp_path: Path) -> None:
    found = commands(tmp_path, busy_cases())
    assert [level for level, _, _ in found] == ["error", "error", "error", "warning", "notice", "notice"]
    _, properties, message = found[1]
    assert properties == {"file": "cases.jsonl", "line": "1", "title": "ROSH001 start-screening-done"}
    assert message.startswith("C-002: Nothing on record")
    assert message.endswith("Due 10 February 2010.\nTo do: Do what start-screening-done asks and record it.")


def test_a_run_that_is_not_to_be_trusted_and_problems_are_errors(tmp_path: Path) -> None:
    found = commands(tmp_path, busy_cases(), PROBLEMS)
    assert [properties["title"] for level, properties, _ in found if level == "error"][:4] == [
        "This run is not to be trusted",
        "Problem: unreadable",
        "Problem: malformed",
        "Problem: inconsistent",
    ]
    assert found[1][1] == {"file": "broken.json", "line": "3", "col": "1", "title": "Problem: unreadable"}


def test_no_more_of_a_level_than_is_shown_and_the_last_says_so(tmp_path: Path) -> None:
    cases = [case(f"C-{n:03}", ROSH001="not_done", VISIT002="too_late", PLAN003="not_done") for n in range(30)]
    problems = [Problem(ProblemKind.MALFORMED, "x.json", (Fault("", n + 1, 1, "no object"),)) for n in range(20)]
    found = commands(tmp_path, cases, problems)
    assert Counter(level for level, _, _ in found) == {"error": 10, "warning": 10, "notice": 10}
    level, _, message = found[-1]
    assert level == "notice"
    assert message.startswith("Annotated here: 24 of 90 findings in 30 cases, 4 of 20 problems. GitHub shows 10 annotations of each level")


def test_an_empty_result_says_what_could_not_be_asked(tmp_path: Path) -> None:
    missing = {"VISIT002": ("home_visits",)}
    [(level, _, message)] = commands(tmp_path, [case("C-1", VISIT002="not_exported", missing=missing)])
    assert level == "notice"
    assert "No findings. 1 of 4 questions could not be asked of this export." in message


def test_an_empty_run_is_an_error(tmp_path: Path) -> None:
    found = commands(tmp_path, [])
    assert [level for level, _, _ in found] == ["error", "notice"]
    assert "No case was audited" in found[0][2]


def test_standard_input_is_no_file(tmp_path: Path) -> None:
    problem = Problem(ProblemKind.MALFORMED, "<stdin>", (Fault("", 1, 1, "no object"),))
    assert "file" not in commands(tmp_path, [case("C-1")], [problem])[1][1]


def test_nothing_in_the_data_is_a_command_or_a_property(tmp_path: Path) -> None:
    found = commands(tmp_path, hostile_cases(), hostile_problems(), rules=hostile_rules())
    for _, properties, message in found:
        assert set(properties) <= {"file", "line", "col", "title"}
        assert all(part.isprintable() for part in (*properties.values(), *message.split("\n")))
        assert len(message.split("\n")) <= 2
    assert "::error::x%0Ay,{0}: Found ::error::x%0Ay,{0}." in "".join(message for _, _, message in found)


def test_new_findings_alone_are_annotated_and_notices_tell_of_the_rest(tmp_path: Path) -> None:
    found = commands(tmp_path, reviewed_cases(), [ENDED], **REVIEWED)
    of_findings = [(level, properties["title"], message.split(":")[0]) for level, properties, message in found if "To do: " in message]
    assert of_findings == [
        ("error", "ROSH001 start-screening-done", "C-01"),
        ("error", "ROSH001 start-screening-done", "C-03"),
        ("error", "ROSH001 start-screening-done", "C-08"),
        ("warning", "VISIT002 first-home-visit", "C-04"),
    ]
    notices = {properties["title"]: message for level, properties, message in found if level == "notice"}
    assert notices["Agreed on: 3 exceptions and suppressions"].count("\n") == 2
    assert notices["2 entries of the baseline there no more: prune it"].startswith("C-07: GONE009 (not in this pack), S2\n")
    closing = notices["caselint: what this run comes to"]
    assert closing.startswith("Annotated here: 4 of 4 new findings in 4 cases, 1 of 1 problem.")
    assert "5 findings in 3 cases are known from the baseline" in closing
    assert "1 exception or suppression counts for nothing: ended, or not agreed on yet." in closing


def test_long_lists_of_what_was_agreed_on_are_cut_and_counted(tmp_path: Path) -> None:
    cases = [replace(reviewed_cases()[4], case_id=f"C-{n:02}") for n in range(30)]
    lows = [case(f"D-{n:02}", PLAN003="not_done") for n in range(30)]
    found = commands(tmp_path, [*cases, *lows], [ENDED], **REVIEWED)
    assert Counter(level for level, _, _ in found)["notice"] == 10
    [message] = [message for _, properties, message in found if properties["title"].startswith("Agreed on")]
    assert message.endswith("\nand 20 more")
    assert len(message.split("\n")) == 11
