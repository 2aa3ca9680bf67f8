"""A baseline: what it does not know is new, what is mended is stale, and nothing else changes anything."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.audit.baseline import (
    SHOWN,
    Baseline,
    BaselineError,
    Known,
    against_baseline,
    baseline_of,
    known_of,
    lines_of,
    pruned,
    read_baseline,
)
from caselint.audit.one_record import Job
from caselint.audit.outcomes import CaseResult, Finding, Outcome, Standing
from caselint.audit.plan import Plan
from caselint.audit.results import Results, open_results
from caselint.audit.run import Totals, run
from caselint.cli.exits import status_of
from caselint.packs.find import shipped_folder
from tests.reports.support import OUTCOMES, RULES, case, finding, stored
from tests.strategies import plausible

DAY = date(2010, 6, 30)
CODES = ("ROSH001", "VISIT002", "PLAN003")
Below = tuple[str, str | None]
"""A finding by rule and subject."""
BELOW: st.SearchStrategy[Below] = st.tuples(st.sampled_from(CODES), st.sampled_from([None, "S1", "S2", "2010-04-01"]))
CASES = st.dictionaries(st.sampled_from(["C-1", "C-2", "C-3"]), st.lists(BELOW, max_size=5), max_size=3)
"""By case: its findings. The same rule and subject may come twice."""


def found(code: str, case_id: str, subject: str | None, standing: Standing = Standing.NEW) -> Finding:
    one = finding(code, case_id, Outcome.NOT_DONE, None, case(case_id).held_by)
    return replace(one, subject=subject, identity=f"{code}/{case_id}/{subject or ''}", standing=standing)


def with_findings(case_id: str, below: Sequence[Below], **outcomes: str) -> CaseResult:
    said = OUTCOMES | dict.fromkeys([code for code, _ in below], Outcome.NOT_DONE) | {c: Outcome(o) for c, o in outcomes.items()}
    return replace(case(case_id), outcomes=said, findings=tuple(found(code, case_id, subject) for code, subject in below))


def results_of(folder: Path, cases: dict[str, list[Below]], **outcomes: str) -> Results:
    return stored(folder, [with_findings(case_id, below, **outcomes) for case_id, below in cases.items()])


def made(folder: Path, cases: dict[str, list[Below]]) -> Baseline:
    return baseline_of(results_of(folder, cases), "base.jsonl")


def keys(case_id: str, below: Sequence[Below]) -> Counter[Known]:
    return Counter(Known(case_id, code, subject or "") for code, subject in below)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("baseline")


# -- what is new, what is known, what is stale


@given(CASES)
def test_what_was_written_is_known(folder: Path, cases: dict[str, list[Below]]) -> None:
    baseline = made(folder, cases)
    assert baseline.findings == sum(map(len, cases.values()))
    for case_id, below in cases.items():
        result = against_baseline(with_findings(case_id, below), baseline.by_case.get(case_id, ()), RULES)
        assert {one.standing for one in result.findings} <= {Standing.KNOWN}
        assert result.stale == ()


@given(st.lists(BELOW, max_size=5), st.lists(BELOW, max_size=5))
def test_a_finding_is_known_by_rule_case_and_subject_and_by_nothing_else(before: list[Below], now: list[Below]) -> None:
    result = against_baseline(with_findings("C-1", now), tuple(keys("C-1", before).elements()), RULES)
    expected, there = keys("C-1", before), keys("C-1", now)
    for one in result.findings:
        key = known_of("C-1", one)
        assert one.standing is (Standing.KNOWN if there[key] <= expected[key] else Standing.NEW)
    assert Counter(Known("C-1", one.code, one.subject or "") for one in result.stale) == expected - there


@given(st.lists(BELOW, max_size=5), st.lists(BELOW, max_size=5), st.integers(0, 9))
def test_the_order_of_the_lines_and_of_the_findings_changes_nothing(before: list[Below], now: list[Below], seed: int) -> None:
    chance = Random(seed)
    known = tuple(keys("C-1", before).elements())
    one = against_baseline(with_findings("C-1", now), known, RULES)
    turned = chance.sample(now, len(now))
    other = against_baseline(with_findings("C-1", turned), tuple(chance.sample(known, len(known))), RULES)
    assert Counter((f.code, f.subject, f.standing) for f in one.findings) == Counter(
        (f.code, f.subject, f.standing) for f in other.findings
    )
    assert one.stale == other.stale


@given(BELOW, BELOW, st.lists(BELOW, max_size=4))
def test_a_swapped_one_is_seen_though_the_number_is_the_same(old: Below, new: Below, others: list[Below]) -> None:
    if old == new:
        return
    result = against_baseline(with_findings("C-1", [*others, new]), tuple(keys("C-1", [*others, old]).elements()), RULES)
    assert any(f.standing is Standing.NEW and (f.code, f.subject) == new for f in result.findings)
    assert (old[0], old[1]) in [(one.code, one.subject) for one in result.stale]


def test_two_findings_of_one_identity_where_one_is_known_are_both_new() -> None:
    result = against_baseline(with_findings("C-1", [("VISIT002", "S1")] * 2), (Known("C-1", "VISIT002", "S1"),), RULES)
    assert [one.standing for one in result.findings] == [Standing.NEW, Standing.NEW]
    assert result.stale == ()


@pytest.mark.parametrize("new", [Known("C-2", "VISIT002", "S1"), Known("C-1", "ROSH001", "S1"), Known("C-1", "VISIT002", "S2")])
def test_another_case_rule_or_subject_is_new(tmp_path: Path, new: Known) -> None:
    baseline = made(tmp_path, {"C-1": [("VISIT002", "S1")]})
    result = with_findings(new.case_id, [(new.code, new.subject)])
    assert [f.standing for f in against_baseline(result, baseline.by_case.get(new.case_id, ()), RULES).findings] == [Standing.NEW]


@pytest.mark.parametrize("outcome", ["not_exported", "not_answered", "error"])
def test_what_cannot_be_told_is_not_mended(outcome: str) -> None:
    known = (Known("C-1", "VISIT002", ""),)
    assert against_baseline(with_findings("C-1", [], VISIT002=outcome), known, RULES).stale == ()
    under_another = replace(with_findings("C-1", []), framework_outcomes={"other": {"VISIT002": Outcome(outcome)}})
    assert against_baseline(under_another, known, RULES).stale == ()


def test_what_was_not_asked_is_not_mended_and_a_rule_that_is_gone_is() -> None:
    result = with_findings("C-1", [])
    result = replace(result, outcomes={code: outcome for code, outcome in result.outcomes.items() if code != "VISIT002"})
    known = (Known("C-1", "GONE009", "S1"), Known("C-1", "VISIT002", ""))
    assert [(one.code, one.subject) for one in against_baseline(result, known, RULES).stale] == [("GONE009", "S1")]


def test_a_run_for_fewer_frameworks_tells_nothing_of_what_was_mended(tmp_path: Path) -> None:
    baseline = replace(made(tmp_path, {"C-1": [("VISIT002", None)]}), frameworks=("one", "two"))
    assert not baseline.told_by(["two"], DAY)
    assert baseline.told_by(["two", "three", "one"], DAY)
    result = with_findings("C-1", [("ROSH001", None)])
    assert against_baseline(result, baseline.by_case["C-1"], RULES, tells=False).stale == ()
    assert [f.standing for f in against_baseline(result, baseline.by_case["C-1"], RULES, tells=False).findings] == [Standing.NEW]


def test_a_case_that_is_audited_on_an_earlier_day_tells_nothing_of_what_was_mended(tmp_path: Path) -> None:
    """What was not due yet on that day is not mended."""
    baseline = made(tmp_path, {"C-1": [("VISIT002", None)], "C-2": [("VISIT002", None)]})
    assert [baseline.told_by(["small-2010"], day) for day in (DAY - timedelta(1), DAY, DAY + timedelta(1))] == [False, True, True]
    early = replace(with_findings("C-1", []), as_of=DAY - timedelta(1))
    left, stale, _ = pruned(baseline, stored(tmp_path, [early, with_findings("C-2", [])]), RULES)
    assert [known.case_id for known in stale] == ["C-2"]
    assert [*left.by_case] == ["C-1"]


def test_a_suppressed_finding_is_neither_known_nor_stale_nor_written(tmp_path: Path) -> None:
    aside = replace(with_findings("C-1", []), findings=(found("VISIT002", "C-1", None, Standing.SUPPRESSED),))
    result = against_baseline(aside, (Known("C-1", "VISIT002", ""),), RULES)
    assert ([f.standing for f in result.findings], result.stale) == ([Standing.SUPPRESSED], ())
    assert baseline_of(stored(tmp_path, [aside]), "b").findings == 0


# -- whole runs, over invented cases to which something was done


def audited(folder: Path, exported: list[str], baseline: Baseline | None = None, jobs: int = 1) -> tuple[Results, Totals]:
    export, results = folder / "export.jsonl", folder / "results.jsonl"
    export.write_text("\n".join(exported), encoding="utf-8")
    job = Job(shipped_folder(), ("omi2-2009", "iaow-2013"), as_of=date(2010, 6, 30), baseline=baseline)
    with results.open("wb") as stream:
        totals = run(job, shipped_plan(), [str(export)], stream.write, jobs=jobs)
    return open_results(results), totals


@cache
def shipped_plan() -> Plan:
    return Job(shipped_folder(), ("omi2-2009", "iaow-2013")).plan()


def exported(seed: int) -> list[str]:
    """Three cases, some of which lack much or contradict themselves."""
    made = []
    for number in range(3):
        data = plausible(seed + number).model_dump(mode="json", exclude_none=True)
        made.append(json.dumps({**data, "case": {**data["case"], "id": f"C-{number}"}}))
    return made


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_a_run_against_its_own_baseline_finds_nothing_new_and_changes_no_outcome(folder: Path, seed: int) -> None:
    records = exported(seed)
    results, before = audited(folder, records)
    outcomes = [(one.outcomes, one.framework_outcomes) for one in results.cases()]
    baseline = baseline_of(results, "b")
    held, totals = audited(folder, records, baseline)
    assert (totals.worst, totals.stale, totals.elsewhere, totals.known) == (None, 0, 0, baseline.findings)
    assert [(one.outcomes, one.framework_outcomes) for one in held.cases()] == outcomes
    assert (totals.inconsistent, totals.known_contradictions) == (0, before.inconsistent)
    otherwise = replace(before, worst=None, inconsistent=0)
    assert status_of(totals, "low") is status_of(otherwise, "low"), "what else is wrong still fails the run"


def test_the_same_bytes_with_one_process_or_two(tmp_path: Path) -> None:
    records = [line for seed in range(0, 90, 3) for line in exported(seed)[:1]]
    records = [line.replace('"C-0"', f'"C-{number}"') for number, line in enumerate(records)]
    baseline = baseline_of(audited(tmp_path, records[::2])[0], "b")
    one, two = (audited(tmp_path, records, baseline, jobs)[0].path.read_bytes() for jobs in (1, 2))
    assert one == two


# -- pruning


@given(CASES, CASES)
def test_pruning_takes_out_what_is_stale_and_nothing_else(
    folder: Path, before: dict[str, list[Below]], now: dict[str, list[Below]]
) -> None:
    baseline, results = made(folder, before), results_of(folder, now)
    left, stale, elsewhere = pruned(baseline, results, RULES)
    kept = Counter(known for listed in left.by_case.values() for known in listed)
    was = Counter(known for listed in baseline.by_case.values() for known in listed)
    there = sum((keys(case_id, below) for case_id, below in now.items()), Counter())
    assert kept + Counter(stale) == was, "nothing is added, and nothing is lost in silence"
    assert kept == Counter({key: n if key.case_id not in now else min(n, there[key]) for key, n in was.items()}), "what is found stays"
    assert {known.case_id for known in elsewhere} == {case_id for case_id, below in before.items() if below} - {*now}
    assert pruned(left, results, RULES)[:2] == (left, [])


@given(BELOW)
def test_what_was_mended_and_pruned_is_new_when_it_comes_back(folder: Path, below: Below) -> None:
    left, stale, _ = pruned(made(folder, {"C-1": [below]}), results_of(folder, {"C-1": []}), RULES)
    assert (left.findings, len(stale)) == (0, 1)
    again = against_baseline(with_findings("C-1", [below]), left.by_case.get("C-1", ()), RULES)
    assert [f.standing for f in again.findings] == [Standing.NEW]


@pytest.mark.parametrize("outcome", ["not_exported", "not_answered", "error"])
def test_pruning_keeps_what_cannot_be_told(tmp_path: Path, outcome: str) -> None:
    baseline = made(tmp_path, {"C-1": [("VISIT002", "S1")]})
    assert pruned(baseline, results_of(tmp_path, {"C-1": []}, VISIT002=outcome), RULES) == (baseline, [], [])


def test_pruning_by_results_that_heeded_the_baseline_is_the_same(tmp_path: Path) -> None:
    baseline = made(tmp_path, {"C-1": [("VISIT002", "S1"), ("ROSH001", None)]})
    now = with_findings("C-1", [("ROSH001", None), ("PLAN003", None)])
    heeded = against_baseline(now, baseline.by_case["C-1"], RULES)
    plain, marked = (pruned(baseline, stored(tmp_path, [one]), RULES) for one in (now, heeded))
    assert plain == marked
    assert [known.code for known in plain[1]] == ["VISIT002"]


# -- the file


@given(CASES, st.integers(0, 9))
def test_the_same_findings_give_the_same_bytes_and_reading_gives_them_back(folder: Path, cases: dict[str, list[Below]], seed: int) -> None:
    turned = dict(Random(seed).sample([(c, Random(seed).sample(b, len(b))) for c, b in cases.items()], len(cases)))
    if not cases:
        return
    written = b"".join(lines_of(made(folder, cases)))
    assert b"".join(lines_of(made(folder, turned))) == written
    path = folder / "base.jsonl"
    path.write_bytes(written)
    assert b"".join(lines_of(read_baseline(path))) == written
    head, *lines, end = written.splitlines(keepends=True)
    path.write_bytes(b"".join([head, *Random(seed).sample(lines, len(lines)), end]))
    assert b"".join(lines_of(read_baseline(path))) == written, "the order of the lines means nothing"


def test_ids_of_any_kind_come_back(tmp_path: Path) -> None:
    odd = 'C \u2028\x1b[31m"\\{é}\n'
    result = replace(with_findings(odd, [("VISIT002", odd)]), case_id=odd)
    path = tmp_path / "b.jsonl"
    path.write_bytes(b"".join(lines_of(baseline_of(stored(tmp_path, [result]), "b"))))
    assert read_baseline(path).by_case == {odd: (Known(odd, "VISIT002", odd),)}


HEAD = {"type": "baseline", "version": 1, "pack": "p", "pack_version": "1", "frameworks": ["f"], "as_of": ["2010-06-30", "2010-06-30"]}
LINE = '{"case": "C-1", "rule": "VISIT002"}'
END = '{"type": "end"}'


def text_of(*lines: str, **head: Any) -> str:
    return "".join(f"{line}\n" for line in [json.dumps({**HEAD, **head}), *lines])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (text_of(LINE), 3, "the line that closes the file is missing: it was cut short"),
        (text_of(LINE, LINE[:12]), 3, "is not a JSON object"),
        (text_of(LINE, "[" * 100_000, END), 3, "is not a JSON object"),
        (text_of(LINE, END, version=2), 1, "is a baseline of version 2; this caselint reads version 1"),
        (text_of(LINE, END, version="1"), 1, "is a baseline of version 1"),
        (text_of("<<<<<<< ours", LINE, "=======", ">>>>>>> theirs", END), 2, "holds the marks of a merge: settle it"),
        (text_of(LINE, END, LINE), 4, "stands after the line that closes the file"),
        (text_of(LINE, END) + text_of(LINE, END), 4, "stands after the line that closes the file"),
        (text_of('{"case": "C-1"}', END), 2, "is no finding"),
        (text_of('{"case": "C-1", "rule": "VISIT002", "subjct": "S1"}', END), 2, "is no finding"),
        (text_of('{"case": "C-1", "rule": "VISIT002", "subject": null}', END), 2, "is no finding"),
        (text_of('{"case": "", "rule": "VISIT002"}', END), 2, "is no finding"),
        (text_of(LINE, END, pack=None), 1, "is damaged"),
        (text_of(LINE, END, frameworks="f"), 1, "is damaged"),
        (text_of(LINE, END, as_of=["2010-06-30"]), 1, "is damaged"),
        (text_of(LINE, END, as_of=["2010-06-30", "soon"]), 1, "is damaged"),
        ("", None, "is no baseline: its first line does not say so"),
        ("[]\n", None, "is no baseline"),
        ('{"type":"run"}\n', None, "is no baseline"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        read_baseline(path)
    assert f"{path}:{line}: {words}" in str(caught.value) or (line is None and f"{path}: {words}" in str(caught.value)), caught.value


def test_all_faults_are_told_at_once_and_many_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text(text_of(*["{"] * 30, '{"case": 1}'), encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        read_baseline(path)
    assert str(caught.value).count("\n") == SHOWN
    assert str(caught.value).endswith("and 12 more")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", text_of(LINE, END).encode("utf-16")])
def test_a_file_that_is_not_utf8(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.jsonl").write_bytes(data)
    with pytest.raises(BaselineError, match="is not UTF-8"):
        read_baseline(tmp_path / "b.jsonl")


def test_a_file_that_is_absent_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(BaselineError, match="cannot be read"):
            read_baseline(path)


@given(st.binary(max_size=200), st.integers(0, 300))
def test_no_bytes_break_it(folder: Path, data: bytes, cut: int) -> None:
    whole = text_of(LINE, END).encode()
    for name, written in (("a", data), ("b", whole[:cut]), ("c", whole[:cut] + data + whole[cut:])):
        path = folder / name
        path.write_bytes(written)
        try:
            baseline = read_baseline(path)
        except BaselineError:
            continue
        assert name != "a"
        assert baseline.findings >= 1, "a file that was cut is never one without findings"


def test_line_ends_of_another_system_are_read(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(text_of(LINE, END).replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_baseline(tmp_path / "b.jsonl").findings == 1
