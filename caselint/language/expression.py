"""An expression from its text to a code object: parsed, checked, compiled."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import CodeType, FunctionType
from typing import Any

from caselint.language.checker import Checker, Names, Stop, Typed, variable
from caselint.language.errors import ExpressionError, Fault
from caselint.language.nodes import HANDLERS, RESERVED
from caselint.language.slips import slip, written_date
from caselint.language.statements import Written, function_of, written
from caselint.language.types import Type, sections

MAX_LENGTH = 4000
"""Characters of one expression."""
MAX_DEPTH = 60
"""Nesting of an expression. Far above what a reader can follow, far below what the checker and the compiler can."""
MAX_NUMBER = 10**12
"""The largest number that can be written."""

# Python counts a line in bytes: in ASCII, bytes and characters are the same. A comment would swallow the lines that follow it,
# since they are read as one, and no value of a code list needs an escape.
STRANGE = re.compile(r"[^\x20-\x7e\s]|[^\x00-\x7f]|[#\\]")


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked and compiled expression."""

    text: str
    type: Type
    code: CodeType
    """Gives a function of `facts` and of the variables that it was compiled with."""
    parameters: tuple[str, ...]
    reads: frozenset[str]
    """Dotted paths of the record, sections first."""
    settings: frozenset[str]
    depth: int = 0
    """How many definitions lean on one another under it."""

    def bind(self, namespace: dict[str, Any]) -> Callable[..., Any]:
        """The function that evaluates it. The namespace is all that the code can reach besides its arguments."""
        return FunctionType(self.code, namespace)


def compile_expression(
    text: str,
    names: Names,
    variables: Mapping[str, Type] | None = None,
    wanted: Callable[[Checker, ast.expr], Typed] | None = None,
    *,
    offset: int = 0,
) -> Expression:
    """Check an expression and compile it to a function of the facts of a case and of the given variables.

    Raises `ExpressionError` with every fault that was found.
    """
    return compile_written(text, names, variables, wanted, offset=offset)[0]


def compile_written(
    text: str,
    names: Names,
    variables: Mapping[str, Type] | None = None,
    wanted: Callable[[Checker, ast.expr], Typed] | None = None,
    *,
    offset: int = 0,
) -> tuple[Expression, Written]:
    """The same, and the statements that it was compiled from, for a longer function.

    `wanted` says what the whole must be, by checking it; without it, anything goes. `offset` is added to the places of faults,
    for an expression that is part of a longer text. Raises `ExpressionError` with every fault that was found.
    """
    variables = dict(variables or {})
    checker = Checker(names=names, handlers=HANDLERS, reserved=RESERVED, variables=variables)
    try:
        node = parse(text)
    except ExpressionError as error:
        raise ExpressionError(moved(error.faults, offset)) from None
    typed: Typed | None = None
    with suppress(Stop):
        typed = (wanted or Checker.check)(checker, node)
    if checker.faults or typed is None:
        unique = {(fault.offset, fault.message): fault for fault in checker.faults}.values()
        raise ExpressionError(moved(sorted(unique, key=lambda f: f.offset), offset + len(text) - len(text.lstrip())))
    try:
        done = written(typed.code, typed.type.maybe, {"as_of", "settings", *sections()})
        code = function_of([*done.body, ast.Return(done.value)], ["facts", *map(variable, variables)])
    except (RecursionError, MemoryError):
        raise ExpressionError([Fault(offset, 1, "this expression has too many parts", "give them names in `definitions`")]) from None
    reads, settings = frozenset(checker.reads), frozenset(checker.settings)
    return Expression(text, typed.type, code, tuple(variables), reads, settings, checker.depth), done


def moved(faults: Iterable[Fault], offset: int) -> list[Fault]:
    return [replace(fault, offset=max(0, fault.offset + offset)) for fault in faults]


def parse(text: str) -> ast.expr:
    """The syntax tree of an expression, or of a generator without its brackets; places count from the first character that is no space.

    Raises `ExpressionError` where Python's own parser does not accept it, and where it is too large to be checked.
    """
    if len(text) > MAX_LENGTH:
        message = f"this expression is longer than {MAX_LENGTH} characters"
        raise ExpressionError([Fault(0, 1, message, "give its parts names in `definitions`")])
    strange = STRANGE.search(text)
    if strange:
        hint = "write remarks in the `meaning` or the `note`" if strange[0] == "#" else "use plain quotes and letters"
        raise ExpressionError([Fault(strange.start(), 1, f"{strange[0]!r} is not part of the rule language", hint)])
    flat = re.sub(r"\s", " ", text)  # of the same length, so that places stay
    stripped = flat.strip()
    start = len(flat) - len(flat.lstrip())
    if not stripped:
        raise ExpressionError([Fault(0, 1, "there is no expression here")])
    dated = written_date(flat)
    if dated:
        raise ExpressionError([dated])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python only warns of, no rule needs
            node = ast.parse(stripped, mode="eval").body
    except SyntaxError as error:
        generator = bare_generator(stripped)
        if generator is None:
            fault = slip(flat)
            if fault:
                raise ExpressionError([fault]) from None
            place = start + min(max(0, (error.offset or 1) - 1), len(stripped))
            raise ExpressionError([Fault(place, 1, f"this is no expression: {error.msg}")]) from None
        node = generator
    except (ValueError, MemoryError, RecursionError):
        raise ExpressionError([Fault(start, 1, "this expression cannot be read")]) from None
    oversized = too_large(node)
    if oversized:
        raise ExpressionError([Fault(start + oversized.offset, oversized.length, oversized.message, oversized.hint)])
    return node


def is_expression(text: str) -> bool:
    """Whether a text is written as an expression, whatever it may mean."""
    try:
        parse(text)
    except ExpressionError:
        return False
    return True


def bare_generator(text: str) -> ast.GeneratorExp | None:
    """`x for x in ...`, as rules write it where a list is meant. None where the text is anything else."""
    try:
        node = ast.parse(f"({text})", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if not isinstance(node, ast.GeneratorExp) or node.end_col_offset != len(text) + 2:
        return None
    for part in ast.walk(node):
        if isinstance(part, ast.expr | ast.keyword):
            part.col_offset -= 1
            part.end_col_offset = (part.end_col_offset or 0) - 1
    return node


def too_large(node: ast.expr) -> Fault | None:
    """What the checker, which calls itself for each level, could not cope with; found without calling itself."""
    pending: list[tuple[ast.AST, int]] = [(node, 1)]
    column = 0
    while pending:
        part, depth = pending.pop()
        column = getattr(part, "col_offset", column)
        if depth > MAX_DEPTH:
            return Fault(column, 1, f"this expression nests deeper than {MAX_DEPTH} levels", "give its parts names in `definitions`")
        if isinstance(part, ast.Constant) and isinstance(part.value, int | float) and part.value > MAX_NUMBER:
            return Fault(column, (part.end_col_offset or column + 1) - column, "this number is too large")
        pending.extend((inner, depth + 1) for inner in ast.iter_child_nodes(part))
    return None
