"""The three shipped programmes, and what a framework file may not say."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from caselint.packs.framework import parse_framework
from caselint.packs.framework_checks import both_scored, check_against_rules, check_framework, unruled
from tests.scoring.support import IDS, VARIANTS, data, rule, shipped

OMI, OMI2, IAOW = "omi-2007", "omi2-2009", "iaow-2013"


@pytest.mark.parametrize("name", IDS)
def test_a_shipped_framework_is_sound(name: str) -> None:
    assert shipped(name).id == name
    assert check_framework(shipped(name)) == []


def test_the_variants_are_those_of_the_reports() -> None:
    assert {(name, variant.id) for name in IDS for variant in shipped(name).averages.variants} == set(VARIANTS)
    assert {name: shipped(name).averages.default for name in IDS} == {
        OMI: "eighty_twenty",
        OMI2: "mean_of_criteria",
        IAOW: "mean_of_questions",
    }


def test_the_trees_are_whole() -> None:
    by_cases = {name: [c.id for c in shipped(name).criteria.values() if not c.organisational] for name in IDS}
    assert by_cases[OMI] == [*(f"1.{i}" for i in range(1, 6)), *(f"2.{i}" for i in range(1, 8)), "3.1", "3.2"]
    assert by_cases[OMI2] == [*(f"1.{i}" for i in range(1, 5)), *(f"2.{i}" for i in range(1, 5)), "3.1", "3.2", "3.3"]
    assert by_cases[IAOW] == ["1.1", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.5"]
    assert [len(shipped(name).criteria) for name in (OMI, OMI2, IAOW)] == [20, 16, 19]


def test_a_headline_runs_over_its_sections_and_no_organisation() -> None:
    thread, roh = shipped(OMI).headlines[0], shipped(OMI2).headlines[0]
    assert len(shipped(OMI).criteria_over(thread)) == 12
    assert shipped(OMI2).criteria_over(roh) == ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4")


def test_what_is_no_figure_of_a_report_says_so() -> None:
    for name in IDS:
        framework = shipped(name)
        assert all(band.set_by == "ours" for band in framework.bands.levels)
        assert not framework.bands.levels or "not printed" in (framework.bands.note or "")
        assert framework.averages.in_words["rounding"].printed is False
    summary, twice = shipped(OMI).averages.summary, shipped(IAOW).counted_twice
    assert summary is not None and summary.set_by == "ours"
    assert twice is not None and twice.set_by == "ours"
    assert shipped(IAOW).averages.default_is == "ours"


def test_narrowing_and_settings_of_the_shipped_programmes() -> None:
    community = 'case.order_type in ("community_order", "suspended_sentence_order")'
    narrow = shipped(OMI).narrow
    assert {code for code, expression in narrow.items() if expression == community} == {
        "ROSH001",
        "ROSH003",
        "PLAN003",
        "PLAN030",
        "CONT003",
    }
    assert narrow["VISIT009"] == "visit_for_level"
    assert [dict(shipped(name).settings) for name in (OMI, OMI2, IAOW)] == [
        {"contact_minimum_early_tier_2": 16},
        {"victim_offer_limit": "8 weeks", "accepted_absences": 0},
        {
            "victim_offer_limit": "8 weeks",
            "every_harm_factor_in_objectives": True,
            "obstacle_action_in_plan": True,
            "charge_counts_as_offending": True,
            "exit_plan_for_gains": True,
        },
    ]


def test_a_setting_keeps_its_type() -> None:
    value = data(OMI)
    value["settings"] = {"limit": "3 weeks", "failures": 2, "share": 0.9, "exempt": True, "tiers": [1, 2]}
    kept = parse_framework(value).settings
    assert dict(kept) == {"limit": "3 weeks", "failures": 2, "share": 0.9, "exempt": True, "tiers": (1, 2)}
    assert kept["exempt"] is True


def _put(*path: str | int, to: Any) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return change


FAULTS: list[tuple[str, Callable[[Any], None], tuple[str | int, ...], str]] = [
    (OMI, _put("sections", 0, "criteria", 1, "id", to="1.1"), ("sections", 0, "criteria", 1), "'1.1' is used twice"),
    (OMI, _put("sections", 0, "criteria", 1, "id", to="2"), ("sections", 0, "criteria", 1), "'2' is used twice"),
    (OMI2, _put("headlines", 1, "id", to="roh"), ("headlines", 1), "'roh' is used twice"),
    (OMI2, _put("headlines", 1, "over", to=["1", "7"]), ("headlines", 1, "over", 1), "no section or criterion '7'"),
    (OMI2, _put("averages", "variants", 1, "id", to="mean_of_criteria"), ("averages", "variants", 1), "used twice"),
    (OMI2, _put("bands", "levels", 1, "id", to="MINIMUM"), ("bands", "levels", 1), "used twice"),
    (IAOW, _put("processes", 1, "id", to="P1"), ("processes", 1), "used twice"),
    (IAOW, _put("reports", 1, "key", to="ME"), ("reports", 1), "used twice"),
    (IAOW, _put("sections", 0, "criteria", 0, "process", to="P9"), ("sections", 0, "criteria", 0, "process"), "no process 'P9'"),
    (OMI, _put("averages", "default", to="best"), ("averages", "default"), "no variant 'best'"),
    (OMI, _put("averages", "summary", "weights", "others", to=0.7), ("averages", "summary", "weights"), "add up to 0.9, not to 1"),
    (OMI, _put("averages", "summary", to=None), ("averages", "variants", 0, "criterion"), "needs a `summary`"),
    (OMI, _put("averages", "variants", 0, "criterion", to="plain_mean"), ("averages", "summary"), "no variant weighs"),
    (OMI, _put("averages", "summary", "questions", "9.9", to="A1"), ("averages", "summary", "questions", "9.9"), "no criterion '9.9'"),
    (OMI, _put("averages", "summary", "questions", "4.1", to="A1"), ("averages", "summary", "questions", "4.1"), "the organisation"),
    (OMI2, _put("placements", "questions", "REV001", to=["8.8"]), ("placements", "questions", "REV001"), "no criterion '8.8'"),
    (OMI2, _put("placements", "questions", "REV001", to=[]), ("placements", "questions", "REV001"), "placed nowhere"),
    (OMI2, _put("placements", "questions", "REV001", to=["2.1", "2.2"]), ("placements", "questions", "REV001"), "2 times in section 2"),
    (IAOW, _put("counted_twice", "questions", "A1", to=["4.1"]), ("counted_twice", "questions", "A1"), "fewer than two"),
    (IAOW, _put("counted_twice", "questions", "A1", to=["4.1", "4.2"]), ("counted_twice", "questions", "A1"), "2 times in section 4"),
    (IAOW, _put("counted_twice", "questions", "A1", to=["4.1", "5.5"]), ("counted_twice", "questions", "A1"), "5.5 count nowhere else"),
    (IAOW, _put("counted_twice", "never", to=["5.9"]), ("counted_twice", "never", 0), "no criterion '5.9'"),
    (IAOW, _put("placements", to={"questions": {"OUT005": ["2.3"]}}), ("counted_twice", "questions", "OUT005"), "placements too"),
    (OMI2, _put("bands", "levels", 1, "starts", to=80), ("bands", "levels", 1, "starts"), "not below MINIMUM (80)"),
    (OMI2, _put("bands", "levels", 3, "starts", to=1), ("bands", "levels", 3, "starts"), "scores below 1 have no band"),
    (OMI2, _put("bands", "levels", 0, "starts", to=78), ("bands", "levels", 0, "starts"), "gives 78 a lower band"),
    (OMI2, _put("bands", "levels", 0, "starts", to=83), ("bands", "levels", 0, "starts"), "gives it to 82"),
    (OMI2, _put("bands", "levels", 0, "observed", to=[70, 90]), ("bands", "levels", 0, "observed"), "gives MINIMUM to 70"),
    (OMI2, _put("bands", "levels", 1, "observed", to=[70, 85]), ("bands", "levels", 1, "observed"), "gives MODERATE to 85"),
    (OMI2, _put("bands", "given_to", to=[]), ("bands", "given_to"), "levels and something"),
    (OMI2, _put("sections", 0, "source", to="DE 5"), ("sections", 0, "source"), "cites no line of GP, TV"),
    (OMI2, _put("sections", 0, "source", to="the report"), ("sections", 0, "source"), "cites no line of GP, TV"),
]


@pytest.mark.parametrize(("name", "change", "path", "says"), FAULTS)
def test_a_contradiction_is_found_and_placed(name: str, change: Callable[[Any], None], path: tuple[str | int, ...], says: str) -> None:
    value = data(name)
    change(value)
    assert any(where == path and says in message for where, message in check_framework(parse_framework(value))), says


def test_all_contradictions_are_told_at_once() -> None:
    value = data(OMI2)
    for _, change, _, _ in (fault for fault in FAULTS if fault[0] == OMI2 and fault[2][0] in ("headlines", "placements", "sections")):
        change(value)
    assert {where[0] for where, _ in check_framework(parse_framework(value))} == {"headlines", "placements", "sections"}


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (_put("colour", to="red"), ("colour",)),
        (_put("sections", 0, "criteria", 0, "scored_form", to="cases"), ("sections", 0, "criteria", 0, "scored_form")),
        (_put("sections", 0, "criteria", 0, "id", to=1.1), ("sections", 0, "criteria", 0, "id")),
        (_put("bands", "levels", 0, "starts", to="80"), ("bands", "levels", 0, "starts")),
        (_put("bands", "levels", 0, "starts", to=101), ("bands", "levels", 0, "starts")),
        (_put("placements", "questions", "REV001", to="2.2"), ("placements", "questions", "REV001")),
        (_put("averages", "variants", to=[]), ("averages", "variants")),
        (_put("narrow", to={"not-a-code": "true"}), ("narrow", "not-a-code", "[key]")),
    ],
)
def test_a_misspelt_or_mistyped_key_is_an_error_with_its_path(change: Callable[[Any], None], path: tuple[str | int, ...]) -> None:
    value = data(OMI2)
    change(value)
    with pytest.raises(ValidationError) as raised:
        parse_framework(value)
    assert path in [error["loc"] for error in raised.value.errors()]


def test_a_parsed_framework_never_changes() -> None:
    with pytest.raises(ValidationError):
        shipped(OMI).title = "another"  # type: ignore[misc]


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*path, key))
    else:
        yield path, value


@pytest.mark.parametrize("name", IDS)
def test_every_value_of_a_file_reaches_the_framework(name: str) -> None:
    for path, value in _leaves(data(name)):
        changed = data(name)
        _put(*path, to=value + 1 if isinstance(value, int) else value * 2 if isinstance(value, float) else f"{value} changed")(changed)
        try:
            assert parse_framework(changed) != shipped(name), path
        except ValidationError:
            continue  # read and refused: an enumeration, a pattern or a range


def test_rules_that_contradict_the_framework_are_found() -> None:
    rules = [
        rule("ROSH031", {OMI: ("1.3",)}),
        rule("LOR021", {OMI: ("1.3",)}, scored_in=()),
        rule("PLAN062", {OMI: ("1.5",)}),
        rule("A1", {OMI: ("9.9",)}),
        rule("A2", {OMI: ("4.1",)}),
        rule("A3", {}, scored_in=(OMI,)),
        rule("A4", {OMI: ("1.1", "2.1")}),
        rule("A5", {OMI: ("1.1",)}, norm="enhanced"),
        rule("A6", {OMI: ("1.1",)}, alternatives=("A7", "A6")),
        rule("A7", {OMI: ("1.1",)}, alternatives=("A6",)),
        rule("A8", {OMI: ("9.9",)}, scored_in=()),
    ]
    assert check_against_rules(shipped(OMI), rules) == [
        (("averages", "summary", "questions", "1.2"), "ROSH031 counts in 1.3"),
        (("averages", "summary", "questions", "1.3"), "LOR021 does not enter the scores of omi-2007: this has no effect"),
        (("rules", "A1", "criteria", OMI), "omi-2007 has no criterion '9.9' that is scored from cases"),
        (("rules", "A2", "criteria", OMI), "omi-2007 has no criterion '4.1' that is scored from cases"),
        (("rules", "A3", "criteria", OMI), "A3 is scored in omi-2007 and names no criterion of it"),
        (("rules", "A4", "criteria", OMI), "A4 counts in 1.1 and 2.1: omi-2007 must name it under counted_twice or placements"),
        (("rules", "A5", "scored_in"), "A5 is praised practice (enhanced), which never enters a score"),
        (("rules", "A6", "alternatives"), "omi-2007 scores both A6 and its alternative A7; it may score one"),
    ]
    assert check_against_rules(shipped(OMI), reversed(rules)) == check_against_rules(shipped(OMI), rules)
    assert both_scored(shipped(OMI), rules) == [("A6", "A7")]


def test_named_places_satisfy_the_check() -> None:
    rules = [rule("OUT005", {IAOW: ("2.3",)}), rule("CHILD004", {IAOW: ("4.1", "5.1")})]
    assert check_against_rules(shipped(IAOW), rules) == []


def test_codes_without_a_rule_are_listed_and_are_no_fault() -> None:
    known = {"ROSH001", "LOR001", "LOR021", "PLAN030", "CONT003", "ROSH010", "OTHER001"}
    assert unruled(shipped(OMI), known) == ["PLAN003", "PLAN062", "ROSH003", "ROSH031", "VISIT009"]
    assert unruled(shipped(OMI2), {"LOR006", "PLAN012", "ROSH010"}) == ["ENF025", "MAPPA026", "REV001", "REV010", "UPW008"]
    assert check_against_rules(shipped(OMI), []) == []
