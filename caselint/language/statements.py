"""The code of an expression, written as the statements of a function.

The checker gives one expression. In it every generator, every list and every value that is kept for a moment is a function of its
own, which Python makes and calls each time. As loops and assignments of one function they do the same, in the same order, for less.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from types import CodeType

LOOPS = ("_any", "_all", "_next")
"""Functions that take a generator and stop as soon as they know."""
WEIGHT = 4
"""How often a loop is taken to be gone through."""


@dataclass(frozen=True, slots=True)
class Written:
    """Code as statements, and an expression that gives its value once they have run."""

    body: list[ast.stmt]
    value: ast.expr
    maybe: bool
    """Whether the value can be missing."""


def written(code: ast.expr, maybe: bool, ready: Collection[str]) -> Written:
    """`ready` are the facts that are there from the beginning, so that it does not matter when they are looked up."""
    writer = Writer()
    value = writer.value(code)
    *body, last = with_fields_read_once(with_kept_facts([*writer.body, ast.Expr(value)], ready))
    assert isinstance(last, ast.Expr)
    return Written(body, last.value, maybe)


def function_of(body: list[ast.stmt], parameters: Sequence[str]) -> CodeType:
    """The code object of a function of such parameters."""
    arguments = ast.arguments([], list(map(ast.arg, parameters)), None, [], [], None, [])
    function = ast.FunctionDef("rule", arguments, body, [])
    module = compile(ast.fix_missing_locations(ast.Module([function], [])), "<rule>", "exec")
    return next(part for part in module.co_consts if isinstance(part, CodeType))


class Writer:
    """Writes statements to `body`, the innermost block that is open."""

    def __init__(self) -> None:
        self.body: list[ast.stmt] = []
        self._given = 0
        self._laden: dict[int, tuple[ast.expr, bool]] = {}

    def value(self, code: ast.expr) -> ast.expr:
        """An expression that gives the code's value, once the statements that were written for it have run."""
        if not self.laden(code):
            return code
        match code:
            case ast.Call(func=ast.Lambda() as use, args=[given]):
                self.assign(use.args.args[0].arg, self.value(given))
                return self.value(use.body)
            case ast.Call(func=ast.Name(id=name), args=[ast.GeneratorExp() as generator, *_]):
                return self.first(generator) if name == "_next" else self.truth(generator, name == "_any")
            case ast.Call(func=ast.Name(id="_len"), args=[ast.ListComp() as entries]):
                return self.count(entries)
            case ast.ListComp():
                return self.listed(code)
            case ast.BoolOp():
                return self.joined(code)
            case ast.IfExp():
                return self.either(code)
        parts, rebuilt = taken_apart(code)
        last = max(index for index, part in enumerate(parts) if self.laden(part))
        # What comes before a part that has statements is worked out before them, as it would have been.
        return rebuilt([self.kept(self.value(part)) if index < last else self.value(part) for index, part in enumerate(parts)])

    def laden(self, code: ast.expr) -> bool:
        """Whether statements can be written for the code, or for a part of it."""
        found = self._laden.get(id(code))
        if found is None:
            if isinstance(code, ast.ListComp) or is_loop(code) or (isinstance(code, ast.Call) and isinstance(code.func, ast.Lambda)):
                answer = True
            elif isinstance(code, ast.BoolOp):
                answer = any(map(self.laden, code.values))
            elif isinstance(code, ast.IfExp):
                answer = any(map(self.laden, (code.test, code.body, code.orelse)))
            else:
                answer = any(map(self.laden, taken_apart(code)[0]))
            found = self._laden[id(code)] = (code, answer)  # with the code itself, so that its id stays its own
        return found[1]

    def name(self) -> str:
        self._given += 1
        return f"s_{self._given}"

    def assign(self, name: str, value: ast.expr) -> ast.expr:
        self.body.append(ast.Assign([ast.Name(name, ast.Store())], value))
        return ast.Name(name, ast.Load())

    def kept(self, value: ast.expr) -> ast.expr:
        if isinstance(value, ast.Constant | ast.Name):
            return value
        if isinstance(value, ast.Starred):
            return ast.Starred(self.kept(value.value), ast.Load())
        return self.assign(self.name(), value)

    def only_if(self, test: ast.expr) -> None:
        """What is written from here on runs only where the test holds."""
        parts = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) and self.laden(test) else [test]
        for part in parts:
            inside: list[ast.stmt] = []
            self.body.append(ast.If(self.value(part), inside, []))
            self.body = inside

    def loop(self, generators: Sequence[ast.comprehension], each: Callable[[], None], stops: bool = False) -> None:
        """The loops of a comprehension, and in the innermost what `each` writes. `stops`: that ends with `break`, which ends them all."""
        first, *rest = generators
        iterable = self.value(first.iter)
        outside = self.body
        inside: list[ast.stmt] = []
        self.body = inside
        for test in first.ifs:
            self.only_if(test)
        if rest:
            self.loop(rest, each, stops)
            if stops:
                inner = self.body[-1]
                assert isinstance(inner, ast.For)
                inner.orelse = [ast.Continue()]
                self.body.append(ast.Break())
        else:
            each()
        outside.append(ast.For(first.target, iterable, inside, []))
        self.body = outside

    def truth(self, generator: ast.GeneratorExp, wanted: bool) -> ast.expr:
        """Whether one of them holds (`any`), or none fails (`all`)."""
        values = sought_in(generator)
        if wanted and values is not None:
            entries = self.value(generator.generators[0].iter)
            return ast.UnaryOp(ast.Not(), ast.Call(ast.Attribute(values, "isdisjoint", ast.Load()), [entries], []))
        name = self.name()
        found = self.assign(name, ast.Constant(not wanted))

        def each() -> None:
            self.only_if(generator.elt if wanted else ast.UnaryOp(ast.Not(), generator.elt))
            self.assign(name, ast.Constant(wanted))
            self.body.append(ast.Break())

        self.loop(generator.generators, each, stops=True)
        return found

    def first(self, generator: ast.GeneratorExp) -> ast.expr:
        name = self.name()
        found = self.assign(name, ast.Constant(None))

        def each() -> None:
            self.assign(name, self.value(generator.elt))
            self.body.append(ast.Break())

        self.loop(generator.generators, each, stops=True)
        return found

    def listed(self, entries: ast.ListComp) -> ast.expr:
        found = self.assign(self.name(), ast.List([], ast.Load()))

        def each() -> None:
            value = self.value(entries.elt)
            self.body.append(ast.Expr(ast.Call(ast.Attribute(found, "append", ast.Load()), [value], [])))

        self.loop(entries.generators, each)
        return found

    def count(self, entries: ast.ListComp) -> ast.expr:
        name = self.name()
        found = self.assign(name, ast.Constant(0))

        def each() -> None:
            value = self.value(entries.elt)
            if not isinstance(value, ast.Constant | ast.Name):  # it may come to a list that was not exported
                self.body.append(ast.Expr(value))
            self.body.append(ast.AugAssign(ast.Name(name, ast.Store()), ast.Add(), ast.Constant(1)))

        self.loop(entries.generators, each)
        return found

    def joined(self, code: ast.BoolOp) -> ast.expr:
        """`and` and `or`: each operand is worked out only where those before it leave it open."""
        name = self.name()
        found = ast.Name(name, ast.Load())
        goes_on = found if isinstance(code.op, ast.And) else ast.UnaryOp(ast.Not(), found)
        for index, part in enumerate(self.operands(code)):
            outside = self.body
            if index:
                self.only_if(goes_on)
            self.assign(name, self.value(part))
            self.body = outside
        return found

    def operands(self, code: ast.BoolOp) -> Iterator[ast.expr]:
        """The operands; those that need no statements stay together."""
        plain: list[ast.expr] = []
        for part in code.values:
            if not self.laden(part):
                plain.append(part)
                continue
            if plain:
                yield ast.BoolOp(code.op, plain) if len(plain) > 1 else plain[0]
            plain = []
            yield part
        if plain:
            yield ast.BoolOp(code.op, plain) if len(plain) > 1 else plain[0]

    def either(self, code: ast.IfExp) -> ast.expr:
        name = self.name()
        test, outside = self.value(code.test), self.body
        blocks: list[list[ast.stmt]] = []
        for part in (code.body, code.orelse):
            self.body = []
            blocks.append(self.body)
            self.assign(name, self.value(part))
        self.body = outside
        self.body.append(ast.If(test, *blocks))
        return ast.Name(name, ast.Load())


