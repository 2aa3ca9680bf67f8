"""What the checker does with each kind of node. A node that has no function here is no part of the language."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace

from caselint.language.calls import CALLS
from caselint.language.checker import Checker, Definition, Handler, Stop, Typed, call, describe, fact, facts, variable, words_of
from caselint.language.comparisons import comparison
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
        c.reads |= definition.reads
        c.settings |= definition.settings
        return Typed(definition.type, fact(word))
    if word in CALLS:
        raise c.fail(node, f"`{word}` is a function: call it, as in `{CALLS[word].usage}`")
    if word == "settings":
        raise c.fail(node, "`settings` is asked for one of its values: `settings.name`")
    known = [*c.variables, *sections(), *c.names.definition_names(), *CALLS, "as_of", "settings"]
    raise c.fail(node, f"nothing is called `{word}` here", did_you_mean(word, known))


def look_up(c: Checker, node: ast.expr, word: str) -> Definition | None:
    try:
        return c.names.definition(word)
    except ExpressionError as error:
        for fault in error.faults:
            c.fail(node, fault.message)
        raise Stop from None


def dotted(c: Checker, node: ast.Attribute) -> Typed:
    if isinstance(node.value, ast.Name) and node.value.id == "settings" and "settings" not in c.variables:
        found = c.names.setting(node.attr)
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
        part = owner.type.path or owner.type.model.__name__
        raise c.fail(node, f"`{part}` has no field `{node.attr}`", did_you_mean(node.attr, fields_of(owner.type.model)))
    c.read(found)
    code: ast.expr = ast.Attribute(owner.code, node.attr, ast.Load())
    if found.kind == "list":
        # A list that is None was not exported. The test stands in the expression: a call for each would cost more than the rule.
        complaint = call("_not_exported", ast.Constant(found.path or node.attr))
        code = ast.IfExp(ast.Compare(code, [ast.IsNot()], [ast.Constant(None)]), code, complaint)
    return Typed(found, code)


def boolean(c: Checker, node: ast.BoolOp) -> Typed:
    conjunction = isinstance(node.op, ast.And)
    word = "`and`" if conjunction else "`or`"
    outer = c.known
    found: Typed | None = None
    failed = False
    try:
        for value in node.values:
            try:
                part = c.check(value)
                if part.type.kind != "bool":
                    hint = f"write `{ast.unparse(value)} is not None`" if part.type.maybe else None
                    raise c.fail(value, f"{word} joins what is true or false, not {part.type}", hint)
            except Stop:  # the other operands are checked all the same, so that all faults are told at once
                failed = True
                c.known |= facts(value, conjunction)
                continue
            found = part if found is None else joined(node, conjunction, found, part)
            if not part.type.maybe and not found.type.maybe:
                c.known |= facts(value, conjunction)
    finally:
        c.known = outer
    if failed or found is None:
        raise Stop
    return found


def joined(node: ast.BoolOp, conjunction: bool, left: Typed, right: Typed) -> Typed:
    """`and` or `or` of two operands. Where the left one can be missing, Python's own would take missing for false."""
    if left.type.maybe:
        return Typed(BOOL.or_missing(), call("_both" if conjunction else "_either", left.code, right.code))
    return Typed(replace(BOOL, maybe=right.type.maybe), ast.BoolOp(node.op, [left.code, right.code]))


def unary(c: Checker, node: ast.UnaryOp) -> Typed:
    if isinstance(node.op, ast.Not):
        found = c.check(node.operand)
        if found.type.kind != "bool":
            raise c.fail(node.operand, f"`not` turns what is true or false, not {found.type}")
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
    return Typed(found, ast.IfExp(test.code, then.code, other.code))


def arithmetic(c: Checker, node: ast.BinOp) -> Typed:
    left, right = c.sure(node.left, "arithmetic"), c.sure(node.right, "arithmetic")
    kinds = (left.type.kind, right.type.kind)
    if isinstance(node.op, ast.Add | ast.Sub) and kinds == ("date", "period"):
        return Typed(DATE, call("_after" if isinstance(node.op, ast.Add) else "_before", left.code, right.code))
    if isinstance(node.op, ast.Add) and kinds == ("list", "list"):
        found = unify(left.type, right.type)
        if found is None:
            raise c.fail(node, f"these lists do not go together: {left.type}, and {right.type}")
        return Typed(found, ast.Tuple([ast.Starred(part.code, ast.Load()) for part in (left, right)], ast.Load()))
    if set(kinds) <= {"int", "number"} and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        whole = set(kinds) == {"int"} and not isinstance(node.op, ast.Div)
        if isinstance(node.op, ast.Div) and not (isinstance(node.right, ast.Constant) and node.right.value):
            return Typed(NUMBER.or_missing(), call("_quotient", left.code, right.code))
        return Typed(INT if whole else NUMBER, ast.BinOp(left.code, node.op, right.code))
    hint = None
    if isinstance(node.op, ast.Sub) and kinds == ("date", "date"):
        hint = "for the days between two dates, use `days_between(earlier, later)`"
    elif "date" in kinds and {"int", "number"} & set(kinds):
        hint = "say which days: `days(10)`, `working_days(10)`, `weeks(2)` or `months(1)`"
    raise c.fail(node, f"{describe(node)} does not go with {left.type} and {right.type}", hint)


def sequence(c: Checker, node: ast.Tuple | ast.List) -> Typed:
    parts = [c.check(part) for part in node.elts]
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
    codes, reads = [], set(definition.reads)
    for part, (parameter, wanted) in zip(node.args, definition.parameters.items(), strict=True):
        given = c.check(part) if wanted.maybe else c.sure(part, f"`{word}`")
        if not fits(given.type, wanted):
            raise c.fail(part, f"`{parameter}` of `{word}` must be {wanted}, not {given.type}")
        prefix = f"${parameter}."
        inner = {path for path in reads if path.startswith(prefix)}
        reads -= inner
        if given.type.path:
            reads |= {f"{given.type.path}.{path.removeprefix(prefix)}" for path in inner}
        codes.append(given.code)
    c.reads |= reads
    c.settings |= definition.settings
    return Typed(definition.type, ast.Call(fact(word), codes, []))


def fits(given: Type, wanted: Type) -> bool:
    if wanted.kind == "entity" and given.kind == "entity" and wanted.model and given.model:
        return issubclass(given.model, wanted.model)
    if wanted.kind == "enum" and given.values:
        return set(given.values) <= set(wanted.values)
    return unify(replace(given, maybe=False), replace(wanted, maybe=False)) is not None and given.kind != "none"


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
