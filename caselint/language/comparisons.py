"""Comparisons. Whether something equals something can be asked of a missing value; which comes first cannot.

A missing value of an ordered vocabulary (a level of risk) is a state of its own: `level == "low"` of it is neither true nor
false but missing, so that no rule reads an unrecorded level as a low one.
"""

import ast

from caselint.language.checker import Checker, Typed, call
from caselint.language.errors import did_you_mean
from caselint.language.types import BOOL, Type, unify

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


def comparison(c: Checker, node: ast.Compare) -> Typed:
    """One comparison, or a chain of them (`a <= b <= c`), which holds where each of its pairs does."""
    sides = [node.left, *node.comparators]
    pairs = []
    for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
        pairs.append(pair(c, node, left, op, right))
    found = pairs[0]
    for part in pairs[1:]:
        if found.type.maybe:
            found = Typed(BOOL.or_missing(), call("_both", found.code, part.code))
        else:
            found = Typed(part.type, ast.BoolOp(ast.And(), [found.code, part.code]))
    return found


def pair(c: Checker, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Typed:
    if isinstance(op, ast.Is | ast.IsNot):
        return identity(c, left, op, right)
    if isinstance(op, ast.In | ast.NotIn):
        return membership(c, node, left, op, right)
    if isinstance(op, ast.Eq | ast.NotEq):
        return equality(c, node, left, op, right)
    return order(c, node, left, op, right)


def identity(c: Checker, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Typed:
    if not isinstance(right, ast.Constant) or not (right.value is None or isinstance(right.value, bool)):
        raise c.fail(right, "`is` asks for `None`, `True` or `False`", "to compare values, write `==`")
    found = c.check(left)
    if right.value is None and not found.type.maybe and ast.unparse(left) not in c.known:
        hint = "`count(...) == 0` asks whether it is empty" if found.type.kind == "list" else None
        raise c.fail(left, f"`{ast.unparse(left)}` can never be missing", hint)
    if right.value is not None and found.type.kind != "bool":
        raise c.fail(left, f"`is {right.value}` asks what is true or false, not {found.type}")
    return Typed(BOOL, ast.Compare(found.code, [op], [right]))


def membership(c: Checker, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Typed:
    member, group = c.check(left), c.sure(right, "`in`")
    if group.type.kind != "list" or group.type.item is None:
        raise c.fail(right, f"`in` asks for a list, not {group.type}")
    item = group.type.item
    if item.kind == "unknown":  # the empty list
        return Typed(BOOL, ast.Compare(member.code, [op], [group.code]))
    comparable(c, node, left, member.type, right, item)
    return unless_unknown(member, item.maybe, ast.Compare(member.code, [op], [group.code]))


def equality(c: Checker, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Typed:
    one, other = c.check(left), c.check(right)
    for part, found in ((left, one), (right, other)):
        if found.type.kind == "none":
            raise c.fail(part, "nothing equals None", "write `is None` or `is not None`")
        if found.type.kind in ("list", "entity"):
            hint = "compare their ids" if found.type.kind == "entity" else "use `any`, `all` or `count`"
            raise c.fail(part, f"{found.type} cannot be compared as a whole", hint)
    comparable(c, node, left, one.type, right, other.type)
    code = ast.Compare(one.code, [op], [other.code])
    if is_level(other.type) and other.type.maybe:
        test: ast.expr = ast.Compare(other.code, [ast.Is()], [ast.Constant(None)])
        return Typed(BOOL.or_missing(), ast.IfExp(test, ast.Constant(None), unless_unknown(one, False, code).code))
    return unless_unknown(one, False, code)


def order(c: Checker, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Typed:
    one, other = c.sure(left, f"`{SIGNS[type(op)]}`"), c.sure(right, f"`{SIGNS[type(op)]}`")
    comparable(c, node, left, one.type, right, other.type)
    kinds = {one.type.kind, other.type.kind}
    if kinds <= {"int", "number"} or kinds == {"date"}:
        return Typed(BOOL, ast.Compare(one.code, [op], [other.code]))
    if (is_level(one.type) or is_level(other.type)) and kinds <= {"enum", "text"}:
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
                what = f"`{enum.path}`" if enum.path else "this code list"
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
            hint = "a date comes from the record, from `as_of`, or from a setting"
        raise c.fail(node, f"{one} cannot be compared with {other}", hint)


def place_of(node: ast.expr, word: str) -> ast.expr:
    """The very word inside a list of words, so that the caret points at it."""
    return next((part for part in ast.walk(node) if isinstance(part, ast.Constant) and part.value == word), node)


def is_level(found: Type) -> bool:
    return found.kind == "enum" and found.ordered


def unless_unknown(member: Typed, can_match_missing: bool, code: ast.expr) -> Typed:
    """A comparison with a level is missing where the level is, unless missing is one of the values that are asked for."""
    if is_level(member.type) and member.type.maybe and not can_match_missing:
        test = ast.Compare(member.code, [ast.Is()], [ast.Constant(None)])
        return Typed(BOOL.or_missing(), ast.IfExp(test, ast.Constant(None), code))
    return Typed(BOOL, code)


def rank(code: ast.expr) -> ast.expr:
    return ast.Subscript(ast.Name("_ranks", ast.Load()), code, ast.Load())
