"""The functions of the language: how each is used, what it takes and what it gives."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce

from caselint.language.checker import Checker, Typed, call, words_of
from caselint.language.functions import Window
from caselint.language.periods import Unit
from caselint.language.types import BOOL, DATE, INT, PERIOD, Kind, Type, entity, fields_of, list_of, sections, unify


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language: the line that shows its use, what it means, and how a call of it is checked."""

    usage: str
    meaning: str
    check: Callable[[Checker, ast.Call], Typed]


def arguments(c: Checker, node: ast.Call, number: int, usage: str) -> list[ast.expr]:
    if len(node.args) != number:
        raise c.fail(node, f"this function takes {words_of(number, 'value')}: `{usage}`")
    return node.args


def any_of(c: Checker, node: ast.Call) -> Typed:
    (part,) = arguments(c, node, 1, "any(x.made for x in home_visits)")
    if not isinstance(part, ast.GeneratorExp):  # of a list: whether anything is in it
        found = c.elements(part, "`any`")
        return Typed(BOOL, ast.Compare(call("_len", found.code), [ast.Gt()], [ast.Constant(0)]))
    return truths(c, part, "_any")


def all_of(c: Checker, node: ast.Call) -> Typed:
    (part,) = arguments(c, node, 1, "all(x.made for x in home_visits)")
    if not isinstance(part, ast.GeneratorExp):
        raise c.fail(part, "`all` asks something of each: `all(x.made for x in home_visits)`")
    return truths(c, part, "_all")


def truths(c: Checker, part: ast.GeneratorExp, function: str) -> Typed:
    element, code = c.comprehension(part)
    if element.kind != "bool":
        raise c.fail(part.elt, f"each must be true or false, not {element}")
    if element.maybe:
        raise c.undecided(part.elt, f"can be missing here, and `{function.lstrip('_')}` needs it")
    # Where an entry may lack a nested list, all of them are looked at: otherwise the order of the entries would decide whether it is seen.
    return Typed(BOOL, call(function, listed(code) if may_stop(code) else code))


def may_stop(code: ast.expr) -> bool:
    """Whether working it out can come to a list that was not exported: one that is read here, or in a definition."""
    for node in ast.walk(code):
        match node:
            case ast.Call(func=ast.Name(id="_not_exported")):
                return True
            case ast.Subscript(value=ast.Name(id="facts"), slice=ast.Constant(value=str() as name)):
                if name not in ("as_of", "settings") and name not in sections():
                    return True
            case ast.Subscript(value=ast.Name(id="facts")):
                return True
    return False


def count(c: Checker, node: ast.Call) -> Typed:
    (part,) = arguments(c, node, 1, "count(x for x in home_visits if x.made)")
    found = c.elements(part, "`count`")
    return Typed(INT, call("_len", listed(found.code)))


def first(c: Checker, node: ast.Call) -> Typed:
    return by_time(c, node, "first")


def last(c: Checker, node: ast.Call) -> Typed:
    return by_time(c, node, "last")


def by_time(c: Checker, node: ast.Call, which: str) -> Typed:
    """The first or last in order of time: of the entries that a generator goes over, however the export lists them."""
    (part,) = arguments(c, node, 1, f"{which}(x for x in rosh.levels)")
    if isinstance(part, ast.GeneratorExp):
        element, code = c.comprehension(part, timed=True)
        if which == "first":
            return Typed(element.or_missing(), call("_next", code, ast.Constant(None)))
        return Typed(element.or_missing(), call("_last", listed(code)))
    found = c.sure(part, f"`{which}`")
    if found.type.kind != "list" or found.type.item is None:
        raise c.fail(part, f"`{which}` takes a list or `x for x in ...`, not {found.type}")
    if found.type.item.kind != "entity":
        raise c.timeless(part, found.type.item)
    return Typed(found.type.item.or_missing(), call(f"_{which}", c.in_time_order(part, found)))


def earliest(c: Checker, node: ast.Call) -> Typed:
    return extreme(c, node, "earliest")


