"""Which rules a run asks: explicit beats a prefix, the longer prefix wins, of two equals ignoring wins."""

import pytest

from caselint.cli.selecting import SelectionError, find_rule, select
from caselint.packs.model import RuleInfo


def info(code: str, name: str) -> RuleInfo:
    return RuleInfo(code, name, "", "", "", "", "", "", "high", "expected", {}, (), {}, (), (), ())


RULES = {
    rule.code: rule
    for rule in (
        info("ROSH001", "start-screening-done"),
        info("ROSH003", "start-screening-on-time"),
        info("ROSH011", "full-analysis-done"),
        info("VISIT002", "first-home-visit-high-risk"),
    )
}
RETIRED = {"VISIT099": "asked as VISIT002 now"}


@pytest.mark.parametrize(
    ("wanted", "ignored", "codes"),
    [
        ((), (), "ROSH001 ROSH003 ROSH011 VISIT002"),
        (("ROSH*",), (), "ROSH001 ROSH003 ROSH011"),
        (("start-screening-*",), (), "ROSH001 ROSH003"),
        ((), ("ROSH*",), "VISIT002"),
        (("ROSH*",), ("ROSH00*",), "ROSH011"),
        (("ROSH001",), ("ROSH*",), "ROSH001"),
        (("ROSH00*",), ("ROSH*",), "ROSH001 ROSH003"),
        (("full-analysis-done", "VISIT*"), (), "ROSH011 VISIT002"),
        (("*",), ("ROSH*", "VISIT*"), None),
        (("ROSH001",), ("ROSH001",), None),
    ],
)
def test_truth_table(wanted: tuple[str, ...], ignored: tuple[str, ...], codes: str | None) -> None:
    if codes is None:
        with pytest.raises(SelectionError, match="no rule is left"):
            select(RULES, wanted, ignored, RETIRED)
    else:
        assert select(RULES, wanted, ignored, RETIRED) == tuple(codes.split())


def test_every_pattern_that_names_nothing_is_told_at_once() -> None:
    with pytest.raises(SelectionError) as error:
        select(RULES, ("ROSH01", "VISIT099"), ("first-home-visit-hihg-risk",), RETIRED)
    assert str(error.value).splitlines() == [
        "no rule is called ROSH01: did you mean `ROSH011`?",
        "VISIT099 is retired: asked as VISIT002 now",
        "no rule is called first-home-visit-hihg-risk: did you mean `first-home-visit-high-risk`?",
    ]


@pytest.mark.parametrize("word", ["rosh011", "ROSH011", "full-analysis-done", "Full-Analysis-Done"])
def test_one_rule_by_code_or_name(word: str) -> None:
    assert find_rule(RULES, word, RETIRED).code == "ROSH011"


def test_a_retired_code_says_so() -> None:
    with pytest.raises(SelectionError, match="VISIT099 is retired: asked as VISIT002 now"):
        find_rule(RULES, "visit099", RETIRED)
