"""What each rule and each definition costs by itself: without the definitions that it leans on, and without the timers' own time."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any

from caselint.audit.case import audit_case
from caselint.audit.logic import BoundRule
from caselint.audit.plan import Plan, View

Function = Callable[..., Any]
Name = tuple[str, str]
"""`rule` or `definition`, and its code or name."""


class Timers:
    """Functions that note how long they take; what they call of one another counts for the one that is called."""

    def __init__(self) -> None:
        self.seconds: dict[Name, float] = defaultdict(float)
        self._within = [0.0]
        self._inside = self._outside = 0.0
        self._inside, self._outside = self._own_time()

    def timed(self, name: Name, function: Function) -> Function:
        def call(*arguments: Any) -> Any:
            self._within.append(0.0)
            start = perf_counter()
            try:
                return function(*arguments)
            finally:
                taken = perf_counter() - start
                self.seconds[name] += taken - self._within.pop() - self._inside
                self._within[-1] += taken + self._outside

        return call

    def _own_time(self) -> tuple[float, float]:
        """The seconds that a timer adds inside and outside what it notes: the least of many rounds of a function that does nothing."""
        nothing = self.timed(("rule", ""), lambda: None)
        rounds = []
        for _ in range(200):
            start = perf_counter()
            for _ in range(100):
                nothing()
            rounds.append(((perf_counter() - start) / 100, self.seconds.pop(("rule", "")) / 100))
        whole, inside = min(rounds)
        return inside, whole - inside

    def plan(self, plan: Plan) -> Plan:
        """The same plan, timed."""
        definitions = {name: self.timed(("definition", name), function) for name, function in plan.definitions.items()}
        return replace(plan, definitions=definitions, views=tuple(self.view(view) for view in plan.views))

    def view(self, view: View) -> View:
        return replace(view, rules=tuple(self.rule(rule) for rule in view.rules))

    def rule(self, rule: BoundRule) -> BoundRule:
        name = ("rule", rule.code)
        return replace(
            rule,
            verdict=self.timed(name, rule.verdict),
            subjects=None if rule.subjects is None else self.timed(name, rule.subjects),
            evidence_against=tuple(replace(piece, when=self.timed(name, piece.when)) for piece in rule.evidence_against),
        )


def costs_of(plan: Plan, cases: list[tuple[Any, Any]], rounds: int = 5) -> Mapping[Name, float]:
    """Seconds of all the cases, by rule and by definition: of several rounds the least."""
    timers = Timers()
    timed = timers.plan(plan)
    least: dict[Name, float] = {}
    for _ in range(rounds):
        timers.seconds.clear()
        for record, day in cases:
            audit_case(timed, record, day)
        least = {name: min(seconds, least.get(name, seconds)) for name, seconds in timers.seconds.items()}
    return least