def sought_in(generator: ast.GeneratorExp) -> ast.expr | None:
    """The set of `x in {...} for x in entries`, which can be asked at once."""
    match generator.elt, generator.generators:
        case ast.Compare(left=ast.Name(id=sought), ops=[ast.In()], comparators=[group]), [part]:
            alone = not part.ifs and isinstance(part.target, ast.Name) and part.target.id == sought
            return group if alone and isinstance(group, ast.Constant) else None
    return None


def is_loop(code: ast.expr) -> bool:
    return (
        isinstance(code, ast.Call)
        and isinstance(code.func, ast.Name)
        and code.func.id in LOOPS
        and isinstance(code.args[0], ast.GeneratorExp)
    )


def taken_apart(code: ast.expr) -> tuple[list[ast.expr], Callable[[list[ast.expr]], ast.expr]]:
    """The parts of code of which each is worked out, in that order, and how the same is made of others."""
    match code:
        case ast.Call(func=ast.Name() as func, args=parts):
            return parts, lambda new: ast.Call(func, new, [])
        case ast.Tuple(elts=parts):
            return parts, lambda new: ast.Tuple(new, ast.Load())
        case ast.Starred(value=part):
            return [part], lambda new: ast.Starred(new[0], ast.Load())
        case ast.Attribute(value=part, attr=attr):
            return [part], lambda new: ast.Attribute(new[0], attr, ast.Load())
        case ast.UnaryOp(op=sign, operand=part):
            return [part], lambda new: ast.UnaryOp(sign, new[0])
        case ast.Subscript(value=owner, slice=part):
            return [owner, part], lambda new: ast.Subscript(new[0], new[1], ast.Load())
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return [left, right], lambda new: ast.Compare(new[0], [op], [new[1]])
    return [], lambda _: code  # a name, a constant, or a chain of comparisons, which stops where it fails


