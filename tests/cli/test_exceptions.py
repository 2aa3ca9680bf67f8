"""`check --exceptions` and `caselint exceptions`: what two people agreed on is told, ends loudly, and hides nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from caselint.cli.formats import FORMATS
from tests.cli.test_trust import call, export
from tests.small_pack import case, rule, visit, write_pack

ENTRY = {
    "kind": "exception",
    "rule": "VISIT901",
    "case": "C-1",
    "reason": "Jane was warned",
    "author": "QA-1",
    "agreed_by": "SPO-3",
    "date": "2010-05-04",
    "until": "2010-12-31",
}
CASES = [case(case={"id": "C-1"}), case(case={"id": "C-2"}, home_visits=[visit("2010-02-12")])]
"""One below the line, and one above it."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(
        tmp_path / "pack", rule(), rule("VISIT902", expect={"sufficient": "count(home_visits) >= 0", "otherwise": "not_done"})
    )


def agreed(folder: Path, *entries: dict[str, Any], name: str = "agreed.yaml", **parts: Any) -> Path:
    path = folder / name
    data = {"version": 1, "entries": [ENTRY | entry for entry in entries or ({},)], **parts}
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return path


def check(folder: Path, pack: Path, *options: object, records: list[dict[str, Any]] = CASES) -> Result:
    return call("check", export(folder, *records), "--pack", pack, *options)


