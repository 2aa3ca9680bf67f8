"""Comparisons. Whether something equals something can be asked of a missing value; which comes first cannot.

A missing value of an ordered vocabulary (a level of risk) is a state of its own: `level == "low"` of it is neither true nor
false but missing, so that no rule reads an unrecorded level as a low one.
"""

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from caselint.language.checker import Checker, Stop, Typed, cheap, in_brackets, joined
from caselint.language.errors import did_you_mean
from caselint.language.slips import WHERE_DATES_COME_FROM
from caselint.language.types import BOOL, Type, sections, unify

SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
}


Side = tuple[ast.expr, Typed]
"""A side of a comparison as written, and what the checker knows of it."""


def comparison(c: Checker, node: ast.Compare) -> Typed:
    """One comparison, or a chain of them (`a <= b <= c`), which holds where each of its pairs does."""
    sides: list[Side] = []
    outer = c.compared_with
    try:
        for part in (node.left, *node.comparators):
            c.compared_with = sides[-1][1].type.values if sides and sides[-1][1].type.kind == "enum" else ()
            section_for_value(c, part)
            sides.append((part, c.check(part)))
    finally:
        c.compared_with = outer
    pairs = [pair(c, node, left, op, right) for left, op, right in zip(sides, node.ops, sides[1:], strict=False)]
    codes = [side.code for _, side in sides]
    if all(isinstance(part.code, ast.Compare) and part.code.left is code for part, code in zip(pairs, codes, strict=False)):
        return Typed(BOOL, ast.Compare(codes[0], node.ops, codes[1:]))
    if not all(map(cheap, codes[1:-1])):
        raise c.fail(node, "a level in the middle of a chain is a name or a field", "write two comparisons, with `and` between them")
    return joined(ast.And(), pairs)


def section_for_value(c: Checker, part: ast.expr) -> None:
    """Refuse a section where a value of the same name is meant: `case.order_type == custody`."""
    if not c.compared_with:
        return
    words = part.elts if isinstance(part, ast.Tuple | ast.List) else [part]
    meant = [word for word in words if isinstance(word, ast.Name) and word.id in c.compared_with and word.id in sections()]
    for word in meant:
        c.fail(word, f"`{word.id}` is a section of the record", in_quotes(word.id))
    if meant:
        raise Stop


def in_quotes(word: str) -> str:
    return f'a value stands in quotes: `"{word}"`'


def pair(c: Checker, node: ast.Compare, left: Side, op: ast.cmpop, right: Side) -> Typed:
    if isinstance(op, ast.Is | ast.IsNot):
        return identity(c, left, op, right[0])
    if isinstance(op, ast.In | ast.NotIn):
        return membership(c, node, left, op, right)
    if isinstance(op, ast.Eq | ast.NotEq):
        return equality(c, node, left, op, right)
    return order(c, node, left, op, right)


def identity(c: Checker, side: Side, op: ast.cmpop, right: ast.expr) -> Typed:
    if not isinstance(right, ast.Constant) or not (right.value is None or isinstance(right.value, bool)):
        raise c.fail(right, "`is` asks for `None`, `True` or `False`", "to compare values, write `==`")
    left, found = side
    if right.value is None and not found.type.maybe and ast.unparse(left) not in c.known:
        hint = "`count(...) == 0` asks whether it is empty" if found.type.kind == "list" else None
        raise c.fail(left, f"`{ast.unparse(left)}` can never be missing", hint)
    if right.value is not None and found.type.kind != "bool":
        raise c.fail(left, f"`is {right.value}` asks what is true or false, not {found.type}")
    return Typed(BOOL, ast.Compare(found.code, [op], [right]))


def membership(c: Checker, node: ast.Compare, left: Side, op: ast.cmpop, right: Side) -> Typed:
    member, group = left[1], c.there(*right, "`in`")
    if group.type.kind != "list" or group.type.item is None:
        raise c.fail(right[0], f"`in` asks for a list, not {group.type}")
    item = group.type.item
    if item.kind == "unknown":  # the empty list
        return Typed(BOOL, ast.Compare(member.code, [op], [group.code]))
    comparable(c, node, left[0], member.type, right[0], item)
    if item.maybe and not names_its_values(right[0]) and (member.type.maybe or is_level(item) or is_level(member.type)):
        raise c.fail(right[0], "something in this list can be missing", "leave that out: `list(x for x in ... if x is not None)`")
    values = as_set(group.code)
    if item.maybe:  # missing is one of the values that are asked for
        return Typed(BOOL, ast.Compare(member.code, [op], [values]))
    code = unless_unknown(c, member, lambda code: ast.Compare(code, [op], [values]))
    return Typed(replace(BOOL, maybe=can_be_unknown(member.type)), code)


def as_set(code: ast.expr) -> ast.expr:
    """The code of a list of plain values as a set, in which a value is found at once."""
    if not isinstance(code, ast.Tuple) or not all(isinstance(part, ast.Constant) for part in code.elts):
        return code
    values: Any = frozenset(part.value for part in code.elts if isinstance(part, ast.Constant))
    return ast.Constant(values)