def latest(c: Checker, node: ast.Call) -> Typed:
    return extreme(c, node, "latest")


def extreme(c: Checker, node: ast.Call, which: str) -> Typed:
    (part,) = arguments(c, node, 1, f"{which}(x.date for x in rosh.levels)")
    found = c.elements(part, f"`{which}`")
    if found.type.maybe or found.type.kind not in ("date", "unknown"):
        hint = "leave out what is missing: `... if x.date is not None`" if found.type.kind == "date" else None
        raise c.fail(part, f"`{which}` takes dates, not {found.type}", hint)
    return Typed(DATE.or_missing(), call(f"_{which}", listed(found.code)))


def as_list(c: Checker, node: ast.Call) -> Typed:
    (part,) = arguments(c, node, 1, "list(x for x in contacts if x.planned)")
    found = c.elements(part, "`list`")
    return Typed(list_of(found.type), call("_tuple", listed(found.code)))


def unique(c: Checker, node: ast.Call) -> Typed:
    (part,) = arguments(c, node, 1, "unique(x.group for x in groups)")
    found = c.elements(part, "`unique`")
    return Typed(list_of(found.type), call("_unique", listed(found.code)))


def in_force(c: Checker, node: ast.Call) -> Typed:
    entries, day = arguments(c, node, 2, "in_force(case.prolific_periods, day)")
    found = c.elements(entries, "`in_force`")
    fields = fields_of(found.type.model) if found.type.model is not None else {}
    if found.type.maybe or any(name not in fields or fields[name].kind != "date" for name in ("started_on", "ended_on")):
        raise c.fail(entries, f"`in_force` takes entries with the dates `started_on` and `ended_on`, not {found.type}")
    c.reads |= {f"{path}.{name}" for path in found.type.paths for name in ("started_on", "ended_on")}
    return Typed(list_of(found.type), call("_in_force", listed(found.code), c.expect(day, "date", "the day").code))


def coalesce(c: Checker, node: ast.Call) -> Typed:
    if len(node.args) < 2:
        raise c.fail(node, "`coalesce` gives the first of its values that is there: `coalesce(a, b)`")
    found = c.check(node.args[0])
    parts = [found]
    kind: Type = found.type
    for part in node.args[1:]:
        typed = c.check(part)
        joined = unify(kind.sure(), typed.type.sure())
        if joined is None:
            raise c.fail(part, f"`coalesce` is given {kind} and {typed.type}")
        kind = joined
        parts.append(typed)
    maybe = all(typed.type.maybe for typed in parts)
    code = reduce(lambda rest, value: first_there(c, value, rest), [typed.code for typed in reversed(parts)])
    return Typed(kind.or_missing() if maybe else kind.sure(), code)


def first_there(c: Checker, value: ast.expr, rest: ast.expr) -> ast.expr:
    """Both are worked out, so that a list that was not exported is not passed over."""

    def of_both(one: ast.expr) -> ast.expr:
        there = ast.Compare(one, [ast.IsNot()], [ast.Constant(None)])
        return c.once(rest, lambda other: ast.IfExp(there, one, other))

    return c.once(value, of_both)


def period_of(unit: Unit) -> Callable[[Checker, ast.Call], Typed]:
    def check(c: Checker, node: ast.Call) -> Typed:
        (number,) = arguments(c, node, 1, f"{unit}(10)")
        if not (isinstance(number, ast.Constant) and type(number.value) is int and 0 <= number.value <= 9999):
            raise c.fail(number, "the length of a period is a whole number from 0 to 9999", "or name it in the pack's settings")
        return Typed(PERIOD, call("_Period", number, ast.Constant(unit)))

    return check


