"""Checks an expression against the record's models, and turns it into code that can only do what was checked.

The checker walks Python's own syntax tree and knows every node it accepts: a name resolves to a section, a definition, a
setting, a function or a variable; an attribute is a field of a model; a call names one of the functions. Everything else is
an error. For each node it gives the type and a new syntax tree, so nothing that was not understood reaches the compiler.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Protocol

from caselint.language.errors import Fault
from caselint.language.functions import time_field
from caselint.language.types import BOOL, UNKNOWN, Kind, Type, sections

MAX_LOOPS = 5
"""Generators inside one another. Each multiplies the time that an expression takes by the length of a list."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A checked definition: what it gives and what it reads. The paths of a parameter start with `$` and its name."""

    name: str
    parameters: Mapping[str, Type]
    type: Type
    reads: frozenset[str]
    settings: frozenset[str]
    depth: int = 1
    """How many definitions lean on one another here, this one among them."""


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


class Part(NamedTuple):
    """A part of a condition that can be missing, and whether a `not` around it turns it into its opposite."""

    node: ast.expr
    turned: bool


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
    compared_with: tuple[str, ...] = ()
    """The values of the code list with which what is checked is compared."""
    depth: int = 0
    """How many definitions lean on one another under this expression."""
    loops: int = 0
    """How many generators stand around the node that is checked."""
    names_given: int = 0
    doubtful: dict[ast.expr, list[Part]] = field(default_factory=dict)
    """Of an `and`, `or`, `not` or `if ... else` that can be missing: the parts for which it can."""

    # -- errors

    def fail(self, node: ast.AST, message: str, hint: str | None = None) -> Stop:
        start = getattr(node, "col_offset", 0)
        end = getattr(node, "end_col_offset", None) or start + 1
        self.faults.append(Fault(start, max(1, end - start), message, hint))
        return Stop()

    # -- entry points

    def check(self, node: ast.expr) -> Typed:
        handler = self.handlers.get(type(node))
        if handler is None:
            raise self.fail(node, f"{describe(node)} is not part of the rule language")
        found = handler(self, node)
        if found.type.maybe and found.type.kind != "none" and self.known and ast.unparse(node) in self.known:
            found.type = found.type.sure()
        return found

    def sure(self, node: ast.expr, what: str) -> Typed:
        """Check a node whose value is needed, so that it must be there."""
        return self.there(node, self.check(node), what)

    def there(self, node: ast.expr, found: Typed, what: str) -> Typed:
        """Refuse a checked node whose value can be missing."""
        if found.type.maybe and found.type.kind == "bool":
            raise self.undecided(node, f"can be missing here, and {what} needs it")
        if found.type.maybe:
            hint = f"guard it first: `{in_brackets(node)} is not None and ...`, or give a fallback with `coalesce`"
            raise self.fail(node, f"`{ast.unparse(node)}` can be missing here, and {what} needs it", hint)
        return found

    def undecided(self, node: ast.expr, why: str) -> Stop:
        """Each part for which a true or false can be missing is told by itself: a longer condition is mended there."""
        for part, turned in self.parts_in_doubt(node):
            self.fail(part, f"`{ast.unparse(part)}` {why}", decide(part, turned))
        return Stop()

    def parts_in_doubt(self, node: ast.expr) -> list[Part]:
        return self.doubtful.get(node, [Part(node, turned=False)])

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
        outer_variables, outer_known, outer_loops = self.variables, self.known, self.loops
        generators: list[ast.comprehension] = []
        failed = False
        ordered = not timed
        try:
            for part in node.generators:
                if part.is_async:
                    raise self.fail(node, "`async` is not part of the rule language")
                if not isinstance(part.target, ast.Name):
                    raise self.fail(part.target, "a generator has one plain name: `x for x in ...`")
                source = self.sure(part.iter, "`in`")
                if source.type.kind != "list":
                    raise self.fail(part.iter, f"`for ... in` goes over a list, not over {source.type}")
                iterable = source.code
                if timed:
                    ordered |= source.type.item is not None and source.type.item.kind == "entity"
                    iterable = self.in_time_order(part.iter, source)
                self.bind(part.target, source.type.item or UNKNOWN)
                conditions = []
                for test in part.ifs:
                    try:
                        conditions.append(self.condition(test, "`if`").code)
                    except Stop:
                        failed = True
                    self.known |= facts(test, True)
                target = ast.Name(variable(part.target.id), ast.Store())
                generators.append(ast.comprehension(target, iterable, conditions, 0))
            element = self.check(node.elt)
            if failed:
                raise Stop
            if not ordered:
                raise self.timeless(node, element.type)
            return element.type, ast.GeneratorExp(element.code, generators)
        finally:
            self.variables, self.known, self.loops = outer_variables, outer_known, outer_loops

    def in_time_order(self, node: ast.expr, source: Typed) -> ast.expr:
        """The code of a list, its entries in order of time; entries that have no date stay in the order of the export."""
        item = source.type.item
        when = time_field(item.model) if item is not None and item.model is not None else None
        if item is None or when is None:
            return source.code
        if item.maybe:
            raise self.fail(node, f"the order of time is one of entries that are there, not of {source.type}", "leave out what is missing")
        self.reads |= {f"{path}.{when}" for path in item.paths}
        return call("_in_time_order", source.code, ast.Constant(when))

    def timeless(self, node: ast.expr, found: Type) -> Stop:
        hint = "`earliest` and `latest` take dates" if found.kind == "date" else "ask `any`, `all` or `count` of them"
        return self.fail(node, "these are no entries, so none of them comes first or last in time", hint)

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
        self.loops += 1
        if self.loops > MAX_LOOPS:
            raise self.fail(
                target, f"more than {MAX_LOOPS} generators stand inside one another", "give the inner ones names in `definitions`"
            )
        # No variable shadows another, and what is known is forgotten where a scope ends: a text in `known` never changes its meaning.
        self.variables = {**self.variables, name: found}

    def read(self, found: Type) -> None:
        self.reads |= set(found.paths)

    def once(self, code: ast.expr, use: Callable[[ast.expr], ast.expr]) -> ast.expr:
        """Code that uses a value more than once. A name is said again; any other value is worked out once and given a name."""
        if isinstance(code, ast.Name):
            return use(code)
        self.names_given += 1
        name = f"t_{self.names_given}"
        parameters = ast.arguments(posonlyargs=[], args=[ast.arg(name)], kwonlyargs=[], kw_defaults=[], defaults=[])
        return ast.Call(ast.Lambda(parameters, use(ast.Name(name, ast.Load()))), [code], [])


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
            known = frozenset({ast.unparse(left)}) if isinstance(op, ast.Is) is truth else frozenset()
            return known | facts(left, right.value is True) if known and isinstance(right, ast.Constant) else known
        if truth and isinstance(op, ast.Eq) and isinstance(right, ast.Constant) and not missing:
            return frozenset({ast.unparse(left)})
        if truth and isinstance(op, ast.In) and isinstance(right, ast.Tuple | ast.List):
            constants = all(isinstance(part, ast.Constant) and part.value is not None for part in right.elts)
            return frozenset({ast.unparse(left)}) if constants else frozenset()
    return frozenset()


