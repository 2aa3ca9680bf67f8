"""Each programme's arithmetic, by hand."""

from fractions import Fraction as F

import pytest

from caselint.scoring.score import score
from caselint.scoring.scorecard import percent
from tests.scoring.support import counted, criterion, headline, question, rule, section, shipped

OMI, OMI2, IAOW = "omi-2007", "omi2-2009", "iaow-2013"


def test_omi_2007_eighty_twenty_and_plain_mean() -> None:
    rules = [rule(code, {OMI: ("1.2",)}) for code in ("ROSH031", "ROSH001", "ROSH003")]
    tally = counted(40, {"ROSH001": (36, 40), "ROSH003": (14, 20), "ROSH031": (20, 40)})
    # others: 90 and 70, mean 80; summary question: 50. 0.8 x 80 + 0.2 x 50 = 74
    weighted = criterion(score(shipped(OMI), rules, tally), "1.2")
    assert (weighted.score, weighted.summary, weighted.scored_questions, weighted.n) == (F(74, 100), "ROSH031", 3, 40)
    # (90 + 70 + 50) / 3 = 70
    plain = criterion(score(shipped(OMI), rules, tally, variant="plain_mean"), "1.2")
    assert (plain.score, plain.summary) == (F(70, 100), None)


def test_omi_2007_section_is_the_mean_of_its_criteria() -> None:
    rules = [rule(code, {OMI: (place,)}) for code, place in {"A1": "3.1", "A2": "3.1", "B1": "3.2"}.items()]
    card = score(shipped(OMI), rules, counted(10, {"A1": (10, 10), "A2": (5, 10), "B1": (2, 10)}))
    # 3.1: (100 + 50) / 2 = 75; 3.2: 20; section: (75 + 20) / 2 = 47.5, prints 48
    assert section(card, "3").score == F(475, 1000)
    assert percent(section(card, "3").score or 0) == 48


def test_omi_2007_criterion_13_of_derbyshire() -> None:
    # Derbyshire's six figures of criterion 1.3, which the report prints as 76; LOR021 is the summary question
    shares = {"LOR001": (77, 98), "LOR004": (6, 7), "LOR008": (33, 50), "LOR012": (61, 77), "LOR017": (57, 77), "LOR021": (56, 77)}
    rules = [rule(code, {OMI: ("1.3",)}) for code in shares]
    # others: (78.571 + 85.714 + 66 + 79.221 + 74.026) / 5 = 76.706; 0.8 x 76.706 + 0.2 x 72.727 = 75.91
    found = criterion(score(shipped(OMI), rules, counted(98, shares)), "1.3")
    assert round(float(found.score or 0), 4) == 0.7591
    assert (percent(found.score or 0), found.band, found.n, found.scored_questions) == (76, "good", 98, 6)
    # all six: (383.532 + 72.727) / 6 = 76.04
    plain = criterion(score(shipped(OMI), rules, counted(98, shares), variant="plain_mean"), "1.3")
    assert round(float(plain.score or 0), 4) == 0.7604


def test_omi_2007_headline_is_a_mean_of_questions_not_weighted() -> None:
    rules = [
        rule("ROSH031", {OMI: ("1.2",)}, measures=("roh",)),
        rule("ROSH001", {OMI: ("1.2",)}, measures=("roh",)),
        rule("VISIT001", {OMI: ("2.2",)}, measures=("roh", "compliance")),
        rule("LOR001", {OMI: ("1.3",)}, measures=("lor",)),  # another measure
        rule("OUT001", {OMI: ("3.1",)}, measures=("roh",)),  # section 3 stays out
    ]
    shares = {"ROSH031": (0, 10), "ROSH001": (10, 10), "VISIT001": (8, 10), "LOR001": (0, 10), "OUT001": (0, 10)}
    thread = headline(score(shipped(OMI), rules, counted(10, shares)), "risk-of-harm-thread")
    # (0 + 100 + 80) / 3 = 60: not 80/20, not the mean of the criteria 1.2 (20) and 2.2 (80)
    assert thread.score == F(60, 100)
    assert thread.questions == ("ROSH001", "ROSH031", "VISIT001")
    assert thread.band is None  # the report gives the thread no verdict


def test_omi2_2009_rounding_comes_last() -> None:
    # criteria of section 2 at 74.5, 74.5, 74.5 and 74.0: each rounded first they would average (75 + 75 + 75 + 74) / 4 = 74.75, prints 75;
    # unrounded (74.5 + 74.5 + 74.5 + 74.0) / 4 = 74.375, prints 74
    shares = {"A1": (149, 200), "B1": (149, 200), "C1": (149, 200), "D1": (148, 200)}
    places = {"A1": "2.1", "B1": "2.2", "C1": "2.3", "D1": "2.4"}
    card = score(shipped(OMI2), [rule(code, {OMI2: (place,)}) for code, place in places.items()], counted(200, shares))
    assert [percent(c.score or 0) for c in section(card, "2").criteria] == [75, 75, 75, 74]
    assert section(card, "2").score == F(74375, 100000)
    assert percent(section(card, "2").score or 0) == 74


