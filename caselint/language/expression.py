"""An expression from its text to a code object: parsed, checked, compiled."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from caselint.language.checker import Checker, Names, Stop, Typed
from caselint.language.errors import ExpressionError, Fault
from caselint.language.nodes import HANDLERS, RESERVED
from caselint.language.types import Type

MAX_LENGTH = 4000
"""Characters of one expression."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked and compiled expression."""

    text: str
    type: Type
    code: ast.Expression
    """The body of a function of `facts` and of the variables that it was compiled with."""
    parameters: tuple[str, ...]
    reads: frozenset[str]
    """Dotted paths of the record, sections first."""
    settings: frozenset[str]

    def bind(self, namespace: Mapping[str, Any]) -> Callable[..., Any]:
        """The function that evaluates it. The namespace is all that the code can reach besides its arguments."""
        function: Callable[..., Any] = eval(compile(self.code, "<rule>", "eval"), dict(namespace))
        return function


def compile_expression(
    text: str,
    names: Names,
    variables: Mapping[str, Type] | None = None,
    wanted: Callable[[Checker, ast.expr], Typed] | None = None,
    *,
    offset: int = 0,
) -> Expression:
    """Check an expression and compile it to a function of the facts of a case and of the given variables.

    `wanted` says what the whole must be, by checking it; without it, anything goes. `offset` is added to the places of faults,
    for an expression that is part of a longer text. Raises `ExpressionError` with every fault that was found.
    """
    node = parse(text)
    offset += len(text) - len(text.lstrip())
    variables = dict(variables or {})
    checker = Checker(names=names, handlers=HANDLERS, reserved=RESERVED, variables=variables)
    typed: Typed | None = None
    try:
        typed = (wanted or Checker.check)(checker, node)
    except Stop:
        pass
    if checker.faults or typed is None:
        unique = {(fault.offset, fault.message): fault for fault in checker.faults}.values()
        raise ExpressionError(Fault(f.offset + offset, f.length, f.message, f.hint) for f in sorted(unique, key=lambda f: f.offset))
    arguments = [ast.arg("facts"), *(ast.arg(f"v_{name}") for name in variables)]
    lambda_ = ast.Lambda(ast.arguments(posonlyargs=[], args=arguments, kwonlyargs=[], kw_defaults=[], defaults=[]), typed.code)
    code = ast.fix_missing_locations(ast.Expression(lambda_))
    return Expression(text, typed.type, code, tuple(variables), frozenset(checker.reads), frozenset(checker.settings))


def parse(text: str) -> ast.expr:
    """The syntax tree of an expression; places in it count from its first character that is no space.

    Raises `ExpressionError` where Python's own parser does not accept it.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            [Fault(0, 1, f"this expression is longer than {MAX_LENGTH} characters", "give its parts names in `definitions`")]
        )
    flat = " ".join(text.splitlines()) if "\n" in text else text
    if not flat.isascii():
        # Python counts a line in bytes: in ASCII, bytes and characters are the same, and no rule needs more.
        strange = next(index for index, character in enumerate(flat) if not character.isascii())
        raise ExpressionError([Fault(strange, 1, f"`{flat[strange]}` is not part of the rule language", "use plain quotes and letters")])
    stripped = flat.lstrip()
    try:
        return ast.parse(stripped, mode="eval").body
    except SyntaxError as error:
        place = max(0, (error.offset or 1) - 1) + len(flat) - len(stripped)
        raise ExpressionError([Fault(min(place, len(flat)), 1, f"this is no expression: {error.msg}")]) from None
    except (ValueError, MemoryError, RecursionError):
        raise ExpressionError([Fault(0, 1, "this expression cannot be read")]) from None
