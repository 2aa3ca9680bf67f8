"""The facts of one case: its sections, the as-of date, the settings, and each definition evaluated when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caselint.record.record import Record

Bound = Mapping[str, Callable[..., Any]]
"""By definition: its function of the facts and of its parameters."""


class Facts(dict[Any, Any]):
    """What the compiled expressions of a pack are evaluated on: sections, `as_of` and `settings` by name, and definitions.

    A dictionary, since there is no quicker look-up; what is not in it yet is a definition, which is evaluated and kept: under its
    name, or, with parameters, under its name and their values. Entries hash by identity, so that is exact.
    """

    __slots__ = ("_definitions",)

    def __init__(self, record: Record, as_of: date, settings: object, definitions: Bound) -> None:
        super().__init__(record.__dict__)
        self["as_of"] = as_of
        self["settings"] = settings
        self._definitions = definitions

    def __missing__(self, key: Any) -> Any:
        if type(key) is str:
            value = self[key] = self._definitions[key](self)
        elif len(key) == 2:  # most definitions with parameters have one
            name, given = key
            value = self[key] = self._definitions[name](self, given)
        else:
            name, *values = key
            value = self[key] = self._definitions[name](self, *values)
        return value
