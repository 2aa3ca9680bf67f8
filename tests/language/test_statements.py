"""The statements of an expression give the value that the expression gives, or come to the same list that was not exported."""

import ast
from collections.abc import Collection
from copy import deepcopy
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from caselint.audit.facts import Facts
from caselint.language import expression
from caselint.language.errors import ExpressionError
from caselint.language.functions import NotExported
from caselint.language.statements import Written, written
from tests.language.support import AS_OF, NAMESPACE, SETTINGS, definitions
from tests.language.writing import DEFINITIONS, Writer
from tests.strategies import record_of

NAMES = definitions(**DEFINITIONS)
BOUND = NAMES.bind(NAMESPACE)
RECORDS = [record_of(Random(seed), "rosh", "documents", "case") for seed in range(12)]
NESTED = (
    "any(any(v.purposes) for v in home_visits)",
    "all(any(p == 'risk' for p in v.purposes) for v in home_visits if v.made)",
    "count(list(p for p in v.purposes) for v in home_visits)",
    "count(p for v in home_visits if v.date is not None for p in v.purposes if v.date <= as_of)",
    "any(v.date == w.date for v in home_visits if v.date is not None for w in home_visits if w.date is not None and any(w.purposes))",
    "first(v for v in home_visits if any(v.purposes)) is not None and count(last(rosh.levels) is None for v in home_visits) > 1",
    "coalesce(earliest(v.date for v in home_visits if v.date is not None), as_of) + days(3)",
    "any(p in ('risk', 'engagement') for v in home_visits for p in v.purposes) or count(rosh.levels) > 2",
    "list(l.date for l in rosh.levels if l.date <= as_of) + list(s.date for s in rosh.screenings if s.date is not None)",
)


def outcome(function: Any, record: Any) -> Any:
    try:
        return function(Facts(record, AS_OF, SimpleNamespace(**SETTINGS), BOUND))
    except NotExported as error:
        return error.path


def plain(code: ast.expr) -> Any:
    """The expression itself as a function, just as the checker gave it."""
    arguments = ast.arguments([], [ast.arg("facts")], None, [], [], None, [])
    tree = ast.Expression(ast.Lambda(arguments, deepcopy(code)))
    return eval(compile(ast.fix_missing_locations(tree), "<plain>", "eval"), dict(NAMESPACE))


def compared(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """On how many records an expression gave the same value in both ways, and not that something is missing."""
    codes: list[Any] = []

    def noted(code: ast.expr, maybe: bool, ready: Collection[str]) -> Written:
        codes.append(plain(code))
        return written(code, maybe, ready)

    monkeypatch.setattr(expression, "written", noted)
    function = expression.compile_expression(text, NAMES).bind(NAMESPACE)
    pairs = [(outcome(function, record), outcome(codes[-1], record)) for record in RECORDS]
    for one, other in pairs:  # windows are made anew each time, and equal only themselves
        assert type(one) is type(other) and (one == other or repr(one) == repr(other)), text
    return sum(not isinstance(one, str) for one, _ in pairs)


@pytest.mark.parametrize("text", NESTED)
def test_loops_are_the_expressions_that_they_were(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared(text, monkeypatch)


def test_any_expression_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    same = 0
    for seed in range(1500):
        try:
            same += compared(Writer(seed).expression(), monkeypatch)
        except ExpressionError:
            continue
    assert same > 1000
