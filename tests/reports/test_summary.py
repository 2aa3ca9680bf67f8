"""What a summary counts and keeps."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselint.audit.outcomes import Answered, CaseResult, Holder, Outcome
from caselint.audit.results import End, ResultsError, end_line
from caselint.record.problems import Fault, Problem, ProblemKind
from caselint.reports.bounded import First
from caselint.reports.listed import SEVERITIES
from caselint.reports.summary import summarise
from tests.reports.busy import PROBLEMS, busy_cases
from tests.reports.support import AS_OF, FRAMEWORKS, RULES, case, framework, stored

GROUPS = ["case", "rule", "criterion", "team", "manager"]
outcomes = st.fixed_dictionaries({code: st.sampled_from([outcome.value for outcome in Outcome]) for code in RULES})
holders = st.sampled_from([Holder("OM-1", "North"), Holder("OM-2", "North"), Holder("OM-3", "South"), Holder()])
days = st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2010, 1, 9)))


@st.composite
def caseloads(draw: Any) -> list[CaseResult]:
    answers = draw(st.lists(st.tuples(outcomes, holders, days), max_size=12))
    return [case(f"C-{n}", held, deadline=day, **found) for n, (found, held, day) in enumerate(answers)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(caseloads(), st.sampled_from(GROUPS), st.integers(0, 6))
def test_everything_adds_up(tmp_path: Path, cases: list[CaseResult], group_by: Any, limit: int) -> None:
    summary = summarise(stored(tmp_path, cases), FRAMEWORKS, group_by=group_by, limit=limit)
    [counts] = summary.counts
    assert sum(counts.outcomes.values()) == counts.asked == len(RULES) * len(cases)
    assert counts.unaccounted == 0
    assert summary.not_exported.answers == counts.outcomes[Outcome.NOT_EXPORTED] == sum(r.cases for r in summary.not_exported.rules)
    assert summary.not_answered.answers == counts.outcomes[Outcome.NOT_ANSWERED]
    assert summary.exceptions.total == counts.outcomes[Outcome.EXCEPTED]
    assert sum(rule.cases for rule in summary.errors) == counts.outcomes[Outcome.ERROR]
    findings = summary.findings
    assert findings.total == sum(len(one.findings) for one in cases) == counts.below - counts.praise_absent
    assert findings.cases == sum(bool(one.findings) for one in cases)
    assert findings.shown == (min(limit, findings.total) if limit else findings.total)
    if group_by != "case" or not limit:
        assert sum(group.total for group in findings.groups) == findings.total
        assert findings.groups_in_all == len(findings.groups)
        assert all(sum(group.severities[s] for group in findings.groups) == findings.severities[s] for s in SEVERITIES)
    for group in findings.groups:
        assert group.more >= 0
        assert 1 <= group.cases <= group.total


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(caseloads(), st.sampled_from(GROUPS), st.integers(1, 6), st.randoms(use_true_random=False))
def test_the_order_of_the_cases_does_not_matter(
    tmp_path: Path, cases: list[CaseResult], group_by: Any, limit: int, chance: random.Random
) -> None:
    first = summarise(stored(tmp_path, cases), FRAMEWORKS, group_by=group_by, limit=limit)
    chance.shuffle(cases)
    again = summarise(stored(tmp_path, cases), FRAMEWORKS, group_by=group_by, limit=limit)
    assert (again.findings, again.counts, again.scorecards, again.exceptions, again.not_answered) == (
        first.findings,
        first.counts,
        first.scorecards,
        first.exceptions,
        first.not_answered,
    )


@given(st.lists(st.integers(0, 50), max_size=600), st.integers(0, 20))
def test_the_first_of_many(items: list[int], limit: int) -> None:
    first = First(limit, lambda item: item)
    for item in items:
        first.offer(item)
        assert not limit or len(first.kept) <= 2 * limit + 100
    assert list(first.result()) == (sorted(items)[:limit] if limit else sorted(items))
    assert first.seen == len(items)


def test_the_most_severe_come_first_then_the_earliest_deadline_then_the_case(tmp_path: Path) -> None:
    cases = [
        case("C-4", PLAN003="not_done", deadline=date(2009, 1, 1)),
        case("C-3", ROSH001="not_done", deadline=None),
        case("C-2", ROSH001="not_done", deadline=date(2010, 3, 1)),
        case("C-1", ROSH001="not_done", deadline=date(2010, 3, 1)),
        case("C-0", VISIT002="not_done", deadline=date(2009, 1, 1)),
    ]
    summary = summarise(stored(tmp_path, cases), FRAMEWORKS, group_by="case", limit=4)
    assert [group.key for group in summary.findings.groups] == ["C-1", "C-2", "C-3", "C-0"]
    assert summary.findings.groups_in_all == 5
    one = summarise(stored(tmp_path, cases), FRAMEWORKS, limit=1).findings
    assert [(group.key, [found.case_id for found in group.findings], group.more) for group in one.groups] == [
        ("ROSH001", ["C-1"], 2),
        ("VISIT002", [], 1),
        ("PLAN003", [], 1),
    ]


@pytest.mark.parametrize(
    ("group_by", "expected"),
    [
        ("rule", ["ROSH001 start-screening-done", "VISIT002 first-home-visit", "PLAN003 plan-signed"]),
        ("case", ["Case C-002", "Case C-001", "Case C-004"]),
        (
            "criterion",
            [
                "1.1 Assessment of Risk of Harm",
                "2.1 Home visits and all other restrictive work to keep other people safe from harm",
                "No criterion of small-2010",
            ],
        ),
        ("team", ["North", "South"]),
        ("manager", ["OM-1", "OM-2"]),
    ],
)
def test_groups_and_their_order(tmp_path: Path, group_by: Any, expected: list[str]) -> None:
    summary = summarise(stored(tmp_path, busy_cases()), FRAMEWORKS, group_by=group_by)
    assert [group.title for group in summary.findings.groups] == expected


def test_nobody_on_record_comes_last(tmp_path: Path) -> None:
    cases = [case("C-1", Holder(), ROSH001="not_done"), case("C-2", Holder("Z", "Zennor"), ROSH001="not_done")]
    for group_by, name in (("team", "No team on record"), ("manager", "No officer on record")):
        summary = summarise(stored(tmp_path, cases), FRAMEWORKS, group_by=group_by)  # type: ignore[arg-type]
        assert summary.findings.groups[-1].title == name


def test_a_case_counts_once_in_a_group_however_many_findings_it_has(tmp_path: Path) -> None:
    one = case("C-1", ROSH001="not_done", VISIT002="too_late")
    [group] = summarise(stored(tmp_path, [one]), FRAMEWORKS, group_by="team").findings.groups
    assert (group.total, group.cases) == (2, 1)


def test_what_falls_due_within_the_days_asked_for(tmp_path: Path) -> None:
    cases = [
        case("C-1", VISIT002="not_yet_due", due={"VISIT002": AS_OF + timedelta(days=28)}),
        case("C-2", VISIT002="not_yet_due", due={"VISIT002": AS_OF + timedelta(days=29)}),
        case("C-3", VISIT002="not_yet_due", ROSH001="not_yet_due", due={"VISIT002": AS_OF, "ROSH001": AS_OF + timedelta(days=1)}),
    ]
    due = summarise(stored(tmp_path, cases), FRAMEWORKS, limit=2).due
    assert (due.total, due.cases, due.later) == (3, 2, 1)
    assert [(duty.case_id, duty.code) for duty in due.duties] == [("C-3", "VISIT002"), ("C-3", "ROSH001")]
    assert summarise(stored(tmp_path, cases), FRAMEWORKS, due_within=29).due.total == 4


def test_what_an_export_cannot_answer_is_told_by_path(tmp_path: Path) -> None:
    cases = [
        case("C-1", ROSH001="not_exported", VISIT002="not_exported", missing={"ROSH001": ("rosh",), "VISIT002": ("rosh", "visits")}),
        case("C-2", ROSH001="not_exported", missing={"ROSH001": ("rosh",)}),
    ]
    missing = summarise(stored(tmp_path, cases), FRAMEWORKS).not_exported
    assert [(path.path, path.questions, path.cases) for path in missing.paths] == [("rosh", 2, 2), ("visits", 1, 1)]
    assert missing.everywhere(2) == 1


def test_only_praised_practice_that_is_there_is_told(tmp_path: Path) -> None:
    cases = [case(f"C-{n:02}", PRAISE004="sufficient" if n < 12 else "not_done") for n in range(15)]
    summary = summarise(stored(tmp_path, cases), FRAMEWORKS)
    [praise] = summary.commendations
    assert (praise.cases, len(praise.case_ids), summary.findings.total, summary.counts[0].praise_absent) == (12, 10, 0, 3)
    [whole] = summarise(stored(tmp_path, cases), FRAMEWORKS, limit=0).commendations
    assert len(whole.case_ids) == 12


def test_disagreements_with_the_record_are_named(tmp_path: Path) -> None:
    answers = (
        Answered("ROSH001", Outcome.SUFFICIENT, Outcome.NOT_DONE, None),
        Answered("VISIT002", Outcome.SUFFICIENT, Outcome.NOT_ANSWERED, None),
    )
    assessed = summarise(stored(tmp_path, [case("C-1", answered=answers)]), FRAMEWORKS).assessed
    assert (assessed.total, assessed.cases, assessed.disagreements) == (2, 1, 1)
    assert assessed.listed[0].code == "ROSH001"


def test_the_gravest_problems_are_kept_with_all_their_faults(tmp_path: Path) -> None:
    faults = tuple(Fault(f"/{n}", n, 1, "wrong") for n in range(40))
    many = [*PROBLEMS[:2], *(Problem(ProblemKind.DUPLICATE, "f", faults) for _ in range(400)), PROBLEMS[2]]
    problems = summarise(stored(tmp_path, [case("C-1")], many), FRAMEWORKS, limit=3).problems
    assert [problem.kind.value for problem in problems.listed] == ["unreadable", "malformed", "duplicate"]
    assert (problems.total, problems.faults, len(problems.listed[2].faults)) == (403, 4 + 400 * 40, 40)


def test_results_that_are_not_whole_are_refused(tmp_path: Path) -> None:
    results = stored(tmp_path, [case("C-1")])
    lines = results.path.read_bytes().splitlines(keepends=True)
    results.path.write_bytes(b"".join([lines[0], lines[1], lines[1], end_line(End(1, 0, 0, 0, ()))]))
    with pytest.raises(ResultsError, match="holds 2 cases, and its last line says 1"):
        summarise(results, FRAMEWORKS)
    with pytest.raises(ResultsError, match="was made for small-2010"):
        summarise(results, {})


def test_an_answer_that_is_missing_shows(tmp_path: Path) -> None:
    short = case("C-1")
    del short.outcomes["PLAN003"]  # type: ignore[attr-defined]
    [counts] = summarise(stored(tmp_path, [short]), FRAMEWORKS).counts
    assert counts.unaccounted == 1


def test_the_variant_of_the_averages(tmp_path: Path) -> None:
    results = stored(tmp_path, busy_cases())
    assert summarise(results, FRAMEWORKS).scorecards[0].variant_id == "plain"
    assert summarise(results, FRAMEWORKS, variant="flat").scorecards[0].variant_id == "flat"
    assert summarise(results, FRAMEWORKS, variant={"small-2010": "flat"}).scorecards[0].variant_id == "flat"
    with pytest.raises(ValueError, match="no variant 'round': small-2010 has plain, flat"):
        summarise(results, FRAMEWORKS, variant="round")


def test_each_programme_counts_its_own_outcomes(tmp_path: Path) -> None:
    one = CaseResult(
        **{
            **{name: getattr(case("C-1"), name) for name in CaseResult.__dataclass_fields__},
            "framework_outcomes": {"other-2012": {"ROSH001": Outcome.NOT_DONE}},
        }
    )
    results = stored(tmp_path, [one], frameworks=("small-2010", "other-2012"))
    first, other = summarise(results, {**FRAMEWORKS, "other-2012": framework("other-2012")}).counts
    assert (first.above, first.below, other.above, other.below) == (2, 0, 1, 1)
