"""The score card in a terminal where there is little to score: in a few lines, and never without what was not asked."""

import re
from io import StringIO

import pytest
from rich.console import Console

from caselint.audit.outcomes import Outcome
from caselint.reports.scorecard_view import render_scorecard
from caselint.scoring.score import score
from caselint.scoring.tally import Tally
from tests.docs.reading import shipped


def shown(*answers: tuple[str, Outcome]) -> list[str]:
    """The card of ten cases in which the questions named came out so, and no other was asked."""
    tally = Tally(cases=10)
    tally.counts.update(dict.fromkeys(answers, 10))
    pack, out = shipped(), StringIO()
    card = score(pack.frameworks["omi2-2009"], [pack.rules[code].info for code, _ in answers], tally)
    render_scorecard(card, Console(file=out, width=100))
    return [line.rstrip() for line in out.getvalue().splitlines()][2:]


def one_of_each_criterion() -> list[str]:
    framework = shipped().frameworks["omi2-2009"]
    found = {
        place: code
        for code, rule in shipped().rules.items()
        if framework.scores(rule.info)
        for place in framework.places(rule.info)
        if not framework.criteria[place].organisational
    }
    return [found[place] for place in sorted(found)]


def test_a_card_of_which_nothing_was_asked_says_of_how_many_criteria() -> None:
    (first, second, *_) = shown()[1:]
    assert first == "No score: none of the 11 criteria that cases are judged by has a question that was asked."
    assert second.startswith("  - Without a score")


@pytest.mark.parametrize(("asked", "says"), [(1, "10 of 11 criteria have no question that was asked."), (10, "1 of 11 criteria has no ")])
def test_a_card_without_a_figure_says_what_was_not_asked_and_why_the_rest_has_none(asked: int, says: str) -> None:
    lines = shown(*((code, Outcome.NOT_ANSWERED) for code in one_of_each_criterion()[:asked]))
    assert lines[1].startswith(f"No question can be scored yet. {says}")
    assert any("no assessor has answered yet" in line for line in lines), "the reason is told"
    assert not any("1.1" in line for line in lines[:2])


def test_a_card_of_which_everything_was_asked_and_nothing_can_be_scored() -> None:
    lines = shown(*((code, Outcome.NOT_EXPORTED) for code in one_of_each_criterion()))
    assert lines[1] == "No question can be scored yet, in any of the 11 criteria."
    assert any("not exported in any case" in line for line in lines)


def test_a_section_of_which_nothing_was_asked_takes_one_row() -> None:
    codes = one_of_each_criterion()
    lines = "\n".join(shown((codes[0], Outcome.SUFFICIENT)))
    assert re.search(r"^  2    Implementation of +no question was asked for its 4 criteria$", lines, re.MULTILINE)
    assert "  2.1" not in lines
    assert "  1.2  " in lines, "a section of which something was asked lists all its criteria"
