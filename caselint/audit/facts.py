"""The facts of one case: its sections, the as-of date, the settings, and each definition evaluated when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caselint.record.record import Record

Bound = Mapping[str, tuple[int, Callable[..., Any]]]
"""By definition: how many parameters it has, and its function of the facts and of them."""


class Facts(dict[str, Any]):
    """What the compiled expressions of a pack are evaluated on: sections, definitions, `as_of` and `settings`, by name.

    A dictionary, since there is no quicker look-up; what is not in it yet is a definition, which is evaluated and kept.
    """

    __slots__ = ("_definitions",)

    def __init__(self, record: Record, as_of: date, settings: object, definitions: Bound) -> None:
        super().__init__(record.__dict__)
        self["as_of"] = as_of
        self["settings"] = settings
        self._definitions = definitions

    def __missing__(self, name: str) -> Any:
        parameters, function = self._definitions[name]
        value = self[name] = function(self) if parameters == 0 else remembered(self, parameters, function)
        return value


def remembered(facts: Facts, parameters: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """A definition with parameters, evaluated once for each value that it is asked with. Entries hash by identity, so that is exact."""
    known: dict[Any, Any] = {}

    def ask_one(value: Any) -> Any:
        try:
            return known[value]
        except KeyError:
            found = known[value] = function(facts, value)
            return found

    def ask(*values: Any) -> Any:
        try:
            return known[values]
        except KeyError:
            found = known[values] = function(facts, *values)
            return found

    return ask_one if parameters == 1 else ask