def test_omi2_2009_unrounded_criteria_can_print_more_than_their_printed_mean() -> None:
    # Thames Valley 2010: section 2 prints 75 and its printed criteria 75, 70, 70, 82 average 74.25.
    # Criteria of 75.4, 70.4, 70.4 and 82.4 print just that, and average 74.65, which prints 75.
    shares = {"A1": (754, 1000), "B1": (704, 1000), "C1": (704, 1000), "D1": (824, 1000)}
    places = {"A1": "2.1", "B1": "2.2", "C1": "2.3", "D1": "2.4"}
    card = score(shipped(OMI2), [rule(code, {OMI2: (place,)}) for code, place in places.items()], counted(1000, shares))
    assert [percent(c.score or 0) for c in section(card, "2").criteria] == [75, 70, 70, 82]
    assert percent(section(card, "2").score or 0) == 75


@pytest.mark.parametrize(
    ("variant", "expected"), [(None, F(50, 100)), ("mean_of_criteria", F(50, 100)), ("mean_of_questions", F(425, 1000))]
)
def test_omi2_2009_section_both_ways(variant: str | None, expected: F) -> None:
    rules = [rule(code, {OMI2: (place,)}) for code, place in {"A1": "3.1", "A2": "3.1", "B1": "3.2"}.items()]
    rules.append(rule("C1", {OMI2: ("3.3",)}))
    shares = {"A1": (0, 10), "A2": (4, 10), "B1": (3, 10), "C1": (10, 10)}
    # 3.1: 20, 3.2: 30, 3.3: 100. Criteria: (20 + 30 + 100) / 3 = 50; questions: (0 + 40 + 30 + 100) / 4 = 42.5
    card = score(shipped(OMI2), rules, counted(10, shares), variant=variant)
    assert section(card, "3").score == expected


def test_omi2_2009_criterion_14_of_thames_valley() -> None:
    shares = {
        "ENG005": (93, 147),
        "ENG006": (64, 93),
        "ENG015": (110, 147),
        "ENG016": (104, 147),
        "ENG021": (104, 171),
        "ENG024": (52, 64),
        "ETE001": (106, 150),
        "ETE002": (13, 39),
        "ETE006": (19, 73),
        "ETE007": (14, 19),
        "PLAN012": (81, 147),
        "PLAN054": (92, 147),
    }
    printed = [63, 69, 75, 71, 61, 81, 71, 33, 26, 74, 55, 63]
    card = score(shipped(OMI2), [rule(code, {OMI2: ("1.4",)}) for code in shares], counted(171, shares))
    assert [percent(question(card, code).score or 0) for code in shares] == printed
    # the twelve exact shares average 61.76; the report prints 62 and calls it SUBSTANTIAL
    found = criterion(card, "1.4")
    assert round(float(found.score or 0), 4) == 0.6176
    assert (percent(found.score or 0), found.band) == (62, "SUBSTANTIAL")


def test_omi2_2009_has_no_summary_question() -> None:
    rules = [rule("LOR021", {OMI2: ("1.3",)}), rule("LOR001", {OMI2: ("1.3",)})]
    card = score(shipped(OMI2), rules, counted(10, {"LOR021": (0, 10), "LOR001": (10, 10)}))
    assert criterion(card, "1.3").score == F(1, 2)


def test_placements_override_the_rules_own_criteria() -> None:
    rules = [rule("REV001", {OMI2: ("2.2", "3.2"), OMI: ("2.2",)}), rule("MAPPA026", {OMI2: ("2.2", "3.2")})]
    tally = counted(10, {"REV001": (10, 10), "MAPPA026": (5, 10)})
    card = score(shipped(OMI2), rules, tally)
    assert criterion(card, "2.2").score == F(75, 100)  # REV001 100 and MAPPA026 50
    assert criterion(card, "3.2").score == F(50, 100)  # MAPPA026 alone: REV001 is placed in 2.2
    assert [q.code for q in criterion(score(shipped(OMI), rules, tally), "2.2").questions] == ["REV001"]


IAOW_SHARES = {"ROSH027": (10, 10), "A1": (2, 10), "B1": (4, 10), "C1": (6, 10), "C2": (8, 10), "D1": (0, 10)}
IAOW_RULES = [
    rule("ROSH027", {IAOW: ("4.1", "5.1")}),  # counted twice
    rule("A1", {IAOW: ("4.1",)}),
    rule("B1", {IAOW: ("4.2",)}),
    rule("C1", {IAOW: ("5.2",)}),
    rule("C2", {IAOW: ("5.2",)}),
    rule("D1", {IAOW: ("5.5",)}),
]


