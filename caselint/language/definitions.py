"""Definitions: expressions with a name, and perhaps parameters, that many rules share. Each is evaluated once per case and value."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from caselint.language.checker import Checker, Definition, Typed
from caselint.language.errors import ExpressionError, Fault, did_you_mean
from caselint.language.expression import Expression, compile_expression
from caselint.language.nodes import RESERVED
from caselint.language.types import SIMPLE, Type, models_by_name, named_type, paths_ending_in, sections, with_paths

NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
"""What a definition, a parameter or a setting is called: a plain word, so that it is never one of Python's own attributes."""
MAX_DEPTH = 30
"""Definitions that lean on one another: each is evaluated inside the one that asks for it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A definition as its author wrote it."""

    text: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Type by parameter, in the words of `named_type`."""


@dataclass
class Unread:
    """Names that are written, and whose entries could not be used. That is told with them; whoever asks for one is told nothing more."""

    names: set[str] = field(default_factory=set)
    anything: bool = False
    """A whole file could not be read, so that any name may stand in it."""

    def __contains__(self, name: object) -> bool:
        return self.anything or name in self.names


@dataclass
class Definitions:
    """The definitions and settings of a pack, checked as they are asked for, so that their order in the file is no matter."""

    sources: Mapping[str, Source]
    settings: Mapping[str, Type]
    unread: Unread = field(default_factory=Unread)
    unread_settings: Unread = field(default_factory=Unread)
    expressions: dict[str, Expression] = field(default_factory=dict)
    errors: dict[str, ExpressionError] = field(default_factory=dict)
    _checked: dict[str, Definition] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def definition_names(self) -> tuple[str, ...]:
        return tuple(self.sources)

    def setting(self, name: str) -> Type | None:
        """The type of a setting. Raises `ExpressionError`, without a fault, where the setting itself does not hold."""
        found = self.settings.get(name) if NAME.fullmatch(name) else None
        if found is None and name in self.unread_settings:
            raise ExpressionError([])
        return found

    def setting_names(self) -> tuple[str, ...]:
        return tuple(self.settings)

    def definition(self, name: str) -> Definition | None:
        """The checked definition. Raises `ExpressionError` where it does not hold; its own faults are told once, with it."""
        if name not in self.sources:
            if name in self.unread and name not in RESERVED:
                raise ExpressionError([])
            return None
        if name in self._checked:
            return self._checked[name]
        if name in self._open:
            way = " -> ".join([*self._open[self._open.index(name) :], name])
            raise ExpressionError([Fault(0, 1, f"these definitions need one another: {way}")])
        if name in self.errors:
            raise ExpressionError([])
        if len(self._open) >= MAX_DEPTH:
            raise ExpressionError([too_deep()])
        self._open.append(name)
        try:
            self._checked[name] = self._check(name, self.sources[name])
        except ExpressionError as error:
            self.errors[name] = error
            raise ExpressionError([]) from None
        finally:
            self._open.pop()
        return self._checked[name]

    def check_all(self) -> Mapping[str, ExpressionError]:
        """Check every definition; what does not hold, by name."""
        for name in self.sources:
            try:
                self.definition(name)
            except ExpressionError as error:
                self.errors.setdefault(name, error)
        return self.errors

    def _check(self, name: str, source: Source) -> Definition:
        if name in sections() or name in RESERVED:
            raise ExpressionError([Fault(0, 1, f"`{name}` is already a word of the language or a section of the record")])
        for word in (name, *source.parameters):
            if not NAME.fullmatch(word):
                raise ExpressionError([Fault(0, 1, f"`{word}` is no name", "a name is written in small letters, digits and `_`")])
        parameters: dict[str, Type] = {}
        for parameter, words in source.parameters.items():
            if parameter in self.sources or parameter in sections() or parameter in RESERVED:
                message = f"`{parameter}` is a definition, a section or a word of the language"
                raise ExpressionError([Fault(0, len(parameter), message, "give this parameter another name", parameter)])
            found = named_type(words)
            if found is None:
                message = f"`{parameter}: {words}` is no type, section path or shape"
                raise ExpressionError([Fault(0, len(parameter), message, type_meant(words), parameter)])
            parameters[parameter] = with_paths(found, (f"${parameter}",))
        expression = compile_expression(source.text, self, parameters, no_free_end)
        if expression.depth >= MAX_DEPTH:
            raise ExpressionError([too_deep()])
        self.expressions[name] = expression
        return Definition(name, parameters, expression.type, expression.reads, expression.settings, expression.depth + 1)

    def bind(self, namespace: dict[str, Any]) -> dict[str, Callable[..., Any]]:
        """For each definition: its function of the facts and of its parameters."""
        return {name: found.bind(namespace) for name, found in self.expressions.items()}


def type_meant(words: str) -> str:
    """What to write for a type: the path that ends so, a word that is near, or how types are written at all."""
    paths = paths_ending_in(words)
    if 0 < len(paths) <= 3:
        return f"did you mean {' or '.join(f'`{path}`' for path in paths)}?"
    near = did_you_mean(words, [*models_by_name(), *sections(), *SIMPLE])
    return near or f"one of {', '.join(SIMPLE)}; the path of a list or a field, as in `case.starts`; or a shape, as in `Document`"


def too_deep() -> Fault:
    return Fault(0, 1, f"more than {MAX_DEPTH} definitions lean on one another here")


def no_free_end(checker: Checker, node: ast.expr) -> Typed:
    found = checker.check(node)
    if found.type.kind in ("none", "unknown"):
        raise checker.fail(node, "this definition never gives anything")
    return found
