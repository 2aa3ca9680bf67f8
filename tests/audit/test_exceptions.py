"""The exceptions file: an entry changes its own rule and case alone, hides nothing that cannot be told, and is told whatever it does."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.audit.agreed import TAKEN_OUT, ends_soon, with_agreements
from caselint.audit.case import audit_case
from caselint.audit.exceptions_file import Entry, ExceptionBook
from caselint.audit.one_record import Job
from caselint.audit.outcomes import BELOW, CaseResult, Outcome, Standing
from caselint.audit.plan import Plan, make_plan
from caselint.audit.results import open_results
from caselint.audit.run import BATCH, Totals, run
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from tests.audit.test_exceptions_file import book
from tests.small_pack import case, make_pack, record, rule, visit, write_pack
from tests.strategies import any_record

DAY = date(2010, 6, 30)
PLANS = rule(
    **{"for": "p in sentence_plans", "none_listed": "not any(home_visits)"},
    expect={"sufficient": "count(p.objectives) > 0", "otherwise": "not_done"},
    finding="None.",
)
"""A rule with subjects: a plan without a list of objectives cannot be judged."""


def plan_entry(name: str, objectives: int | None) -> dict[str, Any]:
    listed = {} if objectives is None else {"objectives": [{"id": f"O{n}"} for n in range(objectives)]}
    return {"id": name, "date": "2010-02-10", **listed}


def entry(code: str = "VISIT901", kind: Any = "exception", subject: str | None = None, **parts: Any) -> Entry:
    days = {"date": date(2010, 5, 4), "until": date(2010, 12, 31), **parts}
    return Entry(kind, code, "C-1", subject, "a reason", "QA-1", "SPO-3", line=3, **days)


def audited(plan: Plan, read: Any, *entries: Entry, day: date = DAY) -> tuple[CaseResult, CaseResult]:
    """The case without and with the entries."""
    ask = partial(audit_case, plan, read, day)
    before = ask()
    return before, with_agreements(before, entries, "x.yaml", plan.frameworks, lambda left_out: ask(left_out=left_out))[0]


def plans(folder: Path, *entries: Entry, objectives: dict[str, int | None], **more: Any) -> tuple[CaseResult, CaseResult]:
    read = record(sentence_plans=[plan_entry(name, n) for name, n in objectives.items()], home_visits=[visit("2010-02-12")], **more)
    return audited(make_plan(make_pack(folder, PLANS)), read, *entries)


# -- one case


def test_an_exception_takes_the_case_out_with_its_days_and_without_its_words(tmp_path: Path) -> None:
    before, after = audited(make_plan(make_pack(tmp_path, rule())), record(), entry())
    assert (before.outcomes["VISIT901"], len(before.findings)) == ("not_done", 1)
    assert (after.outcomes["VISIT901"], after.findings) == ("excepted", ())
    assert after.reasons == {"VISIT901": "by exception of 4 May 2010, until 31 December 2010"}
    (told,) = after.agreed
    assert (told.kind, told.outcome, told.applied, told.line, told.until) == ("exception", "not_done", True, 3, date(2010, 12, 31))


def test_a_suppression_leaves_the_case_in_its_denominator(tmp_path: Path) -> None:
    before, after = audited(make_plan(make_pack(tmp_path, rule())), record(), entry(kind="suppression"))
    assert after.outcomes == before.outcomes
    assert [f.standing for f in after.findings] == [Standing.SUPPRESSED]


@pytest.mark.parametrize("kind", ["exception", "suppression"])
def test_an_entry_about_one_subject_leaves_the_other_below_the_line(tmp_path: Path, kind: str) -> None:
    _, after = plans(tmp_path, entry(kind=kind, subject="P1"), objectives={"P1": 0, "P2": 0})
    assert after.outcomes["VISIT901"] == "not_done"
    assert [f.subject for f in after.findings if f.standing is Standing.NEW] == ["P2"]


@pytest.mark.parametrize(
    ("other", "outcome"),
    [(None, "not_exported"), (2, "sufficient"), (0, "not_done")],
)
def test_an_exception_about_one_subject_hides_nothing_of_another(tmp_path: Path, other: int | None, outcome: str) -> None:
    before, after = plans(tmp_path, entry(subject="P1"), objectives={"P1": 0, "P2": other})
    assert (before.outcomes["VISIT901"], after.outcomes["VISIT901"]) == ("not_done", outcome)
    assert ("VISIT901" in after.missing) is (outcome == "not_exported")
    assert after.agreed[0].applied


def test_exceptions_about_every_subject_take_the_case_out(tmp_path: Path) -> None:
    _, after = plans(tmp_path, entry(subject="P1"), entry(subject="P2"), objectives={"P1": 0, "P2": 0})
    assert (after.outcomes["VISIT901"], after.findings) == ("excepted", ())
    assert [one.applied for one in after.agreed] == [True, True]


@pytest.mark.parametrize("kind", ["exception", "suppression"])
@pytest.mark.parametrize("subject", ["P2", "P9"])
def test_an_entry_about_a_subject_that_is_well_or_unknown_changes_nothing_and_is_told(tmp_path: Path, kind: str, subject: str) -> None:
    before, after = plans(tmp_path, entry(kind=kind, subject=subject), objectives={"P1": 0, "P2": 1})
    assert [one.applied for one in after.agreed] == [False]
    assert replace(after, agreed=()) == before


@pytest.mark.parametrize(
    ("expect", "outcome"),
    [
        ({"sufficient": "count(contacts) >= 0", "otherwise": "not_done"}, "not_exported"),
        ({"sufficient": "count(home_visits) == 0", "otherwise": "not_done"}, "sufficient"),
        ({"excepted": "count(home_visits) == 0", "otherwise": "not_done"}, "excepted"),
        ({"not_applicable": "count(home_visits) == 0", "otherwise": "not_done"}, "not_applicable"),
    ],
)
def test_an_exception_never_takes_out_what_is_well_or_cannot_be_told(tmp_path: Path, expect: Any, outcome: str) -> None:
    before, after = audited(make_plan(make_pack(tmp_path, rule(expect=expect))), record(contacts=None), entry())
    assert before.outcomes["VISIT901"] == outcome
    assert replace(after, agreed=()) == before
    assert [one.applied for one in after.agreed] == [False]


def test_an_exception_never_hides_a_rule_that_broke(tmp_path: Path) -> None:
    plan = make_plan(make_pack(tmp_path, rule()))
    broke = replace(audit_case(plan, record(), DAY), outcomes={"VISIT901": Outcome.ERROR})
    for one in (entry(), entry(subject="S1")):
        after, _ = with_agreements(
            broke, [one], "x.yaml", plan.frameworks, lambda _: replace(broke, outcomes={"VISIT901": Outcome.SUFFICIENT})
        )
        assert replace(after, agreed=()) == broke


def test_an_exception_changes_no_rule_that_rests_on_its_own(tmp_path: Path) -> None:
    rests = rule("VISIT902", requires={"VISIT901": "below"}, expect={"sufficient": "count(home_visits) > 0", "otherwise": "not_done"})
    before, after = audited(make_plan(make_pack(tmp_path, rule(), rests)), record(), entry())
    assert after.outcomes == {**before.outcomes, "VISIT901": "excepted"}
    assert [f.code for f in after.findings] == ["VISIT902"]


def test_each_framework_is_taken_out_where_it_is_below_the_line(tmp_path: Path) -> None:
    limited = rule(
        expect={"done": "v for v in home_visits", "within": "settings.limit", "of": "sentence.date"},
        criteria={"omi-2007": ["2.2"], "omi2-2009": ["2.2"]},
    )
    pack = make_pack(tmp_path, limited, settings={"limit": "1 week"}, frameworks={"omi-2007": {"settings": {"limit": "4 weeks"}}})
    seen = record(home_visits=[visit("2010-02-20")])
    for frameworks in (["omi2-2009", "omi-2007"], ["omi-2007", "omi2-2009"]):
        before, after = audited(make_plan(pack, frameworks), seen, entry())
        assert {name: before.outcome("VISIT901", name) for name in frameworks} == {"omi2-2009": "too_late", "omi-2007": "sufficient"}
        assert {name: after.outcome("VISIT901", name) for name in frameworks} == {"omi2-2009": "excepted", "omi-2007": "sufficient"}
        assert after.findings == ()


def test_a_subject_that_is_taken_out_leaves_what_only_another_framework_finds(tmp_path: Path) -> None:
    """Both programmes say `not_done` of the case, and only one of them for the second plan too."""
    each = rule(
        **{"for": "p in sentence_plans"},
        expect={"sufficient": "count(p.objectives) >= settings.needed", "otherwise": "not_done"},
        finding="None.",
        criteria={"omi-2007": ["2.2"], "omi2-2009": ["2.2"]},
    )
    pack = make_pack(tmp_path, each, settings={"needed": 1}, frameworks={"omi-2007": {"settings": {"needed": 2}}})
    read = record(sentence_plans=[plan_entry("P1", 0), plan_entry("P2", 1)])
    _, after = audited(make_plan(pack, ["omi2-2009", "omi-2007"]), read, entry(subject="P1"))
    assert (after.outcome("VISIT901", "omi2-2009"), after.outcome("VISIT901", "omi-2007")) == ("sufficient", "not_done")
    assert [(f.subject, f.frameworks) for f in after.findings] == [("P2", ("omi-2007",))]


# -- days


@pytest.mark.parametrize(
    ("until", "agreed", "holds"),
    [(DAY, DAY, True), (DAY - timedelta(1), DAY - timedelta(9), False), (DAY + timedelta(9), DAY + timedelta(1), False)],
)
@pytest.mark.parametrize("kind", ["exception", "suppression"])
def test_an_entry_holds_from_its_date_to_its_end_and_is_a_problem_on_other_days(
    tmp_path: Path, kind: str, until: date, agreed: date, holds: bool
) -> None:
    plan = make_plan(make_pack(tmp_path, rule()))
    before = audit_case(plan, record(case={"id": "C-1"}), DAY)
    after, problems = with_agreements(before, [entry(kind=kind, until=until, date=agreed)], "x.yaml", plan.frameworks, lambda _: before)
    assert (after == before) is not holds
    told = [(p.kind, p.source, p.case_id, p.faults[0].line) for p in problems]
    assert told == ([] if holds else [("doubtful_exception", "x.yaml", "C-1", 3)])
    assert all("QA-1" not in f.message and "reason" not in f.message for p in problems for f in p.faults)


def test_what_ends_within_four_weeks_ends_soon(tmp_path: Path) -> None:
    plan = make_plan(make_pack(tmp_path, rule()))
    for days, soon in ((0, True), (28, True), (29, False)):
        _, after = audited(plan, record(), entry(until=DAY + timedelta(days)))
        assert ends_soon(after.agreed[0], DAY) is soon


# -- any case, any entry


@cache
def shipped() -> Plan:
    return make_plan(load_pack(shipped_folder()), ["omi2-2009", "iaow-2013"])


@given(st.integers(0, 2**32), st.data())
def test_an_entry_changes_its_own_rule_alone_and_never_for_the_worse_or_out_of_sight(seed: int, data: st.DataObject) -> None:
    plan = shipped()
    ask = partial(audit_case, plan, any_record(seed), DAY)
    before = ask()
    codes = [*dict.fromkeys(f.code for f in before.findings)] or [*before.outcomes]
    code = data.draw(st.sampled_from([*codes, *list(before.outcomes)[:5]]))
    subjects = [None, *dict.fromkeys(f.subject for f in before.findings if f.code == code and f.subject), "nothing"]
    one = entry(code, data.draw(st.sampled_from(["exception", "suppression"])), data.draw(st.sampled_from(subjects)))
    after, problems = with_agreements(before, [one], "x.yaml", plan.frameworks, lambda left_out: ask(left_out=left_out))
    assert problems == ()
    for framework in plan.frameworks:
        for other in before.outcomes:
            was, now = before.outcome(other, framework), after.outcome(other, framework)
            if other != code or one.kind == "suppression" or was not in TAKEN_OUT:
                assert now is was
            else:
                assert now is was or now not in BELOW or one.subject is not None
    assert [f for f in before.findings if f.code != code] == [f for f in after.findings if f.code != code]
    assert [d for d in before.due if d.code != code] == [d for d in after.due if d.code != code]
    left = [replace(f, standing=Standing.NEW) for f in after.findings]
    assert all(f in before.findings for f in left)
    assert all(f in left for f in before.findings if one.subject not in (None, f.subject)), "another subject's finding stays"
    for framework in plan.frameworks:
        found = {f.code for f in left if framework in f.frameworks}
        below = {c for c in after.outcomes if after.outcome(c, framework) in BELOW and plan.pack.rules[c].info.norm == "expected"}
        assert found == below, "a case is below the line just where it has a finding"
    assert after.agreed[0].applied is (replace(after, agreed=()) != before)


# -- in a run


FILE = """version: 1
entries:
  - kind: exception
    rule: test-rule-visit901
    case: C0000
    reason: Jane Roe was warned by the police.
    author: QA-1
    agreed_by: SPO-3
    date: 2010-05-04
    until: 2010-08-01
  - {kind: suppression, rule: VISIT901, case: C0003, reason: x, author: QA-1, agreed_by: SPO-3, date: 2010-05-04, until: 2010-07-01}
  - {kind: exception, rule: VISIT901, case: C0006, reason: x, author: QA-1, agreed_by: SPO-3, date: 2010-01-04, until: 2010-06-29}
  - {kind: exception, rule: VISIT901, case: C0009, reason: x, author: QA-1, agreed_by: SPO-3, date: 2010-07-01, until: 2010-12-31}
  - {kind: exception, rule: VISIT901, case: nobody, reason: x, author: QA-1, agreed_by: SPO-3, date: 2010-05-04, until: 2010-12-31}
