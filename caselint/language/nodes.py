"""What the checker does with each kind of node. A node that has no function here is no part of the language."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

from pydantic import BaseModel

from caselint.language.calls import CALLS
from caselint.language.checker import (
    Checker,
    Definition,
    Handler,
    Part,
    Stop,
    Typed,
    call,
    describe,
    fact,
    facts,
    in_brackets,
    joined,
    variable,
    words_of,
)
from caselint.language.comparisons import comparison, in_quotes
from caselint.language.errors import ExpressionError, did_you_mean
from caselint.language.types import (
    BOOL,
    DATE,
    INT,
    NONE,
    NUMBER,
    UNKNOWN,
    Type,
    attribute,
    fields_of,
    list_of,
    sections,
    unify,
)

RESERVED = frozenset({*CALLS, "settings", "as_of"})


def constant(c: Checker, node: ast.Constant) -> Typed:
    value = node.value
    if value is None:
        return Typed(NONE, node)
    if isinstance(value, bool):
        return Typed(BOOL, node)
    if isinstance(value, int):
        return Typed(INT, node)
    if isinstance(value, float):
        return Typed(NUMBER, node)
    if isinstance(value, str):
        return Typed(Type("text", values=(value,)), node)
    raise c.fail(node, f"{describe(node)} is not part of the rule language")


def name(c: Checker, node: ast.Name) -> Typed:
    word = node.id
    if word in c.variables:
        return Typed(c.variables[word], ast.Name(variable(word), ast.Load()))
    if word == "as_of":
        return Typed(DATE, fact("as_of"))
    if word in sections():
        found = sections()[word]
        c.read(found)
        return Typed(found, fact(word))
    definition = look_up(c, node, word)
    if definition is not None:
        if definition.parameters:
            call = f"{word}({', '.join(definition.parameters)})"
            raise c.fail(node, f"`{word}` is asked with {words_of(len(definition.parameters), 'value')}: `{call}`")
        lean_on(c, definition, definition.reads)
        return Typed(definition.type, fact(word))
    if word in CALLS:
        raise c.fail(node, f"`{word}` is a function: call it, as in `{CALLS[word].usage}`")
    if word == "settings":
        raise c.fail(node, "`settings` is asked for one of its values: `settings.name`")
    known = [*c.variables, *sections(), *c.names.definition_names(), *CALLS, "as_of", "settings"]
    raise c.fail(node, nothing_called(word), value_meant(c, word) or did_you_mean(word, known))


def nothing_called(word: str) -> str:
    return f"nothing is called `{word}` here"


OTHERWISE_CALLED = {"true": "True", "false": "False", "none": "None", "null": "None"}


def value_meant(c: Checker, word: str) -> str | None:
    """What to write where a word stands for a value: one of the code list with which it is compared, or one of another language."""
    if word in c.compared_with:
        return in_quotes(word)
    return f"write `{OTHERWISE_CALLED[word]}`" if word in OTHERWISE_CALLED else None


def look_up(c: Checker, node: ast.expr, word: str) -> Definition | None:
    try:
        return c.names.definition(word)
    except ExpressionError as error:
        for fault in error.faults:
            c.fail(node, fault.message)
        raise Stop from None


def lean_on(c: Checker, definition: Definition, reads: Iterable[str]) -> None:
    c.reads |= set(reads)
    c.settings |= definition.settings
    c.depth = max(c.depth, definition.depth)


def dotted(c: Checker, node: ast.Attribute) -> Typed:
    if isinstance(node.value, ast.Name) and node.value.id == "settings" and "settings" not in c.variables:
        try:
            found = c.names.setting(node.attr)
        except ExpressionError:
            raise Stop from None
        if found is None:
            raise c.fail(node, f"there is no setting `{node.attr}`", did_you_mean(node.attr, c.names.setting_names()))
        c.settings.add(node.attr)
        return Typed(found, ast.Attribute(fact("settings"), node.attr, ast.Load()))
    owner = c.sure(node.value, f"`.{node.attr}`")
    if owner.type.kind != "entity" or owner.type.model is None:
        hint = "go over its entries: `any(x ... for x in ...)`" if owner.type.kind == "list" else None
        raise c.fail(node, f"`{ast.unparse(node.value)}` is {owner.type} and has no fields", hint)
    found = attribute(owner.type, node.attr)
    if found is None:
        part = (owner.type.path or owner.type.model.__name__).lstrip("$")
        raise c.fail(
            node,
            f"`{part}` has no field `{node.attr}`",
            did_you_mean(node.attr, fields_of(owner.type.model)) or fields_there(owner.type.model),
        )
    c.read(found)
    code: ast.expr = ast.Attribute(owner.code, node.attr, ast.Load())
    if found.kind != "list":
        return Typed(found, code)
    # A list that is None was not exported. The test stands in the expression: a call for each would cost more than the rule.
    path = found.path if found.path and not found.path.startswith("$") else f"{owner.type.model.__name__}.{node.attr}"
    complaint = call("_not_exported", ast.Constant(path))
    return Typed(found, c.once(code, lambda given: ast.IfExp(ast.Compare(given, [ast.IsNot()], [ast.Constant(None)]), given, complaint)))


def fields_there(model: type[BaseModel]) -> str:
    """The fields of a model, or, where they are many, where to find them."""
    fields = fields_of(model)
    return f"its fields: {', '.join(fields)}" if len(fields) <= 12 else "`caselint docs --out FOLDER` lists its fields, under `record`"


def boolean(c: Checker, node: ast.BoolOp) -> Typed:
    conjunction = isinstance(node.op, ast.And)
    word = "`and`" if conjunction else "`or`"
    outer = c.known
    parts: list[Typed] = []
    try:
        for value in node.values:
            try:
                part = c.check(value)
                if part.type.kind != "bool":
                    hint = f"write `{in_brackets(value)} is not None`" if part.type.maybe else None
                    raise c.fail(value, f"{word} joins what is true or false, not {part.type}", hint)
            except Stop:  # the other operands are checked all the same, so that all faults are told at once
                c.known |= facts(value, conjunction)
                continue
            parts.append(part)
            if not part.type.maybe:
                c.known |= facts(value, conjunction)
    finally:
        c.known = outer
    if len(parts) < len(node.values):
        raise Stop
    in_doubt = (value for value, part in zip(node.values, parts, strict=True) if part.type.maybe)
    c.doubtful[node] = [part for value in in_doubt for part in c.parts_in_doubt(value)]
    return joined(node.op, parts)


def unary(c: Checker, node: ast.UnaryOp) -> Typed:
    if isinstance(node.op, ast.Not):
        found = c.check(node.operand)
        if found.type.kind != "bool":
            raise c.fail(node.operand, f"`not` turns what is true or false, not {found.type}")
        if node.operand in c.doubtful:
            c.doubtful[node] = [Part(part.node, not part.turned) for part in c.doubtful[node.operand]]
        code = call("_opposite", found.code) if found.type.maybe else ast.UnaryOp(ast.Not(), found.code)
        return Typed(replace(BOOL, maybe=found.type.maybe), code)
    if isinstance(node.op, ast.USub):
        found = c.expect(node.operand, "number", "`-`")
        return Typed(found.type, ast.UnaryOp(ast.USub(), found.code))
    raise c.fail(node, f"{describe(node)} is not part of the rule language")


def conditional(c: Checker, node: ast.IfExp) -> Typed:
    outer = c.known
    parts: list[Typed | None] = []
    try:
        for part, known in ((node.test, None), (node.body, facts(node.test, True)), (node.orelse, facts(node.test, False))):
            c.known = outer | known if known else outer
            try:
                parts.append(c.condition(part, "`if`") if part is node.test else c.check(part))
            except Stop:
                parts.append(None)
    finally:
        c.known = outer
    test, then, other = parts
    if test is None or then is None or other is None:
        raise Stop
    found = unify(then.type, other.type)
    if found is None:
        raise c.fail(node, f"the two sides of `if ... else` differ: {then.type}, or {other.type}")
    if then.type.kind == other.type.kind == "bool":
        sides = ((node.body, then), (node.orelse, other))
        c.doubtful[node] = [part for side, typed in sides if typed.type.maybe for part in c.parts_in_doubt(side)]
    return Typed(found, ast.IfExp(test.code, then.code, other.code))


ARITHMETIC: Mapping[type[ast.operator], str] = {ast.Add: "_plus", ast.Sub: "_minus", ast.Mult: "_times", ast.Div: "_quotient"}


def arithmetic(c: Checker, node: ast.BinOp) -> Typed:
    left, right = c.sure(node.left, "arithmetic"), c.sure(node.right, "arithmetic")
    kinds = (left.type.kind, right.type.kind)
    if isinstance(node.op, ast.Add | ast.Sub) and kinds == ("date", "period"):
        moves = ast.Name("_after" if isinstance(node.op, ast.Add) else "_before", ast.Load())
        return Typed(DATE, ast.Subscript(moves, ast.Tuple([left.code, right.code], ast.Load()), ast.Load()))
    if isinstance(node.op, ast.Add) and kinds == ("list", "list"):
        found = unify(left.type, right.type)
        if found is None:
            raise c.fail(node, f"these lists do not go together: {left.type}, and {right.type}")
        return Typed(found, ast.Tuple([*members(left.code), *members(right.code)], ast.Load()))
    if set(kinds) <= {"int", "number"} and type(node.op) in ARITHMETIC:
        code = call(ARITHMETIC[type(node.op)], left.code, right.code)
        if isinstance(node.op, ast.Div):
            return Typed(replace(NUMBER, maybe=not (isinstance(node.right, ast.Constant) and node.right.value)), code)
        return Typed(INT if set(kinds) == {"int"} else NUMBER, code)
    hint = None
    if isinstance(node.op, ast.Sub) and kinds == ("date", "date"):
        hint = "for the days between two dates, use `days_between(earlier, later)`"
    elif "date" in kinds and {"int", "number"} & set(kinds):
        hint = "say which days: `days(10)`, `working_days(10)`, `weeks(2)` or `months(1)`"
    raise c.fail(node, f"{describe(node)} does not go with {left.type} and {right.type}", hint)


def members(code: ast.expr) -> list[ast.expr]:
    """The code of a list as parts of a longer one. A tuple that would be made only to be taken apart again is left out."""
    if isinstance(code, ast.Tuple):
        return code.elts
    if isinstance(code, ast.Call) and isinstance(code.func, ast.Name) and code.func.id == "_tuple":
        code = code.args[0]
    return [ast.Starred(code, ast.Load())]


def sequence(c: Checker, node: ast.Tuple | ast.List) -> Typed:
    parts: list[Typed] = []
    for part in node.elts:
        with suppress(Stop):  # the others are checked all the same, so that all faults are told at once
            parts.append(c.check(part))
    if len(parts) < len(node.elts):
        raise Stop
    item = UNKNOWN
    for part, typed in zip(node.elts, parts, strict=True):
        joined = unify(item, typed.type)
        if joined is None:
            raise c.fail(part, f"this list holds {item} and {typed.type}")
        item = joined
    return Typed(list_of(item), ast.Tuple([typed.code for typed in parts], ast.Load()))


def called(c: Checker, node: ast.Call) -> Typed:
    if not isinstance(node.func, ast.Name):
        raise c.fail(node.func, "only the named functions and the pack's definitions can be called")
    if node.keywords:
        raise c.fail(node.keywords[0], "functions take their values in order, without names")
    for part in node.args:
        if isinstance(part, ast.Starred):
            raise c.fail(part, "`*` is not part of the rule language")
    word = node.func.id
    if word in CALLS and word not in c.variables:
        return CALLS[word].check(c, node)
    definition = None if word in c.variables else look_up(c, node.func, word)
    if definition is None:
        known = [*CALLS, *c.names.definition_names()]
        raise c.fail(node.func, f"there is no function `{word}`", did_you_mean(word, known))
    if len(node.args) != len(definition.parameters) or not definition.parameters:
        usage = f"{word}({', '.join(definition.parameters)})" if definition.parameters else word
        raise c.fail(node, f"`{word}` is asked as `{usage}`")
    codes: list[ast.expr] = []
    given_paths: dict[str, tuple[str, ...]] = {}
    for part, (parameter, wanted) in zip(node.args, definition.parameters.items(), strict=True):
        given = c.sure(part, f"`{word}`")
        if not fits(given.type, wanted):
            raise c.fail(part, f"`{parameter}` of `{word}` must be {wanted}, not {given.type}")
        given_paths[f"${parameter}"] = given.type.paths
        codes.append(given.code)
    lean_on(c, definition, moved(definition.reads, given_paths))
    return Typed(moved_type(definition.type, given_paths), fact(word, *codes))


def moved(paths: Iterable[str], given: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Paths in which each parameter stands for the parts of the record that were given for it."""
    found: dict[str, None] = {}
    for path in paths:
        head, dot, tail = path.partition(".")
        found |= dict.fromkeys(f"{start}{dot}{tail}" for start in given[head]) if head in given else {path: None}
    return tuple(found)


