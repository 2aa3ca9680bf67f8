"""Messages with real dates and values filled in: `No visit by {deadline}; the level was {level_at(start.date)}.`"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from caselint.language.checker import Checker, Names, Typed
from caselint.language.errors import ExpressionError, Fault
from caselint.language.expression import Expression, compile_expression
from caselint.language.types import Type

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A message: fixed words, and the expressions whose values go between them."""

    words: tuple[str, ...]
    """One more than there are expressions."""
    expressions: tuple[Expression, ...]

    @property
    def reads(self) -> frozenset[str]:
        return frozenset().union(*(expression.reads for expression in self.expressions))

    def bind(self, namespace: Mapping[str, Any]) -> Callable[..., str]:
        """The function of the facts and variables that gives the message."""
        functions = [expression.bind(namespace) for expression in self.expressions]

        def fill(*arguments: Any) -> str:
            parts = [self.words[0]]
            for function, words in zip(functions, self.words[1:], strict=True):
                parts += [say(function(*arguments)), words]
            return "".join(parts)

        return fill


def compile_template(text: str, names: Names, variables: Mapping[str, Type]) -> Template:
    """Check a message and every expression in it. Raises `ExpressionError` with every fault."""
    words, expressions, faults = [""], [], []
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise ExpressionError([Fault(0, len(text), f"this message cannot be read: {error}", "write `{{` for a plain brace")]) from None
    position = 0
    for literal, expression, specification, conversion in parts:
        words[-1] += literal
        if expression is None:
            continue
        position = text.index("{" + expression, position) + 1
        if specification or conversion:
            faults.append(Fault(position, len(expression), "an expression in a message takes no format: write its name alone"))
        try:
            expressions.append(compile_expression(expression, names, variables, sayable, offset=position))
        except ExpressionError as error:
            faults += error.faults
        words.append("")
    if faults:
        raise ExpressionError(faults)
    return Template(tuple(words), tuple(expressions))


def sayable(checker: Checker, node: ast.expr) -> Typed:
    """A value that a message may print: a date, a number, a value of a code list, an id; never free text."""
    found = checker.check(node)
    item = found.type.item if found.type.kind == "list" else found.type
    if item is None or item.kind in ("entity", "list", "none", "unknown"):
        raise checker.fail(node, f"a message prints dates, numbers, ids and values of code lists, not {found.type}")
    if item.free:
        raise checker.fail(node, "this is free text, which no message prints", "say whether it is there, or give its date")
    return found


def say(value: Any) -> str:
    """A value in words: `8 March 2010`, `very high`, `not recorded`."""
    if value is None:
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, tuple | list):
        return ", ".join(say(part) for part in value) or "none"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return value.replace("_", " ")
    return str(value)