def names_its_values(node: ast.expr) -> bool:
    """Whether a list is written out in plain values: `None` in it is then meant."""
    return isinstance(node, ast.Tuple | ast.List) and all(isinstance(part, ast.Constant) for part in node.elts)


def equality(c: Checker, node: ast.Compare, left: Side, op: ast.cmpop, right: Side) -> Typed:
    if "none" in (left[1].type.kind, right[1].type.kind):
        raise c.fail(node, "nothing equals None", "write `is None` or `is not None`")
    for part, found in (left, right):
        if found.type.kind in ("list", "entity"):
            hint = "compare their ids" if found.type.kind == "entity" else "use `any`, `all` or `count`"
            raise c.fail(part, f"{found.type} cannot be compared as a whole", hint)
    one, other = left[1], right[1]
    comparable(c, node, left[0], one.type, right[0], other.type)
    if one.type.maybe and other.type.maybe and not (is_level(one.type) and is_level(other.type)):
        hint = f"guard one: `{in_brackets(left[0])} is not None and ...`"
        raise c.fail(node, "both of these can be missing, and two missing values are not the same", hint)
    code = unless_unknown(c, one, lambda first: unless_unknown(c, other, lambda second: ast.Compare(first, [op], [second])))
    return Typed(replace(BOOL, maybe=can_be_unknown(one.type) or can_be_unknown(other.type)), code)


def order(c: Checker, node: ast.Compare, left: Side, op: ast.cmpop, right: Side) -> Typed:
    one, other = c.there(*left, f"`{SIGNS[type(op)]}`"), c.there(*right, f"`{SIGNS[type(op)]}`")
    comparable(c, node, left[0], one.type, right[0], other.type)
    kinds = {one.type.kind, other.type.kind}
    if kinds <= {"int", "number"} or kinds == {"date"}:
        return Typed(BOOL, ast.Compare(one.code, [op], [other.code]))
    if all(has_rank(side.type) for side in (one, other)) and "enum" in kinds:
        return Typed(BOOL, ast.Compare(rank(one.code), [op], [rank(other.code)]))
    raise c.fail(node, f"{one.type} has no order, so `{SIGNS[type(op)]}` says nothing")


def comparable(c: Checker, node: ast.AST, left: ast.expr, one: Type, right: ast.expr, other: Type) -> None:
    """Refuse what can never be equal: other kinds of value, and words that are not in the code list."""
    for enum, words, part in ((one, other, right), (other, one, left)):
        if enum.kind == "enum" and words.kind in ("text", "enum") and words.values:
            strange = [word for word in words.values if word not in enum.values]
            if words.kind == "text" and strange:
                allowed = ", ".join(enum.values) if len(enum.values) <= 12 else None
                hint = did_you_mean(strange[0], enum.values) or (f"it is one of {allowed}" if allowed else None)
                what = f"`{enum.path.lstrip('$')}`" if enum.path else "this code list"
                raise c.fail(place_of(part, strange[0]), f"{what} is never `{strange[0]}`", hint)
            if not set(words.values) & set(enum.values):
                raise c.fail(node, "these two code lists have no value in common")
            return
        if enum.kind == "enum" and words.kind == "text":
            return
    if {one.kind, other.kind} == {"id", "text"}:
        return
    if one.kind == "bool" and other.kind == "bool":
        raise c.fail(node, "true and false are not compared with `==`", "write the condition itself, or `is True`, `is False`")
    if unify(one.sure(), other.sure()) is None:
        hint = None
        if {one.kind, other.kind} == {"date", "text"}:
            hint = WHERE_DATES_COME_FROM
        raise c.fail(node, f"{one} cannot be compared with {other}", hint)


def place_of(node: ast.expr, word: str) -> ast.expr:
    """The very word inside a list of words, so that the caret points at it."""
    return next((part for part in ast.walk(node) if isinstance(part, ast.Constant) and part.value == word), node)


def is_level(found: Type) -> bool:
    return found.kind == "enum" and found.ordered


def has_rank(found: Type) -> bool:
    """A level, or words that are written out, which `comparable` has found to be levels."""
    return is_level(found) or (found.kind == "text" and bool(found.values))


def can_be_unknown(found: Type) -> bool:
    return is_level(found) and found.maybe


def unless_unknown(c: Checker, side: Typed, use: Callable[[ast.expr], ast.expr]) -> ast.expr:
    """The code of a comparison with a value, which is missing where that value is a missing level."""
    if not can_be_unknown(side.type):
        return use(side.code)

    def known(code: ast.expr) -> ast.expr:
        return ast.IfExp(ast.Compare(code, [ast.Is()], [ast.Constant(None)]), ast.Constant(None), use(code))

    return c.once(side.code, known)


def rank(code: ast.expr) -> ast.expr:
    return ast.Subscript(ast.Name("_ranks", ast.Load()), code, ast.Load())
