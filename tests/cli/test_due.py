"""`due`: deadlines that have not passed yet, in order, in every form; a short list is no all-clear."""

import csv
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.cli.test_trust import call, export
from tests.small_pack import case, rule, visit, write_pack

GUARDED: dict[str, Any] = {
    "expect": {"done": "v for v in home_visits if v.made", "by": "coalesce(case.exported_on, as_of) + settings.limit"}
}


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """Two cases in which a visit is due on 10 July 2010 and one in which it was made; a second rule is due on 30 July."""
    rules = [
        rule("VISIT901", **GUARDED),
        rule("VISIT902", severity="low", expect=GUARDED["expect"] | {"by": "coalesce(case.exported_on, as_of) + settings.later"}),
    ]
    examples = [
        {"name": "one above", "case": {"home_visits": [visit("2010-03-01")]}, "outcome": "sufficient"},
        {"name": "one below", "case": {}, "outcome": "not_done"},
    ]
    pack = write_pack(
        tmp_path / "pack", *({**one, "examples": examples} for one in rules), settings={"limit": "10 days", "later": "30 days"}
    )
    names = {"=C-1": [], "C-2": [], "C-3": [visit("2010-06-01")]}
    records = [case(case={"id": name, "team": "North"}, home_visits=visits) for name, visits in names.items()]
    path = tmp_path / "results.jsonl"
    call("check", export(tmp_path, *records), "--pack", pack, "--output", f"jsonl:{path}")
    return path


def test_a_list_for_a_terminal(stored: Path) -> None:
    result = call("due", stored)
    assert result.exit_code == 0, result.output
    assert "2 things to be done in 2 of 3 cases, from 30 June 2010 to 28 July 2010 (28 days)." in result.stdout
    assert [line.split()[:4] for line in result.stdout.splitlines() if "Jul 2010" in line and "VISIT" in line] == [
        ["10", "Jul", "2010", "=C-1"],
        ["10", "Jul", "2010", "C-2"],
    ]
    assert "2 more fall due later." in result.stdout
    assert "NORTH  2 things to be done" in call("due", stored, "--by", "team").stdout


@pytest.mark.parametrize(("within", "things"), [("9d", 0), ("10 days", 2), ("5w", 4)])
def test_how_far_it_looks(stored: Path, within: str, things: int) -> None:
    rows = call("due", stored, "--within", within, "--output", "csv").stdout.splitlines()
    assert len(rows) - 1 == things


def test_a_table_in_which_nothing_is_a_formula(stored: Path, tmp_path: Path) -> None:
    target = tmp_path / "due.csv"
    call("due", stored, "--output", f"csv:{target}")
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["deadline"], row["case_id"], row["code"], row["team"]) for row in rows] == [
        ("2010-07-10", "'=C-1", "VISIT901", "North"),
        ("2010-07-10", "C-2", "VISIT901", "North"),
    ]


def test_a_calendar(stored: Path, tmp_path: Path) -> None:
    target = tmp_path / "due.ics"
    call("due", stored, "--output", f"ical:{target}")
    written = target.read_bytes()
    events = list(icalendar.Calendar.from_ical(written).walk("VEVENT"))
    assert [(str(event["summary"]), event["dtstart"].dt.isoformat()) for event in events] == [
        ("=C-1: VISIT901 test-rule-visit901", "2010-07-10"),
        ("C-2: VISIT901 test-rule-visit901", "2010-07-10"),
    ]
    assert len({str(event["uid"]) for event in events}) == 2
    call("due", stored, "--output", f"ical:{target}")
    assert target.read_bytes() == written


def test_a_short_list_is_no_all_clear(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", rule())
    path = tmp_path / "results.jsonl"
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    call("check", export(tmp_path, case(home_visits=None)), tmp_path / "broken.json", "--pack", pack, "--output", f"jsonl:{path}")
    result = call("due", path)
    assert result.exit_code == 2
    assert "1 record or file was not audited" in result.stdout
    assert "1 answer could not be given" in result.stdout


def test_a_period_that_is_none(stored: Path) -> None:
    result = call("due", stored, "--within", "soon")
    assert result.exit_code == 2
    assert "write 28d or 4w" in result.stderr