def report(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("kind", ["exception", "suppression"])
def test_what_was_agreed_on_does_not_fail_the_run_and_is_told(tmp_path: Path, pack: Path, kind: str) -> None:
    assert check(tmp_path, pack).exit_code == 1
    result = check(tmp_path, pack, "--exceptions", agreed(tmp_path, {"kind": kind}))
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    entry = f"C-1 {kind}: VISIT901 test-rule-visit901 (not done without it), agreed on 4 May 2010, until 31 December 2010"
    assert entry in said
    assert ("1 finding in 1 case is suppressed by the exceptions file." in said) is (kind == "suppression")
    assert ("1 answer is left out for a professional reason on record or agreed on." in said) is (kind == "exception")


def test_an_exception_leaves_the_denominator_and_a_suppression_stays_in_it(tmp_path: Path, pack: Path) -> None:
    def of(*options: object) -> tuple[int, int, int]:
        told = report(check(tmp_path, pack, "--output", "json", *options))
        return told["counts"][0]["above"], told["counts"][0]["below"], told["counts"][0]["outcomes"]["excepted"]

    assert of() == (3, 1, 0)
    assert of("--exceptions", agreed(tmp_path)) == (3, 0, 1)
    assert of("--exceptions", agreed(tmp_path, {"kind": "suppression"})) == (3, 1, 0)


def test_the_truth_without_them(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plain = check(tmp_path, pack)
    agreed(tmp_path, name="caselint-exceptions.yaml")
    held = check(tmp_path, pack, "--no-exceptions")
    assert (held.exit_code, held.stdout) == (1, plain.stdout)


def test_options_that_contradict_each_other_are_refused(tmp_path: Path, pack: Path) -> None:
    for name in ("exceptions", "baseline"):
        result = check(tmp_path, pack, f"--{name}", agreed(tmp_path), f"--no-{name}")
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"--{name} and --no-{name} contradict each other: leave one out" in result.stderr


def test_a_file_in_the_folder_is_heeded_and_named(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    agreed(tmp_path / "here", name="caselint-exceptions.yaml")
    assert check(tmp_path, pack).exit_code == 1
    monkeypatch.chdir(tmp_path / "here")
    result = check(tmp_path, pack)
    assert result.exit_code == 0
    assert "Agreed     caselint-exceptions.yaml: 1 exception, 0 suppressions" in result.stdout
    assert check(tmp_path, pack, "--no-exceptions").exit_code == 1


def test_the_file_of_the_configuration_is_meant_from_its_folder(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed(tmp_path, name="ours.yaml")
    (tmp_path / "caselint.toml").write_text('exceptions = "ours.yaml"\n', encoding="utf-8")
    (tmp_path / "deep").mkdir()
    agreed(tmp_path / "deep", {"case": "C-9"}, name="caselint-exceptions.yaml")
    monkeypatch.chdir(tmp_path / "deep")
    assert check(tmp_path, pack).exit_code == 0
    assert "Jane was warned" in call("exceptions", "--pack", pack).stdout


@pytest.mark.parametrize("days", [{"until": "2010-06-29"}, {"date": "2010-07-01"}])
@pytest.mark.parametrize("kind", ["exception", "suppression"])
def test_what_has_ended_or_is_not_agreed_on_yet_applies_to_nothing_and_fails(
    tmp_path: Path, pack: Path, days: dict[str, str], kind: str
) -> None:
    file = agreed(tmp_path, {"kind": kind, **days})
    result = check(tmp_path, pack, "--exceptions", file)
    assert result.exit_code == 1
    assert f"{file}: case C-1 an exception or suppression counts for nothing" in result.stdout.replace("\n", " ").replace(
        "  ", ""
    )  # may wrap
    assert "1 entry of the exceptions file counts for nothing" in result.stderr
    mended = [case(case={"id": "C-1"}, home_visits=[visit("2010-02-12")])]
    assert check(tmp_path, pack, "--exceptions", file, records=mended).exit_code == 1, "also where nothing else is wrong"
    assert report(check(tmp_path, pack, "--exceptions", file, "--output", "json"))["findings"]["total"] == 1


def test_what_ends_soon_changes_nothing_or_is_on_no_case_is_said(tmp_path: Path, pack: Path) -> None:
    entries = [{"until": "2010-07-28"}, {"case": "C-2"}, {"case": "C-7"}]
    result = check(tmp_path, pack, "--exceptions", agreed(tmp_path, *entries))
    said = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "until 28 July 2010; ENDS WITHIN FOUR WEEKS (line 4)" in said
    assert "(sufficient without it), agreed on 4 May 2010, until 31 December 2010; changes nothing any more: take it out (line 14)" in said
    assert "The exceptions file names 1 case that this run did not audit: C-7." in said
    assert "1 entry of the exceptions file ends within four weeks of the as-of date" in result.stderr


def test_nothing_below_the_line_elsewhere_is_hidden(tmp_path: Path, pack: Path) -> None:
    file = agreed(tmp_path)
    others = [CASES[0], case(case={"id": "C-3"})]
    assert check(tmp_path, pack, "--exceptions", file, records=others).exit_code == 1
    assert check(tmp_path, pack, "--exceptions", file, records=[*CASES, {"case": {}}]).exit_code == 2
    lacking = [case(case={"id": "C-1"}, home_visits=None)]
    assert check(tmp_path, pack, "--exceptions", file, records=lacking).exit_code == 2


def test_a_suppressed_finding_is_not_known_when_its_suppression_ends(tmp_path: Path, pack: Path) -> None:
    results, baseline = tmp_path / "r.jsonl", tmp_path / "b.jsonl"
    file = agreed(tmp_path, {"kind": "suppression", "until": "2010-07-15"})
    check(tmp_path, pack, "--exceptions", file, "--output", f"jsonl:{results}")
    assert "0 findings in 0 cases" in call("baseline", "write", results, "--file", baseline, "--pack", pack).stdout
    later = ("--baseline", baseline, "--exceptions", file, "--as-of", "2010-07-16", "--output", "json")
    result = check(tmp_path, pack, *later)
    assert (result.exit_code, report(result)["findings"]["total"]) == (1, 1)


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("xlsx",)])
def test_no_reason_and_no_name_is_in_any_report(tmp_path: Path, pack: Path, form: str) -> None:
    entries = [{}, {"case": "C-2", "kind": "suppression"}, {"case": "C-3", "until": "2010-06-01"}]
    records = [*CASES, case(case={"id": "C-3"})]
    result = check(tmp_path, pack, "--exceptions", agreed(tmp_path, *entries), "--output", form, records=records)
    assert "C-1" in result.stdout
    for word in ("Jane", "QA-1", "SPO-3"):
        assert word not in result.output


@pytest.mark.parametrize(
    ("entries", "parts", "words"),
    [
        ([{"rule": "VISIT91"}], {}, "no rule of this pack is called `VISIT91` (did you mean `VISIT901`?)"),
        ([{"agreed_by": "qa-1"}], {}, "the author cannot be the one who agrees"),
        ([{}, {}], {}, "line 4 has an entry on this rule, case and subject already"),
        ([{"until": "2010-02-30"}], {}, "`2010-02-30` is no day of the calendar"),
        ([{"about": "x"}], {}, "unknown key `about`"),
        ([{}], {"version": 2}, "the file is of version 2; this caselint reads version 1"),
    ],
)
def test_a_file_that_cannot_be_used_ends_the_run_before_anything_is_audited(
    tmp_path: Path, pack: Path, entries: list[dict[str, Any]], parts: dict[str, Any], words: str
) -> None:
    file = agreed(tmp_path, *entries, **parts)
    for result in (check(tmp_path, pack, "--exceptions", file), call("exceptions", file, "--pack", pack)):
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"caselint: the exceptions file cannot be used: 1 problem\n{file}:")
        assert words in result.stderr
        assert "Jane" not in result.stderr


@pytest.mark.parametrize("text", ['{"version": 1, "entries": [{"kind"', "version: 1\nentries:\n  - kind: exc\x1b[31m\n"])
def test_a_file_that_is_cut_or_holds_control_characters(tmp_path: Path, pack: Path, text: str) -> None:
    file = tmp_path / "agreed.yaml"
    file.write_text(text, encoding="utf-8")
    result = check(tmp_path, pack, "--exceptions", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "\x1b" not in result.stderr


def test_a_file_that_is_named_and_absent_is_no_empty_one(tmp_path: Path, pack: Path) -> None:
    for result in (
        check(tmp_path, pack, "--exceptions", tmp_path / "none.yaml"),
        call("exceptions", tmp_path / "none.yaml", "--pack", pack),
    ):
        assert (result.exit_code, result.stdout) == (2, "")
        assert "none.yaml" in result.stderr


def test_the_list_has_the_reasons_and_says_what_holds_on_a_day(tmp_path: Path, pack: Path) -> None:
    file = agreed(tmp_path, {"subject": "P\x1b[31m1"}, {"case": "C-2", "kind": "suppression", "until": "2010-06-01"})
    listed = call("exceptions", file, "--pack", pack, "--as-of", "2010-06-30")
    assert listed.exit_code == 1
    assert listed.stdout == (
        f"{file}:4: exception, VISIT901 test-rule-visit901, case C-1, P\\x1b[31m1\n"
        "    agreed on 4 May 2010 by QA-1 and SPO-3, until 31 December 2010\n"
        "    Jane was warned\n"
        f"{file}:15: suppression, VISIT901 test-rule-visit901, case C-2\n"
        "    agreed on 4 May 2010 by QA-1 and SPO-3, until 1 June 2010; counts for nothing: it ended on 1 June 2010\n"
        "    Jane was warned\n"
        "1 exception, 1 suppression\n"
    )
    assert listed.stderr == "caselint: 1 entry counts for nothing on that day\n"
    assert call("exceptions", file, "--pack", pack).exit_code == 0
