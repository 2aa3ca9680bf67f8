"""Messages with real dates and values filled in: `No visit by {deadline}; the level was {level_at(start.date)}.`"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from caselint.language.checker import Checker, Names, Typed
from caselint.language.errors import ExpressionError, Fault
from caselint.language.expression import Expression, compile_expression
from caselint.language.functions import bounded
from caselint.language.periods import Period
from caselint.language.types import Type

# A brace written twice, an expression (no expression has braces), a brace that belongs to nothing, or any other character.
PARTS = re.compile(r"\{\{|\}\}|\{(?P<expression>[^{}]*)\}|.", re.DOTALL)

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


POSSESSIVE = re.compile(r"\b(children|women)s ")
"""Values of code lists have no apostrophes: `childrens_services` is "children's services"."""
SAID = {
    "self_harm": "self-harm",
    "police_domestic_abuse": "police unit for domestic abuse",
    "police_child_protection": "police unit for child protection",
    "police_public_protection": "police unit for public protection",
    "police_intelligence": "police intelligence unit",
    "mappa": "MAPPA",
    "marac": "MARAC",
    "esol": "English for speakers of other languages",
}
"""Values of code lists whose own words would read badly."""


@dataclass(frozen=True, slots=True)
class Template:
    """A message: fixed words, and the expressions whose values go between them."""

    words: tuple[str, ...]
    """One more than there are expressions."""
    expressions: tuple[Expression, ...]

    @property
    def settings(self) -> frozenset[str]:
        return frozenset().union(*(expression.settings for expression in self.expressions))

    @property
    def reads(self) -> frozenset[str]:
        return frozenset().union(*(expression.reads for expression in self.expressions))

    def bind(self, namespace: dict[str, Any]) -> Callable[..., str]:
        """The function of the facts and variables that gives the message."""
        begin = self.words[0]
        rest = [
            (expression.bind(namespace), separator_of(expression), words)
            for expression, words in zip(self.expressions, self.words[1:], strict=True)
        ]

        def fill(*arguments: Any) -> str:
            message = begin
            for function, separator, words in rest:
                message += say(function(*arguments), separator) + words
            return message

        return fill


def compile_template(text: str, names: Names, variables: Mapping[str, Type]) -> Template:
    """Check a message and every expression in it. Raises `ExpressionError` with every fault."""
    words, expressions, faults = [""], [], []
    for part in PARTS.finditer(text):
        if part["expression"] is None:
            words[-1] += part[0][0]
            if part[0] in ("{", "}"):
                faults.append(Fault(part.start(), 1, f"this `{part[0]}` stands alone", f"write `{part[0] * 2}` for a plain brace"))
            continue
        words.append("")
        try:
            expressions.append(compile_expression(part["expression"], names, variables, sayable, offset=part.start("expression")))
        except ExpressionError as error:
            faults += error.faults
    if faults:
        raise ExpressionError(faults)
    return Template(tuple(words), tuple(expressions))


def separator_of(expression: Expression) -> str:
    """What stands between the words of an expression's value. An id is printed as it is: its underscores are no spaces."""
    found = expression.type.item or expression.type
    return "_" if found.kind == "id" else " "


def sayable(checker: Checker, node: ast.expr) -> Typed:
    """A value that a message may print: a date, a number, a value of a code list, an id; never free text."""
    found = checker.check(node)
    item = found.type.item if found.type.kind == "list" else found.type
    if item is None or item.kind in ("entity", "list", "none", "unknown"):
        raise checker.fail(node, f"a message prints dates, numbers, ids and values of code lists, not {found.type}")
    if item.free:
        raise checker.fail(node, "this is free text, which no message prints", "say whether it is there, or give its date")
    return found


def say(value: Any, separator: str = " ") -> str:
    """A value in words: `8 March 2010`, `very high`, `not recorded`. The separator stands between the words of a value of a code list."""
    if value is None:
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return words_of_day(value)
    if isinstance(value, tuple | list) and not isinstance(value, Period):
        # In an order of its own: that of the export says nothing, and would change the message.
        inside = sorted(value, key=lambda part: (part is None, part if part is not None else 0))
        return ", ".join(say(part, separator) for part in inside) or "none"
    if isinstance(value, int | float):
        return f"{bounded(value):.12g}" if isinstance(value, float) else str(bounded(value))
    if isinstance(value, str):
        return words_of(value) if separator == " " else value.replace("_", separator)
    return str(value)


@lru_cache(maxsize=4096)
def words_of_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=1024)
def words_of(value: str) -> str:
    """The words of a value of a code list. There are some hundreds of those, and messages say the same few again and again."""
    return SAID.get(value) or POSSESSIVE.sub(r"\1's ", value.replace("_", " "))