def moved_type(found: Type, given: Mapping[str, tuple[str, ...]]) -> Type:
    item = None if found.item is None else moved_type(found.item, given)
    return replace(found, paths=moved(found.paths, given), item=item)


def fits(given: Type, wanted: Type) -> bool:
    """Whether a value can be given for a definition's parameter. All that is done with the one can then be done with the other."""
    if wanted.kind == "entity" and given.kind == "entity" and wanted.model and given.model:
        return issubclass(given.model, wanted.model)
    if wanted.kind == "enum" and given.values:
        return set(given.values) <= set(wanted.values)
    if (given.free and not wanted.free) or (given.kind, wanted.kind) == ("number", "int"):
        return False
    return unify(given, wanted) is not None and given.kind != "none"


def generator(c: Checker, node: ast.GeneratorExp) -> Typed:
    raise c.fail(node, "`x for x in ...` stands inside a function: `any(...)`, `list(...)`, `count(...)`, ...")


HANDLERS: Mapping[type[ast.expr], Handler] = {
    ast.Constant: constant,
    ast.Name: name,
    ast.Attribute: dotted,
    ast.BoolOp: boolean,
    ast.UnaryOp: unary,
    ast.IfExp: conditional,
    ast.BinOp: arithmetic,
    ast.Tuple: sequence,
    ast.List: sequence,
    ast.Call: called,
    ast.GeneratorExp: generator,
    ast.Compare: comparison,
}
