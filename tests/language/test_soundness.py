"""Whatever the checker accepts gives, on every valid record, a value of the type that was promised, from what it said it reads."""

from random import Random
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselint.language.errors import ExpressionError
from caselint.language.expression import Expression, compile_expression
from caselint.language.functions import NotExported
from caselint.language.templates import say
from tests.language.support import NAMESPACE, SETTINGS, WatchedFacts, conforms, definitions, unread
from tests.language.writing import DEFINITIONS, Writer
from tests.strategies import record_of

NAMES = definitions(**DEFINITIONS)
RECORDS = [record_of(Random(seed), "rosh", "documents", "case") for seed in range(12)]


def holds(found: Expression, chance: Random) -> bool:
    """Evaluate an expression on a few records. Whether any gave a value."""
    function = found.bind(NAMESPACE)
    whole = False
    for record in chance.sample(RECORDS, 3):
        facts = WatchedFacts(record, NAMES, SimpleNamespace(**SETTINGS))
        try:
            given = function(facts)
        except NotExported:
            continue
        whole = True
        assert conforms(given, found.type), (found.text, given, found.type)
        assert not unread(facts.seen, found.reads), (found.text, unread(facts.seen, found.reads))
        if found.type.kind not in ("entity", "list"):
            say(given)
    return whole


@settings(max_examples=1500, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.integers(0, 2**48))
def test_what_is_accepted_never_fails(seed: int) -> None:
    try:
        found = compile_expression(Writer(seed).expression(), NAMES)
    except ExpressionError:
        return
    holds(found, Random(seed))


def test_most_random_expressions_are_accepted() -> None:
    """Or the test above would test nothing."""
    accepted = evaluated = 0
    for seed in range(300):
        try:
            found = compile_expression(Writer(seed).expression(), NAMES)
        except ExpressionError:
            continue
        accepted += 1
        evaluated += holds(found, Random(seed))
    assert accepted > 90 and evaluated > 80