def test_iaow_2013_mean_of_questions_is_the_default_and_says_whose_choice_that_is() -> None:
    card = score(shipped(IAOW), IAOW_RULES, counted(10, IAOW_SHARES))
    # section 4: ROSH027 100, A1 20, B1 40: 160 / 3; section 5: ROSH027 100, C1 60, C2 80, D1 0: 240 / 4 = 60
    assert section(card, "4").score == F(160, 300)
    assert section(card, "5").score == F(60, 100)
    assert card.variant_id == "mean_of_questions"
    assert "mean of all its questions" in card.variant and "own choice" in card.variant


def test_iaow_2013_mean_of_criteria() -> None:
    card = score(shipped(IAOW), IAOW_RULES, counted(10, IAOW_SHARES), variant="mean_of_criteria")
    # section 4: 4.1 (100 + 20) / 2 = 60, 4.2 40: 50; section 5: 5.1 100, 5.2 70, 5.5 0: 170 / 3
    assert section(card, "4").score == F(50, 100)
    assert section(card, "5").score == F(170, 300)
    assert "mean of its general criteria" in card.variant and "own choice" not in card.variant


def test_a_question_counted_twice_enters_both_criteria() -> None:
    # the rule itself names one criterion only: the framework decides
    card = score(shipped(IAOW), [rule("OUT005", {IAOW: ("2.3",)})], counted(10, {"OUT005": (7, 10)}))
    assert criterion(card, "2.3").score == criterion(card, "3.3").score == F(7, 10)


def test_a_question_is_in_a_section_mean_and_in_a_headline_once() -> None:
    rules = [rule("A1", {OMI2: ("2.1", "2.2")}, measures=("roh",)), rule("B1", {OMI2: ("2.2",)}, measures=("roh",))]
    card = score(shipped(OMI2), rules, counted(10, {"A1": (10, 10), "B1": (0, 10)}), variant="mean_of_questions")
    assert section(card, "2").score == F(1, 2)  # not (100 + 100 + 0) / 3
    assert headline(card, "roh").score == F(1, 2)


def test_organisational_criteria_have_no_score_and_enter_no_mean() -> None:
    rules = [rule("A1", {IAOW: ("1.1",)}), rule("B1", {IAOW: ("1.4",)})]
    card = score(shipped(IAOW), rules, counted(10, {"A1": (10, 10), "B1": (0, 10)}), variant="mean_of_criteria")
    leadership = criterion(card, "1.4")
    assert (leadership.organisational, leadership.score, leadership.questions, leadership.small) == (True, None, (), False)
    assert section(card, "1").score == 1
    assert section(score(shipped(OMI), [], counted(0, {})), "4").organisational


def test_only_scored_and_expected_questions_enter() -> None:
    rules = [
        rule("A1", {IAOW: ("1.1",)}),
        rule("B1", {IAOW: ("1.1",)}, scored_in=()),
        rule("C1", {IAOW: ("1.1",)}, norm="enhanced"),
    ]
    card = score(shipped(IAOW), rules, counted(10, {"A1": (10, 10), "B1": (0, 10), "C1": (0, 10)}))
    assert [q.code for q in criterion(card, "1.1").questions] == ["A1"]


def test_a_criterion_without_a_scored_question_is_left_out_and_named() -> None:
    rules = [rule("A1", {OMI2: ("3.1",)}), rule("B1", {OMI2: ("3.2",)})]
    card = score(shipped(OMI2), rules, counted(10, {"A1": (8, 10), "B1": (0, 0)}))
    assert (criterion(card, "3.2").score, criterion(card, "3.2").band) == (None, None)
    assert section(card, "3").score == F(8, 10)
    assert any(warning.startswith("Left out") and "3.2" in warning for warning in card.warnings)


def test_nothing_audited_is_no_score_anywhere() -> None:
    card = score(shipped(OMI2), [rule("A1", {OMI2: ("3.1",)}, measures=("roh",))], counted(0, {}))
    assert {s.score for s in card.sections} | {h.score for h in card.headlines} == {None}
    assert {h.band for h in card.headlines} == {None}
    assert any(warning.startswith("Questions without a score, not part of this audit: 1 (A1)") for warning in card.warnings)


def test_an_unknown_variant_is_refused() -> None:
    with pytest.raises(ValueError, match="iaow-2013 has no variant 'eighty_twenty'; it has mean_of_questions, mean_of_criteria"):
        score(shipped(IAOW), [], counted(0, {}), variant="eighty_twenty")
