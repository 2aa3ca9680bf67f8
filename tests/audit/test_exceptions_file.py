"""Reading the exceptions file: everything that is wrong with it is told at once, with its place and without a word of its reasons."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.exceptions_file import ExceptionBook, read_exceptions
from caselint.packs.problems import PackError

NAMES = {"VISIT901": "VISIT901", "test-rule-visit901": "VISIT901"}
RETIRED = {"VISIT900": "VISIT901 asks it now"}


def book(folder: Path, text: str) -> ExceptionBook:
    path = folder / "caselint-exceptions.yaml"
    path.write_text(text, encoding="utf-8")
    return read_exceptions(path, NAMES, RETIRED)


GOOD = {
    "kind": "exception",
    "rule": "VISIT901",
    "case": "C-1",
    "reason": "Jane was warned",
    "author": "QA-1",
    "agreed_by": "SPO-3",
    "date": "2010-05-04",
    "until": "2010-08-01",
}


def written(*entries: dict[str, Any], version: Any = 1) -> str:
    lines = [f"version: {version}", "entries:" if entries else "entries: []"]
    for one in entries:
        lines += [f"  {'-' if place == 0 else ' '} {key}: {json.dumps(value)}" for place, (key, value) in enumerate(one.items())]
    return "\n".join(lines) + "\n"


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        book(folder, text)
    return [str(problem).removeprefix(f"{folder}/caselint-exceptions.yaml:") for problem in caught.value.problems]


def test_an_entry_is_read_by_code_or_name_with_its_line(tmp_path: Path) -> None:
    found = book(tmp_path, written({**GOOD, "subject": "P1"}, {**GOOD, "rule": "test-rule-visit901", "kind": "suppression"}))
    assert [(e.kind, e.code, e.subject, e.line, e.until) for e in found.entries] == [
        ("exception", "VISIT901", "P1", 3, date(2010, 8, 1)),
        ("suppression", "VISIT901", None, 12, date(2010, 8, 1)),
    ]
    assert book(tmp_path, written()).entries == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rule": "VISIT91"}, ["4:11: no rule of this pack is called `VISIT91` (did you mean `VISIT901`?)"]),
        ({"rule": "VISIT900"}, ["4:11: no rule of this pack is called `VISIT900` (it is retired: VISIT901 asks it now)"]),
        ({"agreed_by": "qa- 1 "}, ["8:16: the author cannot be the one who agrees (a second person has to read the case and agree)"]),
        (
            {"agreed_by": "\uff31\uff21-1"},
            ["8:16: the author cannot be the one who agrees (a second person has to read the case and agree)"],
        ),
        ({"date": "2010-02-30"}, ["9:11: `2010-02-30` is no day of the calendar"]),
        ({"until": "2010-05-03"}, ["10:12: the entry ends before the day on which it was agreed"]),
        ({"until": "01/08/2010"}, ["10:12: `01/08/2010` is not written as it must be (^[0-9]{4}-[0-9]{2}-[0-9]{2}$)"]),
        ({"until": None}, ["3:5: `until` must be given (The last day on which the entry holds, as 2010-12-31.)"]),
        ({"agreed_by": None}, ["3:5: `agreed_by` must be given (Who agreed: somebody else than the author.)"]),
        ({"reason": "  "}, ["6:13: `  ` is not written as it must be (\\S)"]),
        ({"kind": "exeption"}, ["3:11: this must be one of exception, suppression (did you mean `exception`?)"]),
        ({"untill": "2010-08-01"}, ["11:5: unknown key `untill` (did you mean `until`?)"]),
        ({"rule": "VISIT*"}, ["4:11: no rule of this pack is called `VISIT*` (did you mean `VISIT901`?)"]),
        (
            {"rule": "no", "date": "2010-02-30", "agreed_by": "QA-1"},
            [
                "4:11: no rule of this pack is called `no`",
                "8:16: the author cannot be the one who agrees (a second person has to read the case and agree)",
                "9:11: `2010-02-30` is no day of the calendar",
            ],
        ),
    ],
)
def test_an_entry_that_is_wrong_is_told_with_its_place(tmp_path: Path, change: dict[str, Any], told: list[str]) -> None:
    assert faults(tmp_path, written({key: value for key, value in (GOOD | change).items() if value is not None})) == told


def test_all_that_is_wrong_is_told_at_once_and_nobody_is_quoted(tmp_path: Path) -> None:
    lacking = {key: value for key, value in GOOD.items() if key != "until"}
    told = faults(tmp_path, written(lacking, {**GOOD, "rule": "VISIT91"}, GOOD, GOOD, {**GOOD, "case": "C-2", "about": "Jane Roe"}))
    assert [one.split(":")[0] for one in told] == ["3", "11", "26", "42"]
    assert "line 18 has an entry on this rule, case and subject already (keep one of the two)" in told[2]
    assert "Jane" not in "".join(told)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (written(GOOD, version=2), "the file is of version 2; this caselint reads version 1"),
        (written(GOOD, version="one"), "this must be one of 1"),
        ("entries: []\n", "`version` must be given"),
        ("version: 1\n", "`entries` must be given"),
        ("", "empty"),
        ('version: 1\nentries:\n  - kind: exception\n    rule: "VISIT', ""),
        ("version: 1\nentries:\n<<<<<<< ours\n  - kind: exception\n", ""),
        ("version: 1\nentries: {}\n", "this must be a list"),
        ("version: 1\nentries: [text]\n", "this must be a mapping"),
        ("version: 1\nversion: 1\nentries: []\n", "twice"),
        ("version: 1\nentries: !!python/object:os.system []\n", ""),
    ],
)
def test_a_file_that_cannot_be_used_gives_no_entry(tmp_path: Path, text: str, words: str) -> None:
    assert any(words in one for one in faults(tmp_path, text))


def test_a_file_that_is_cut_anywhere_is_refused_or_lacks_whole_entries_only(tmp_path: Path) -> None:
    whole = written(GOOD, {**GOOD, "case": "C-2"})
    for end in range(len(whole)):
        try:
            found = book(tmp_path, whole[:end])
        except PackError:
            continue
        assert all((e.until, e.agreed_by) == (date(2010, 8, 1), "SPO-3") for e in found.entries)


def test_a_file_that_is_absent_is_a_folder_or_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(written(GOOD).encode() + b"# caf\xe9\n")
    for name in ("none.yaml", "", "latin.yaml"):
        with pytest.raises(PackError):
            read_exceptions(tmp_path / name, NAMES, RETIRED)


def test_a_case_id_that_is_a_number_wants_quotes(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        book(tmp_path, written(GOOD | {"case": 12345}))
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == ("this must be a text", "put it in quotes")
