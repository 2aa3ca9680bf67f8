from datetime import date

from caselint.audit.outcomes import CaseResult, Holder, Outcome
from caselint.scoring.score import score
from caselint.scoring.tally import Tally, outcomes_under, tally, tally_groups, tally_results
from tests.scoring.support import question, rule, shipped

GOOD, LATE, ERROR = Outcome.SUFFICIENT, Outcome.TOO_LATE, Outcome.ERROR


def result(case: str, team: str, outcomes: dict[str, Outcome], other: dict[str, dict[str, Outcome]] | None = None) -> CaseResult:
    return CaseResult(case, "file", 1, date(2010, 3, 1), Holder(team=team), outcomes, other or {})


RESULTS = [
    result("1", "West", {"A1": GOOD, "B1": LATE}),
    result("2", "East", {"A1": LATE, "B1": GOOD}, {"iaow-2013": {"B1": Outcome.NOT_APPLICABLE}}),
    result("3", "West", {"A1": GOOD, "B1": ERROR}),
]


def test_cases_are_counted_by_rule_and_outcome() -> None:
    total = tally_results(RESULTS, "omi2-2009")
    assert total.cases == 3
    assert total.outcomes("A1") == {GOOD: 2, LATE: 1}
    assert total.outcomes("B1") == {GOOD: 1, LATE: 1, ERROR: 1}
    assert total.outcomes("Z9") == {}


def test_a_framework_sees_its_own_outcomes() -> None:
    assert outcomes_under(RESULTS[1], "iaow-2013") == {"A1": LATE, "B1": Outcome.NOT_APPLICABLE}
    assert outcomes_under(RESULTS[1], "omi-2007") == {"A1": LATE, "B1": GOOD}
    assert tally_results(RESULTS, "iaow-2013").outcomes("B1") == {LATE: 1, Outcome.NOT_APPLICABLE: 1, ERROR: 1}


def test_groups_come_in_the_order_of_their_names_and_add_up() -> None:
    groups = tally_groups(RESULTS, "omi2-2009", lambda r: r.held_by.team or "none")
    assert list(groups) == ["East", "West"]
    assert groups["East"] + groups["West"] == tally_results(RESULTS, "omi2-2009")
    assert groups["West"].cases == 2


def test_adding_in_place_and_adding_anew_agree() -> None:
    one, two = tally([RESULTS[0].outcomes]), tally([RESULTS[1].outcomes, RESULTS[2].outcomes])
    whole = one + two
    assert one.cases == 1
    one += two
    assert one == whole == tally(r.outcomes for r in RESULTS)
    assert Tally() + whole == whole


def test_every_outcome_is_kept_in_the_score_card() -> None:
    card = score(shipped("omi2-2009"), [rule("B1", {"omi2-2009": ("1.1",)})], tally_results(RESULTS, "omi2-2009"))
    assert question(card, "B1").outcomes == {"sufficient": 1, "too_late": 1, "error": 1}
    assert (question(card, "B1").above, question(card, "B1").counted) == (1, 2)