def plain(name: str, wanted: Mapping[str, Kind], gives: Type) -> Callable[[Checker, ast.Call], Typed]:
    """A function of plain values, each of one kind. A kind of `list` is a list of dates."""

    def check(c: Checker, node: ast.Call) -> Typed:
        parts = arguments(c, node, len(wanted), f"{name}({', '.join(wanted)})")
        codes = []
        for part, (word, kind) in zip(parts, wanted.items(), strict=True):
            if kind == "list":
                found = c.elements(part, f"`{word}`")
                if found.type.kind not in ("date", "unknown") or found.type.maybe:
                    raise c.fail(part, f"`{word}` takes dates, not {found.type}")
                codes.append(listed(found.code))
            else:
                codes.append(c.expect(part, kind, f"`{word}`").code)
        return Typed(gives, call(f"_{name}", *codes))

    return check


def listed(code: ast.expr) -> ast.expr:
    """A generator as a list expression, which is faster where all of it is wanted."""
    return ast.ListComp(code.elt, code.generators) if isinstance(code, ast.GeneratorExp) else code


_SPAN: dict[str, Kind] = {"start": "date", "end": "date"}
_INTERVALS: dict[str, Kind] = {"dates": "list", "start": "date", "period": "period", "end": "date"}

CALLS: Mapping[str, Function] = {
    "any": Function("any(x.made for x in home_visits)", "whether it is true of one of them; of a list, whether anything is in it", any_of),
    "all": Function("all(x.made for x in home_visits)", "whether it is true of each; true of an empty list", all_of),
    "count": Function("count(x for x in home_visits if x.made)", "how many there are", count),
    "first": Function("first(x for x in rosh.levels)", "the first in order of time; missing where there is none", first),
    "last": Function("last(x for x in rosh.levels)", "the last in order of time; missing where there is none", last),
    "earliest": Function("earliest(x.date for x in rosh.levels)", "the earliest date; missing where there is none", earliest),
    "latest": Function("latest(x.date for x in rosh.levels)", "the latest date; missing where there is none", latest),
    "list": Function("list(x for x in contacts if x.planned)", "the values as a list", as_list),
    "unique": Function("unique(x.group for x in groups)", "each value once, in order", unique),
    "in_force": Function(
        "in_force(case.prolific_periods, day)",
        "the entries whose time, from `started_on` to `ended_on`, holds the day; either can be missing",
        in_force,
    ),
    "coalesce": Function("coalesce(a, b)", "the first of the values that is there; missing where none is", coalesce),
    "days": Function("days(10)", "so many calendar days", period_of("days")),
    "weeks": Function("weeks(16)", "so many weeks", period_of("weeks")),
    "months": Function("months(4)", "so many months", period_of("months")),
    "working_days": Function("working_days(10)", "so many working days", period_of("working_days")),
    "days_between": Function("days_between(start, end)", "calendar days from one date to another", plain("days_between", _SPAN, INT)),
    "working_days_between": Function(
        "working_days_between(start, end)", "working days after one date, up to another", plain("working_days_between", _SPAN, INT)
    ),
    "months_between": Function("months_between(start, end)", "whole months between dates", plain("months_between", _SPAN, INT)),
    "years_between": Function("years_between(start, end)", "whole years between dates", plain("years_between", _SPAN, INT)),
    "longest_gap": Function(
        "longest_gap(dates, start, end)",
        "days of the longest stretch from start to end without one of the dates; 0 where the end lies before the start",
        plain("longest_gap", {"dates": "list", "start": "date", "end": "date"}, INT),
    ),
    "intervals": Function(
        "intervals(dates, start, period, end)",
        "a window from the start and from each date up to the end; it ends (`end`) on the day on which the period runs out",
        plain("intervals", _INTERVALS, list_of(entity(Window))),
    ),
    "interval_points": Function(
        "interval_points(dates, start, period, end)",
        "the days, up to the end, on which the period had run out",
        plain("interval_points", _INTERVALS, list_of(DATE)),
    ),
    "windows": Function(
        "windows(start, end, period)",
        "the complete windows of that length that follow one another between two dates, each with a `start` and an `end`",
        plain("windows", {"start": "date", "end": "date", "period": "period"}, list_of(entity(Window))),
    ),
}