def with_kept_facts(body: list[ast.stmt], ready: Collection[str]) -> list[ast.stmt]:
    """The same with a name for each fact that is looked up more than once."""
    uses: Counter[str] = Counter()
    pending: list[tuple[ast.AST, int]] = [(part, 1) for part in body]
    while pending:
        node, times = pending.pop()
        key = fact_named(node)
        if key is not None:
            uses[key] += times
            continue
        for inner in ast.iter_child_nodes(node):
            again = isinstance(node, ast.For) and inner is not node.iter
            pending.append((inner, times * WEIGHT if again else times))
    kept = sorted(key for key, times in uses.items() if times > 1 and key in ready)
    if not kept:
        return body
    naming = Naming(kept)
    facts = ast.Name("facts", ast.Load())
    first = [ast.Assign([ast.Name(f"f_{key}", ast.Store())], ast.Subscript(facts, ast.Constant(key), ast.Load())) for key in kept]
    return [*first, *(naming.visit(part) for part in body)]


class Naming(ast.NodeTransformer):
    """Puts a name in the place of every look-up of some facts."""

    def __init__(self, kept: Collection[str]) -> None:
        self.kept = kept

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        key = fact_named(node)
        return ast.Name(f"f_{key}", ast.Load()) if key in self.kept else self.generic_visit(node)


def fact_named(node: ast.AST) -> str | None:
    """The fact that is looked up by a plain name."""
    match node:
        case ast.Subscript(value=ast.Name(id="facts"), slice=ast.Constant(value=str() as key)):
            return key
    return None


def with_fields_read_once(body: list[ast.stmt]) -> list[ast.stmt]:
    """The same with a name for each field or fact that is read again where it is sure to have been read: a guard reads what it guards."""
    first = Reading(frozenset())
    first.block(body, {})
    return Reading(frozenset(first.again)).block(body, {}) if first.again else body


class Reading:
    """Goes over statements in the order in which they run. What was read before and is sure to have been is `known`, by its text."""

    def __init__(self, named: frozenset[int]) -> None:
        self.named = named
        """The reads that get a name, counted from the first."""
        self.again: set[int] = set()
        """The reads that were repeated."""
        self._count = 0

    def block(self, body: list[ast.stmt], known: dict[str, int]) -> list[ast.stmt]:
        return [self.statement(part, known) for part in body]

    def statement(self, part: ast.stmt, known: dict[str, int]) -> ast.stmt:
        match part:
            case ast.Assign(targets=targets, value=value):
                return ast.Assign(targets, self.value(value, known))
            case ast.Expr(value=value):
                return ast.Expr(self.value(value, known))
            case ast.If(test=test, body=body, orelse=orelse):
                return ast.If(self.value(test, known), self.block(body, {**known}), self.block(orelse, {**known}))
            case ast.For(target=target, iter=entries, body=body, orelse=orelse):
                return ast.For(target, self.value(entries, known), self.block(body, {**known}), orelse)
        return part

    def value(self, code: ast.expr, known: dict[str, int]) -> ast.expr:
        match code:
            case ast.BoolOp(op=sign, values=[first, *rest]):
                parts = [self.value(first, known)]
                inside = {**known}
                return ast.BoolOp(sign, [*parts, *(self.value(part, inside) for part in rest)])
            case ast.IfExp(test=test, body=then, orelse=other):
                return ast.IfExp(self.value(test, known), self.value(then, {**known}), self.value(other, {**known}))
        text = read_of(code)
        if text is not None and text in known:
            self.again.add(known[text])
            return ast.Name(f"r_{known[text]}", ast.Load())
        parts, rebuilt = taken_apart(code)
        if parts:
            code = rebuilt([self.value(part, known) for part in parts])
        if text is None:
            return code
        self._count += 1
        known[text] = self._count
        return ast.NamedExpr(ast.Name(f"r_{self._count}", ast.Store()), code) if self._count in self.named else code


def read_of(code: ast.expr) -> str | None:
    """The text of a field or a fact, the same for the same one."""
    fields = ""
    while isinstance(code, ast.Attribute):
        fields = f".{code.attr}{fields}"
        code = code.value
    if isinstance(code, ast.Name):
        return f"{code.id}{fields}" if fields else None
    key = fact_named(code)
    return None if key is None else f"[{key}]{fields}"
