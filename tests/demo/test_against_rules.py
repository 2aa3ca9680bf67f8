"""The caseload held against the shipped rules: nothing is found in a well-run case, and every defect is found where it was put."""

import json
import types
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from caselint.audit.case import audit_case
from caselint.audit.outcomes import CaseResult, Outcome
from caselint.audit.plan import Plan, make_plan
from caselint.demo.caseload import EXPORTED_ON, invent, invent_with_truth
from caselint.demo.defects import DEFECTS
from caselint.demo.lists import EXPORTED
from caselint.demo.shape import Draft
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from caselint.packs.pack import Pack
from caselint.record.base import Entry
from caselint.record.record import Record

FRAMEWORKS = ("omi-2007", "omi2-2009", "iaow-2013")
WIDEST = "omi2-2009"
"""The framework that asks the most cases: omi-2007 leaves licences out of several questions."""

CASES = 1500
SEED = 11

# Questions about what the person did, which a well-run case can answer below the line. The caseload has absences on purpose: what the
# officer does about them is asked elsewhere, and found good.
ABOUT_THE_PERSON = {
    "OUT002": "the person missed an appointment without an acceptable reason",
    "OUT003": "the person missed an appointment, and the officer stepped in",
}

# Evidence that is put before an assessor in a well-run case: it tells what others did, and not what was neglected.
TOLD_ALL_THE_SAME = {
    "OUT012": "a victim raised a concern, which was answered",
    "VICTIM033": "somebody tried to get in touch with a victim, and it was answered",
}

# Outcomes besides a finding that are right now and then, by defect and rule.
ALSO_RIGHT: Mapping[tuple[str, str], Mapping[Outcome, str]] = {
    ("change-not-reviewed", "REV010"): {Outcome.SUFFICIENT: "the first analysis was late, came after the change and takes it up"},
    ("risk-plan-victim-unprotected", "RMP010"): {
        Outcome.NOT_ANSWERED: "the victim is a child, an action protects children, and nothing in the plan says whom it is for"
    },
}
RARE = 0.1
"""They are at most this share of the cases that the defect struck."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(shipped_folder())


@pytest.fixture(scope="module")
def judged(pack: Pack) -> dict[tuple[str, str], Counter[Outcome]]:
    """By defect and ruled code: the outcomes in the cases that the defect struck."""
    codes = {defect.name: [code for code in defect.codes if code in pack.rules] for defect in DEFECTS}
    plan = make_plan(pack, [WIDEST], {code for ruled in codes.values() for code in ruled})
    found: defaultdict[tuple[str, str], Counter[Outcome]] = defaultdict(Counter)
    for draft, names in invent_with_truth(CASES, SEED):
        wanted = [(name, code) for name in names for code in codes[name]]
        if wanted:
            outcomes = audited(plan, draft).outcomes
            for name, code in wanted:
                found[name, code][outcomes[code]] += 1
    return dict(found)


def audited(plan: Plan, draft: Draft) -> CaseResult:
    return audit_case(plan, Record.model_validate_json(json.dumps(draft)), EXPORTED_ON)


def test_nothing_is_found_in_a_well_run_case(pack: Pack) -> None:
    plan = make_plan(pack, FRAMEWORKS)
    left_open = {code for code, rule in pack.rules.items() if rule.logic.expect is None}
    settled = {Outcome.SUFFICIENT, Outcome.NOT_APPLICABLE, Outcome.NOT_YET_DUE, Outcome.EXCEPTED}
    for draft in invent(400, SEED, defects=0.0):
        result = audited(plan, draft)
        found = [(finding.code, finding.message) for finding in result.findings if finding.code not in ABOUT_THE_PERSON]
        assert found == [], result.case_id
        unsettled = {code for code, outcome in result.outcomes.items() if outcome not in settled}
        assert unsettled <= {*left_open, *ABOUT_THE_PERSON}, result.case_id
        told = [(evidence.code, evidence.message) for evidence in result.evidence_against if evidence.code not in TOLD_ALL_THE_SAME]
        assert told == [], result.case_id


def test_what_the_person_did_is_as_often_good_as_it_should_be(pack: Pack) -> None:
    """The exceptions above are needed, and they are not needed for every case."""
    plan = make_plan(pack, FRAMEWORKS)
    results = [audited(plan, draft) for draft in invent(100, SEED, defects=0.0)]
    for code in ABOUT_THE_PERSON:
        below = sum(any(finding.code == code for finding in result.findings) for result in results)
        assert 20 <= below <= 80, code
    for code in TOLD_ALL_THE_SAME:
        assert any(evidence.code == code for result in results for evidence in result.evidence_against), code


def test_every_defect_is_found_where_it_was_put(judged: dict[tuple[str, str], Counter[Outcome]]) -> None:
    wrong = {
        key: {outcome.value: count for outcome, count in outcomes.items() if not outcome.below and outcome not in ALSO_RIGHT.get(key, {})}
        for key, outcomes in judged.items()
    }
    assert {key: outcomes for key, outcomes in wrong.items() if outcomes} == {}


def test_other_outcomes_are_rare(judged: dict[tuple[str, str], Counter[Outcome]]) -> None:
    for key in ALSO_RIGHT.keys() & judged.keys():
        assert sum(judged[key][outcome] for outcome in ALSO_RIGHT[key]) <= RARE * judged[key].total(), key


def test_every_defect_with_a_rule_strikes_somewhere(pack: Pack, judged: dict[tuple[str, str], Counter[Outcome]]) -> None:
    assert judged.keys() == {(defect.name, code) for defect in DEFECTS for code in defect.codes if code in pack.rules}


def test_every_list_that_a_rule_reads_is_written(pack: Pack) -> None:
    """If this fails, put the missing paths into `caselint/demo/lists.py`."""
    reads = {path for rule in pack.rules.values() for path in rule.logic.reads}
    reads |= {path for rule in pack.rules.values() for evidence in rule.logic.evidence_against for path in evidence.reads}
    reads |= {path for narrow in pack.narrow.values() for expression in narrow.values() for path in expression.reads}
    nested = {path for path in list_paths(Record) if "." in path}
    assert {path for path in nested if path in reads or any(read.startswith(f"{path}.") for read in reads)} - EXPORTED == set()
    assert EXPORTED - nested == set()


def test_those_lists_are_written_even_where_they_are_empty() -> None:
    for draft in invent(150, SEED):
        assert list(unwritten(draft, "")) == []


def unwritten(draft: Draft, path: str) -> Iterator[str]:
    """The lists of the table that an entry at this path should have, and has not."""
    for listed in EXPORTED:
        above, _, name = listed.rpartition(".")
        if above == path and name not in draft:
            yield listed
    for name, value in draft.items():
        for below in value if isinstance(value, list) else [value]:
            if isinstance(below, dict):
                yield from unwritten(below, f"{path}.{name}".lstrip("."))


def list_paths(model: type[Entry], path: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = bare(field.annotation)
        if get_origin(kind) is tuple:
            yield path + name
            kind = bare(get_args(kind)[0])
        if isinstance(kind, type) and issubclass(kind, Entry):
            yield from list_paths(kind, f"{path}{name}.")


def bare(annotation: Any) -> Any:
    """A field's kind without `None` and notes."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(kind for kind in get_args(annotation) if kind is not types.NoneType)
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
