"""The facts of one case: its sections, the as-of date, the settings, and each definition evaluated when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caselint.record.record import Record

Bound = Mapping[str, tuple[bool, Callable[..., Any]]]
"""By definition: whether it has parameters, and its function of the facts and of them."""


class Facts:
    """What the compiled expressions of a pack are evaluated on. Attributes are sections, definitions, `as_of` and `settings`."""

    def __init__(self, record: Record, as_of: date, settings: object, definitions: Bound) -> None:
        # One copy for all sections: an attribute of its own is the fastest look-up there is.
        self.__dict__.update(record.__dict__)
        self.as_of = as_of
        self.settings = settings
        self._definitions = definitions

    def __getattr__(self, name: str) -> Any:
        # Reached once per case and definition: the value becomes an attribute. Entries hash by identity, so the cache is exact.
        has_parameters, function = self._definitions[name]
        value = remembered(self, function) if has_parameters else function(self)
        self.__dict__[name] = value
        return value


def remembered(facts: Facts, function: Callable[..., Any]) -> Callable[..., Any]:
    """A definition with parameters, evaluated once for each value that it is asked with."""
    known: dict[Any, Any] = {}

    def ask(*values: Any) -> Any:
        try:
            return known[values]
        except KeyError:
            found = known[values] = function(facts, *values)
            return found

    return ask
