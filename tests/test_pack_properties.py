"""Properties of the whole shipped pack, over records of any shape: what must hold of every rule, whatever a record holds."""

import io
import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.audit.case import audit_case
from caselint.audit.one_record import Job
from caselint.audit.outcomes import BELOW, CaseResult, Outcome
from caselint.audit.plan import Plan, make_plan
from caselint.audit.run import run
from caselint.cli.exits import Exit, status_of
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from caselint.packs.pack import Pack
from caselint.record.as_it_stood import as_it_stood
from caselint.record.base import Entry
from caselint.record.record import Record
from tests.good_work import ADDITIONS, with_good_work
from tests.strategies import any_record, plausible, shuffled

DAY = date(2010, 6, 30)
SECTIONS = [name for name in Record.model_fields if name not in ("case", "answers")]
FRAMEWORK = "omi2-2009"
T = TypeVar("T", bound=Entry)
SEEDS = st.integers(0, 2**32)
"""One number makes one record: records themselves are too large to be shown where a property fails."""


@cache
def pack() -> Pack:
    return load_pack(shipped_folder())


@cache
def plan() -> Plan:
    return make_plan(pack(), [FRAMEWORK])


def audit(record: Record, day: date = DAY) -> CaseResult:
    return audit_case(plan(), record, day)


def changes(one: CaseResult, other: CaseResult) -> dict[str, tuple[str, str]]:
    """By rule: what it said, and what it says now, where these differ."""
    return {
        code: (outcome.value, other.outcomes[code].value) for code, outcome in one.outcomes.items() if other.outcomes[code] is not outcome
    }


@cache
def reads() -> dict[str, frozenset[str]]:
    """By rule: the sections that it reads, and those of the rules that open it."""
    found: dict[str, frozenset[str]] = {}
    for code, rule in pack().rules.items():  # each follows those it requires
        paths = plan().views[0].reads[code]
        found[code] = frozenset(path.split(".")[0] for path in paths).union(*(found[other] for other in rule.requires))
    return found


@given(SEEDS)
@settings(max_examples=150)
def test_no_rule_ever_breaks(seed: int) -> None:
    assert {code for code, outcome in audit(any_record(seed)).outcomes.items() if outcome is Outcome.ERROR} == set()


@given(SEEDS)
@settings(max_examples=150)
def test_the_order_of_a_list_is_no_matter(seed: int) -> None:
    record = any_record(seed)
    one, other = audit(record), audit(shuffled(record, Random(seed)))
    assert changes(one, other) == {}
    assert {(f.identity, f.message) for f in one.findings} == {(f.identity, f.message) for f in other.findings}
    assert set(one.evidence_against) == set(other.evidence_against)


@given(SEEDS, st.sampled_from(SECTIONS))
@settings(max_examples=150)
def test_what_is_not_exported_is_not_asked_and_changes_nothing_else(seed: int, section: str) -> None:
    record = plausible(seed).model_copy(update={"answers": None})
    whole, lacking = audit(record), audit(record.model_copy(update={section: None}))
    for code, outcome in lacking.outcomes.items():
        if section in reads()[code]:
            assert outcome is Outcome.NOT_EXPORTED, code
        else:
            assert outcome is whole.outcomes[code], code


@given(SEEDS, st.integers(1, 200))
@settings(max_examples=200)
def test_time_alone_makes_nothing_early_that_was_late(seed: int, days: int) -> None:
    """Of a record as it stood on a day: what had fallen due by then is not `not_yet_due` on a later day."""
    day = DAY - timedelta(days=60)
    stood, _ = as_it_stood(plausible(seed, 4), day)
    before, after = audit(stood, day), audit(stood, day + timedelta(days=days))
    early = {code for code, outcome in after.outcomes.items() if outcome is Outcome.NOT_YET_DUE}
    assert {code for code in early if before.outcomes[code] in BELOW} == set()


@given(SEEDS, st.sampled_from(sorted(ADDITIONS)), st.integers(1, 150))
@settings(max_examples=300)
def test_good_work_never_lowers_a_case(seed: int, path: str, days_ago: int) -> None:
    """A piece of good work more turns no question from above to below the line."""
    record = plausible(seed, 6)
    entry = ADDITIONS[path](Random(seed), DAY - timedelta(days=days_ago))
    one, other = audit(record), audit(with_good_work(record, path, entry))
    lowered = {code: change for code, change in changes(one, other).items() if one.outcomes[code].above and other.outcomes[code].below}
    assert lowered == {}


# -- a mark that nobody set


MARKS = ["offence.violent", "offence.sexual", "offence.domestic_abuse", "offence.antecedents.convicted"]
MARKS += ["person.diversity_factors.affects_engagement", "person.self_harm_risks.concern", "victims.people.partner_or_former"]
OPEN = {"offence.kind": "other", "offence.domestic_abuse": None, "person.self_harm_risks.level": None, "victims.people.kind": "known_adult"}
"""What else could decide in place of a mark."""


def with_all(entry: T, path: str, value: object) -> T:
    """The record with the field at the path so, wherever it stands."""
    name, _, rest = path.partition(".")
    if not rest:
        return entry.model_copy(update={name: value})
    below = getattr(entry, name)
    if isinstance(below, tuple):
        return entry.model_copy(update={name: tuple(with_all(each, rest, value) for each in below)})
    return entry if below is None else entry.model_copy(update={name: with_all(below, rest, value)})


@given(SEEDS, st.sampled_from(MARKS))
@settings(max_examples=300)
def test_a_mark_that_nobody_set_takes_no_case_out(seed: int, path: str) -> None:
    """A question that the mark brings up, and that the case does not meet or an assessor must answer, is asked without the mark too."""
    record = plausible(seed, 4).model_copy(update={"answers": None})
    for other, value in OPEN.items():
        record = with_all(record, other, value)
    silent, said = (audit(with_all(record, path, value)) for value in (None, True))
    asked = {code for code, outcome in said.outcomes.items() if outcome in BELOW or outcome is Outcome.NOT_ANSWERED}
    assert {code for code in asked if silent.outcomes[code] is Outcome.NOT_APPLICABLE} == set()


# -- a record that says nothing


EMPTY: dict[str, object] = {"id": "C-1", "exported_on": "2010-06-30", "order_type": "community_order", "starts": []}
BEGUN: dict[str, object] = EMPTY | {"starts": [{"event": "sentence", "date": "2010-02-01"}]}


@pytest.mark.parametrize("data", [{"case": EMPTY}, {"case": BEGUN}], ids=["empty", "begun"])
@pytest.mark.parametrize("framework", ["omi-2007", "omi2-2009", "iaow-2013"])
def test_an_empty_record_is_never_clean(tmp_path: Path, data: dict[str, object], framework: str) -> None:
    export = tmp_path / "empty.json"
    export.write_text(json.dumps(data), encoding="utf-8")
    job = Job(shipped_folder(), (framework,))
    stream = io.BytesIO()
    totals = run(job, job.plan(), [str(export)], stream.write)
    case = next(line for line in map(json.loads, stream.getvalue().splitlines()) if line["type"] == "case")
    assert set(case["outcomes"].values()) <= {"not_exported", "not_answered", "not_applicable"}
    assert "findings" not in case
    assert set(case["missing"]) == {code for code, outcome in case["outcomes"].items() if outcome == "not_exported"}
    assert status_of(totals, "never") is Exit.NOT_TRUSTED