"""


def run_on(folder: Path, numbers: list[int], exceptions: ExceptionBook | None, jobs: int = 1) -> tuple[bytes, Totals]:
    lines = [json.dumps(case(case={"id": f"C{n:04}"}, home_visits=[visit("2010-02-12")] if n % 3 else [])) for n in numbers]
    export = folder / "export.jsonl"
    export.write_text("\n".join(lines), encoding="utf-8")
    job = Job(write_pack(folder / "pack", rule()), exceptions=exceptions)
    stream = io.BytesIO()
    totals = run(job, job.plan(), [str(export)], stream.write, jobs=jobs)
    return stream.getvalue(), totals


def test_a_run_counts_what_holds_and_what_does_not(tmp_path: Path) -> None:
    written, totals = run_on(tmp_path, list(range(12)), book(tmp_path, FILE))
    assert (totals.suppressed, totals.doubtful_exceptions, totals.ending_soon, totals.unmet) == (1, 2, 1, ("nobody",))
    assert totals.worst == "high", "what ended or is not yet agreed on applies to nothing"
    (tmp_path / "r.jsonl").write_bytes(written)
    results = open_results(tmp_path / "r.jsonl")
    assert [(c.case_id, c.outcomes["VISIT901"]) for c in results.cases() if c.findings or c.agreed] == [
        ("C0000", "excepted"),
        ("C0003", "not_done"),
        ("C0006", "not_done"),
        ("C0009", "not_done"),
    ]
    assert [(p.case_id, p.faults[0].line, p.audited) for p in results.problems()] == [("C0006", 12, True), ("C0009", 13, True)]
    assert results.end.exceptions_elsewhere == ("nobody",)
    for word in (b"Jane", b"QA-1", b"SPO-3"):
        assert word not in written


def test_the_same_bytes_with_one_process_or_two(tmp_path: Path) -> None:
    numbers = list(range(2 * BATCH + 3))
    assert run_on(tmp_path, numbers, book(tmp_path, FILE), 2)[0] == run_on(tmp_path, numbers, book(tmp_path, FILE), 1)[0]


def test_the_order_of_the_entries_changes_no_outcome(tmp_path: Path) -> None:
    head, *entries = FILE.split("\n  - ")
    turned = head + "\n  - " + "\n  - ".join(one.rstrip("\n") for one in entries[::-1]) + "\n"

    def told(text: str) -> list[Any]:
        (tmp_path / "r.jsonl").write_bytes(run_on(tmp_path, list(range(12)), book(tmp_path, text))[0])
        return [(c.outcomes, c.findings, [replace(a, line=0) for a in c.agreed]) for c in open_results(tmp_path / "r.jsonl").cases()]

    assert told(turned) == told(FILE)
