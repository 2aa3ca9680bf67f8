from caselint.audit.outcomes import Outcome
from caselint.scoring.score import score
from caselint.scoring.small import SmallNumbers
from caselint.scoring.tally import Tally
from tests.scoring.support import counted, criterion, headline, question, rule, section, shipped

OMI, OMI2 = "omi-2007", "omi2-2009"


def warnings(tally: Tally, *codes: str, framework: str = OMI2, place: str = "1.1") -> list[str]:
    return list(score(shipped(framework), [rule(code, {framework: (place,)}) for code in codes], tally).warnings)


def all_cases(outcomes: dict[str, dict[Outcome, int]], cases: int = 20) -> Tally:
    tally = Tally(cases)
    for code, counts in outcomes.items():
        for outcome, n in counts.items():
            tally.counts[code, outcome] = n
    return tally


def test_questions_without_a_score_are_counted_by_reason() -> None:
    tally = all_cases(
        {
            "A1": {Outcome.NOT_EXPORTED: 20},
            "A2": {Outcome.NOT_EXPORTED: 20},
            "B1": {Outcome.NOT_ANSWERED: 5, Outcome.NOT_APPLICABLE: 15},
            "C1": {Outcome.NOT_APPLICABLE: 12, Outcome.NOT_YET_DUE: 8},
            "D1": {Outcome.NOT_EXPORTED: 2, Outcome.NOT_APPLICABLE: 18},
            "E1": {Outcome.ERROR: 20},
        }
    )
    said = warnings(tally, "A1", "A2", "B1", "C1", "D1", "E1", "F1")
    assert "Questions without a score, not exported in any case: 2 (A1, A2)." in said
    assert "Questions without a score, no assessor has answered yet: 1 (B1)." in said
    assert "Questions without a score, no case counts for them: 1 (C1)." in said
    assert "Questions without a score, not exported in the cases that might count: 1 (D1)." in said
    assert "Questions without a score, the rule broke: 1 (E1)." in said
    assert "Questions without a score, not part of this audit: 1 (F1)." in said


def test_a_broken_rule_is_said_first_even_where_the_question_has_a_score() -> None:
    tally = all_cases({"A1": {Outcome.SUFFICIENT: 17, Outcome.ERROR: 3}})
    card = score(shipped(OMI2), [rule("A1", {OMI2: ("1.1",)})], tally)
    assert (question(card, "A1").above, question(card, "A1").counted) == (17, 17)
    assert card.warnings[0] == "The scores are not to be trusted: rules broke, and 3 outcomes count nowhere. Rules: 1 (A1)."


def test_a_question_that_some_cases_were_not_asked_is_named() -> None:
    assert "Questions that were not asked in every audited case: 1 (A1)." in warnings(all_cases({"A1": {Outcome.SUFFICIENT: 19}}), "A1")


def test_a_long_list_is_counted_in_full() -> None:
    said = warnings(Tally(), *(f"A{i}" for i in range(1, 13)))
    assert said[0] == "Questions without a score, not part of this audit: 12 (A1, A10, A11, A12, A2, A3, A4, A5 and 4 more)."


def test_a_question_without_a_place_is_never_passed_over() -> None:
    for framework, place in ((OMI2, "9.9"), (OMI2, "4.1"), (OMI2, "")):
        said = warnings(counted(10, {"A1": (10, 10)}), "A1", framework=framework, place=place)
        assert "Questions that should be scored and stand in no criterion that cases score: A1." in said


def test_alternatives_scored_together_are_a_warning() -> None:
    rules = [rule("A1", {OMI2: ("1.1",)}, alternatives=("B1",)), rule("B1", {OMI2: ("1.1",)}, alternatives=("A1",))]
    card = score(shipped(OMI2), rules, counted(10, {"A1": (10, 10), "B1": (10, 10)}))
    assert sum("A1 and B1 ask the same" in warning for warning in card.warnings) == 1
    apart = [rules[0], rule("B1", {OMI2: ("1.1",), OMI: ("1.1",)}, scored_in=(OMI,), alternatives=("A1",))]
    assert not any("ask the same" in warning for warning in score(shipped(OMI2), apart, counted(10, {"A1": (10, 10)})).warnings)


def test_a_summary_question_that_cannot_weigh_is_named() -> None:
    rules = [rule("ROSH031", {OMI: ("1.2",)}), rule("ROSH001", {OMI: ("1.2",)})]
    without = score(shipped(OMI), rules, counted(20, {"ROSH001": (20, 20)}))
    assert "1.2 is a plain mean: its summary question ROSH031 has no score." in without.warnings
    alone = score(shipped(OMI), rules, counted(20, {"ROSH031": (20, 20)}))
    assert "1.2 is a plain mean: its summary question ROSH031 has the only score." in alone.warnings
    plain = score(shipped(OMI), rules, counted(20, {"ROSH001": (20, 20)}), variant="plain_mean")
    assert not any("plain mean:" in warning for warning in plain.warnings)


def test_small_numbers_are_marked_and_named() -> None:
    rules = [rule("A1", {OMI2: ("1.1",)}, measures=("roh",)), rule("A2", {OMI2: ("1.1",)}), rule("B1", {OMI2: ("1.2",)})]
    card = score(shipped(OMI2), rules, counted(20, {"A1": (9, 9), "A2": (10, 10), "B1": (20, 20)}))
    assert [question(card, code).small for code in ("A1", "A2", "B1")] == [True, False, False]
    assert (criterion(card, "1.1").small, criterion(card, "1.2").small) == (False, True)  # 1.2 has one question
    assert (section(card, "1").small, headline(card, "roh").small) == (False, True)
    said = "Small numbers (under 2 questions, or none with 10 cases): 1.2, Risk of Harm to others score."
    assert {said, "Questions of fewer than 10 cases: 1 (A1)."} <= set(card.warnings)


def test_the_thresholds_of_small_numbers_are_settings() -> None:
    rules = [rule("A1", {OMI2: ("1.1",)})]
    tally = counted(20, {"A1": (9, 9)})
    lenient = score(shipped(OMI2), rules, tally, small=SmallNumbers(question_cases=5, mean_cases=5, mean_questions=1))
    assert not question(lenient, "A1").small and not criterion(lenient, "1.1").small
    strict = score(shipped(OMI2), rules, tally, small=SmallNumbers(question_cases=5, mean_cases=10, mean_questions=1))
    assert criterion(strict, "1.1").small


def test_a_full_card_has_nothing_to_say() -> None:
    names = shipped(OMI2).criteria
    rules = [
        rule(f"{letter}{i}", {OMI2: (name,)}, measures=("roh", "lor", "compliance"))
        for i, name in enumerate(c.id for c in names.values() if not c.organisational)
        for letter in "AB"
    ]
    card = score(shipped(OMI2), rules, counted(20, {r.code: (15, 20) for r in rules}))
    assert card.warnings == ()
    assert card.cautions == shipped(OMI2).cautions
