"""Checks an expression against the record's models, and turns it into code that can only do what was checked.

The checker walks Python's own syntax tree and knows every node it accepts: a name resolves to a section, a definition, a
setting, a function or a variable; an attribute is a field of a model; a call names one of the functions. Everything else is
an error. For each node it gives the type and a new syntax tree, so nothing that was not understood reaches the compiler.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from caselint.language.errors import Fault
from caselint.language.functions import time_field
from caselint.language.types import UNKNOWN, Kind, Type, sections

MAX_DEPTH = 60
"""Nesting of an expression. Far above what a reader can follow, far below what the parser can."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A checked definition: what it gives and what it reads. The paths of a parameter start with `$` and its name."""

    name: str
    parameters: Mapping[str, Type]
    type: Type
    reads: frozenset[str]
    settings: frozenset[str]


class Names(Protocol):
    """Where an expression's names come from: the pack's definitions and settings."""

    def definition(self, name: str) -> Definition | None: ...

    def definition_names(self) -> tuple[str, ...]: ...

    def setting(self, name: str) -> Type | None: ...

    def setting_names(self) -> tuple[str, ...]: ...


class Stop(Exception):
    """A part of an expression has no meaning; its fault is noted, and the checker goes on with the parts beside it."""


@dataclass(slots=True)
class Typed:
    """What the checker knows of a node: its type, and the code that gives its value."""

    type: Type
    code: ast.expr


Handler = Callable[["Checker", Any], Typed]


@dataclass
class Checker:
    """The state of one expression's check: variables in scope, what is known to be there, what was read, what is wrong."""

    names: Names
    handlers: Mapping[type[ast.expr], Handler]
    """What is done with each kind of node; any other kind is an error."""
    reserved: frozenset[str]
    """The words of the language, which no variable can be called."""
    variables: dict[str, Type]
    known: frozenset[str] = frozenset()
    """Source texts of the expressions that a guard has shown to be there."""
    reads: set[str] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    depth: int = 0

    # -- errors

    def fail(self, node: ast.AST, message: str, hint: str | None = None) -> Stop:
        start = getattr(node, "col_offset", 0)
        end = getattr(node, "end_col_offset", None) or start + 1
        self.faults.append(Fault(start, max(1, end - start), message, hint))
        return Stop()

    # -- entry points

    def check(self, node: ast.expr) -> Typed:
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise self.fail(node, f"this expression nests deeper than {MAX_DEPTH} levels", "give its parts names in `definitions`")
            handler = self.handlers.get(type(node))
            if handler is None:
                raise self.fail(node, f"{describe(node)} is not part of the rule language")
            found = handler(self, node)
            if found.type.maybe and found.type.kind != "none" and self.known and ast.unparse(node) in self.known:
                found.type = found.type.sure()
            return found
        finally:
            self.depth -= 1

    def sure(self, node: ast.expr, what: str) -> Typed:
        """Check a node whose value is needed, so that it must be there."""
        found = self.check(node)
        if found.type.maybe:
            text = ast.unparse(node)
            if found.type.kind == "bool":
                hint = f"write `{text} is True` (missing counts as no) or `{text} is not False` (missing counts as yes)"
            else:
                hint = f"guard it first: `{text} is not None and ...`, or give a fallback with `coalesce`"
            raise self.fail(node, f"`{text}` can be missing here, and {what} needs it", hint)
        return found

    def condition(self, node: ast.expr, what: str) -> Typed:
        found = self.sure(node, what)
        if found.type.kind != "bool":
            raise self.fail(node, f"{what} must be true or false, not {found.type}")
        return found

    def expect(self, node: ast.expr, kind: Kind, what: str) -> Typed:
        found = self.sure(node, what)
        if found.type.kind != kind and not (kind == "number" and found.type.kind == "int"):
            raise self.fail(node, f"{what} must be {Type(kind)}, not {found.type}")
        return found

    def elements(self, node: ast.expr, what: str) -> Typed:
        """A list, or a generator, which becomes a list expression. The type is that of an element."""
        if isinstance(node, ast.GeneratorExp):
            element, code = self.comprehension(node)
            return Typed(element, code)
        found = self.sure(node, what)
        if found.type.kind != "list":
            raise self.fail(node, f"{what} takes a list or `x for x in ...`, not {found.type}")
        assert found.type.item is not None
        return Typed(found.type.item, found.code)

    def comprehension(self, node: ast.GeneratorExp, timed: bool = False) -> tuple[Type, ast.GeneratorExp]:
        """`element for name in list if condition ...`. With `timed`, entries are taken in order of time."""
        outer_variables, outer_known = dict(self.variables), self.known
        generators: list[ast.comprehension] = []
        failed = False
        try:
            for part in node.generators:
                if part.is_async:
                    raise self.fail(node, "`async` is not part of the rule language")
                if not isinstance(part.target, ast.Name):
                    raise self.fail(part.target, "a generator has one plain name: `x for x in ...`")
                source = self.sure(part.iter, "`in`")
                if source.type.kind != "list":
                    raise self.fail(part.iter, f"`for ... in` goes over a list, not over {source.type}")
                self.bind(part.target, source.type.item or UNKNOWN)
                conditions = []
                for test in part.ifs:
                    try:
                        conditions.append(self.condition(test, "`if`").code)
                    except Stop:
                        failed = True
                    self.known |= facts(test, True)
                iterable = timed_source(source) if timed else source.code
                target = ast.Name(variable(part.target.id), ast.Store())
                generators.append(ast.comprehension(target, iterable, conditions, 0))
            element = self.check(node.elt)
            if failed:
                raise Stop
            return element.type, ast.GeneratorExp(element.code, generators)
        finally:
            self.variables, self.known = outer_variables, outer_known

    def bind(self, target: ast.Name, found: Type) -> None:
        name = target.id
        taken = (
            "a section"
            if name in sections()
            else "a definition"
            if name in self.names.definition_names()
            else "a variable already"
            if name in self.variables
            else "a word of the language"
            if name in self.reserved
            else None
        )
        if taken:
            raise self.fail(target, f"`{name}` is {taken}: give this variable another name")
        if name.startswith("_"):
            raise self.fail(target, "the name of a variable begins with a letter")
        self.variables = {**self.variables, name: found}
        # What was known of another variable of this name says nothing of this one.
        self.known = frozenset(text for text in self.known if not re.search(rf"\b{name}\b", text))

    def read(self, found: Type) -> None:
        if found.path:
            self.reads.add(found.path)


