"""A message without a case: what will stand in its blanks, in words."""

import re

import pytest

from caselint.reports import rule_facts as facts
from caselint.reports.blanks import without_values
from tests.docs.reading import shipped


@pytest.mark.parametrize(
    ("message", "reads"),
    [
        ("No visit by {deadline}.", "No visit by [deadline]."),
        ("First done on {done_on}, seen on {as_of}.", "First done on [day on which it was done], seen on [as-of date]."),
        ("After the {start.event} on {start.date}", "After the [start event] on [start date]"),
        ("since {analysis.date if analysis is not None else None}", "since [analysis date]"),
        ("The level was {level_at(start.date)}.", "The level was [level at]."),
        ("{count(visits_made)} visits", "[number of visits made] visits"),
        ("{count(v for v in visits_made if v.made)} visits", "[number of visits made] visits"),
        ("on {earliest(v.date for v in visits_made if v.date is not None)}", "on [earliest date of visits made]"),
        ("on {latest(review_days)}", "on [latest of review days]"),
        ("found {unique(g.group for a in analyses for g in a.groups)}", "found [group of groups of analyses]"),
        ("until {start_day + settings.useful_limit}", "until [start day plus useful limit]"),
        ("from {coalesce(v.found_on, start_day)} on", "from [v found on / start day] on"),
        ('It was {"late" if late else "early" if early else "on time"}.', "It was [late / early / on time]."),
        ('Nothing.{" Others met the person." if met else ""}', "Nothing. [Others met the person.]"),
        ('Missing: {(["a"] if a else []) + (["b"] if b else []) + (["c"] if c else [])}', "Missing: [a / b / c]"),
        ("A {{brace}} and  two\n lines", "A {brace} and two lines"),
        ("{None}", "[a value]"),
    ],
)
def test_a_blank_says_what_will_stand_there(message: str, reads: str) -> None:
    assert without_values(message) == reads


def test_every_blank_of_the_shipped_pack_has_words() -> None:
    found = 0
    for code, rule in shipped().rules.items():
        for message in (*facts.messages(rule).values(), *facts.evidence(rule)):
            for words in re.findall(r"\[([^\]]*)\]", message):
                found += 1
                assert words not in ("a value", "...", ""), (code, message)
                assert not re.search(r"_|\bNone\b|[(){}\[]", words), (code, words)
    assert found > 500
