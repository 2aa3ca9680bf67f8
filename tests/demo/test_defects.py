"""The defects: at their rates, never where they cannot be, and never in a well-run caseload."""

import json
from collections import Counter, defaultdict

import pytest

from caselint.demo.caseload import invent_with_truth, well_run
from caselint.demo.defects import DEFECTS, Defect, damage
from caselint.demo.dice import Dice
from caselint.demo.shape import record
from caselint.record.record import Record

CASES = 1500
SEED = 5


class Strikes:
    """How often each defect could strike, and did; and the first few cases that it could strike."""

    def __init__(self) -> None:
        self.could: Counter[str] = Counter()
        self.did: Counter[str] = Counter()
        self.where: defaultdict[str, list[int]] = defaultdict(list)
        for number in range(1, CASES + 1):
            facts, draft = well_run(number, SEED)
            for defect in DEFECTS:
                if defect.applies(facts, draft):
                    self.could[defect.name] += 1
                    self.where[defect.name].append(number)
            self.did.update(damage(facts, draft, Dice(f"{SEED}:{number}:defects")))


@pytest.fixture(scope="module")
def strikes() -> Strikes:
    return Strikes()


def test_there_are_enough_and_their_names_differ() -> None:
    names = [defect.name for defect in DEFECTS]
    assert len(names) >= 30
    assert len(set(names)) == len(names)
    assert {name for defect in DEFECTS for name in defect.hides} <= {*names, "*"}


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_each_strikes_at_its_rate(defect: Defect, strikes: Strikes) -> None:
    chances = strikes.could[defect.name]
    expected = defect.rate * chances
    spread = (expected * (1 - defect.rate)) ** 0.5
    assert chances > 0
    assert abs(strikes.did[defect.name] - expected) <= 4 * spread + 0.04 * expected


def test_a_well_run_caseload_has_none() -> None:
    assert all(names == () for _, names in invent_with_truth(300, SEED, defects=0.0))


def test_a_case_without_defects_is_the_same_in_both_caseloads() -> None:
    for (spoilt, names), (good, _) in zip(invent_with_truth(100, SEED), invent_with_truth(100, SEED, defects=0.0), strict=True):
        assert (spoilt == good) == (names == ())


def test_more_or_fewer_defects() -> None:
    def total(scale: float) -> int:
        return sum(len(names) for _, names in invent_with_truth(200, SEED, defects=scale))

    assert total(0.3) < total(1.0) < total(2.5)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_each_leaves_a_valid_record_that_differs(defect: Defect, strikes: Strikes) -> None:
    for number in strikes.where[defect.name][:3]:
        facts, draft = well_run(number, SEED)
        good = json.dumps(record(draft))
        defect.damage(facts, draft, Dice("x"))
        spoilt = json.dumps(record(draft))
        assert spoilt != good
        Record.model_validate_json(spoilt)