def facts(node: ast.expr, truth: bool) -> frozenset[str]:
    """Source texts of what must be there, once the node is known to be true (or false)."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) is truth:
        return frozenset().union(*(facts(value, truth) for value in node.values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return facts(node.operand, not truth)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, op, right = node.left, node.ops[0], node.comparators[0]
        missing = isinstance(right, ast.Constant) and right.value is None
        if isinstance(op, ast.Is | ast.IsNot):
            if missing:
                return frozenset({ast.unparse(left)}) if isinstance(op, ast.IsNot) is truth else frozenset()
            return frozenset({ast.unparse(left)}) if isinstance(op, ast.Is) is truth else frozenset()
        if truth and isinstance(op, ast.Eq) and isinstance(right, ast.Constant) and not missing:
            return frozenset({ast.unparse(left)})
        if truth and isinstance(op, ast.In) and isinstance(right, ast.Tuple | ast.List):
            constants = all(isinstance(part, ast.Constant) and part.value is not None for part in right.elts)
            return frozenset({ast.unparse(left)}) if constants else frozenset()
    return frozenset()


def fact(word: str) -> ast.expr:
    """A section, the as-of date, the settings or a definition: an attribute of the facts of the case."""
    return ast.Attribute(ast.Name("facts", ast.Load()), word, ast.Load())


def variable(word: str) -> str:
    """A variable's name in the compiled code, which no other name there can be."""
    return f"v_{word}"


def call(function: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(function, ast.Load()), list(arguments), [])


def timed_source(source: Typed) -> ast.expr:
    """The code of a list of entries, taken in order of time."""
    item = source.type.item
    when = time_field(item.model) if item is not None and item.model is not None else None
    return call("_in_time_order", source.code, ast.Constant(when)) if when else source.code


def words_of(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


SYMBOLS: Mapping[type[ast.AST], str] = {
    ast.Lambda: "`lambda`",
    ast.Subscript: "`[...]`",
    ast.NamedExpr: "`:=`",
    ast.Dict: "a dictionary",
    ast.Set: "a set",
    ast.JoinedStr: "a formatted string",
    ast.Await: "`await`",
    ast.Yield: "`yield`",
    ast.YieldFrom: "`yield`",
    ast.ListComp: "`[x for x in ...]`",
    ast.SetComp: "`{x for x in ...}`",
    ast.DictComp: "`{x: y for x in ...}`",
    ast.Starred: "`*`",
    ast.Slice: "a slice",
    ast.Add: "`+`",
    ast.Sub: "`-`",
    ast.Mult: "`*`",
    ast.Div: "`/`",
}


def describe(node: ast.AST) -> str:
    if isinstance(node, ast.BinOp):
        return SYMBOLS.get(type(node.op), "this operator")
    if isinstance(node, ast.Constant):
        return f"a constant like {type(node.value).__name__}"
    return SYMBOLS.get(type(node), f"`{type(node).__name__}`")