def fact(word: str, *values: ast.expr) -> ast.expr:
    """A section, the as-of date, the settings or a definition, perhaps of values, among the facts of the case."""
    key: ast.expr = ast.Tuple([ast.Constant(word), *values], ast.Load()) if values else ast.Constant(word)
    return ast.Subscript(ast.Name("facts", ast.Load()), key, ast.Load())


def variable(word: str) -> str:
    """A variable's name in the compiled code, which no other name there can be."""
    return f"v_{word}"


def call(function: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(function, ast.Load()), list(arguments), [])


def cheap(code: ast.expr) -> bool:
    """Whether code is a name, a constant or a field: something that costs less to say again than to keep."""
    while isinstance(code, ast.Attribute | ast.Subscript):
        if isinstance(code, ast.Subscript) and not isinstance(code.slice, ast.Constant):
            return False  # a definition of values, which may themselves be long
        code = code.value
    return isinstance(code, ast.Name | ast.Constant)


def joined(op: ast.boolop, parts: Sequence[Typed]) -> Typed:
    """`and` or `or` of operands. Where one can be missing, Python's own would take missing for false.

    Such an operand stops nothing: those after it are worked out whatever it is. So what it would show to be there is not known
    to them, and what a surely true or false one before it shows is.
    """
    found = parts[-1]
    for part in reversed(parts[:-1]):
        if part.type.maybe:
            found = Typed(BOOL.or_missing(), call("_both" if isinstance(op, ast.And) else "_either", part.code, found.code))
        else:
            found = Typed(replace(BOOL, maybe=found.type.maybe), ast.BoolOp(op, [part.code, found.code]))
    return found


def in_brackets(node: ast.expr) -> str:
    """The text of an expression, so that ` is ...` can follow it and belongs to all of it."""
    text = ast.unparse(node)
    loose = isinstance(node, ast.BoolOp | ast.Compare | ast.IfExp) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))
    return f"({text})" if loose else text


def decide(node: ast.expr, turned: bool) -> str:
    """How to say which way a true or false counts where it is missing."""
    if isinstance(node, ast.UnaryOp):  # `not x`: what is asked is whether x is false
        text, words = in_brackets(node.operand), ("is False", "is not True")
    else:
        text, words = in_brackets(node), ("is True", "is not False")
    counts = ("yes", "no") if turned else ("no", "yes")
    ways = [f"`{text} {word}` (missing {'then ' * turned}counts as {way})" for word, way in zip(words, counts, strict=True)]
    return f"write {' or '.join(ways)}; or leave it to an assessor with a rung `not_answered` where it `is None`"


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
