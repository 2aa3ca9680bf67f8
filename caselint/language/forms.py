"""What the rule language is made of, in words: for its reference. Tests hold each list to what the checker accepts."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """Something that can be written: how, and what it means."""

    usage: str
    meaning: str


FORMS: Mapping[type[ast.expr], Form] = {
    ast.Constant: Form('"high"', "a value: a word in quotes, a number, `True`, `False`, or `None` for what is missing"),
    ast.Name: Form(
        "home_visits", "a section of the record, a definition of the pack, a variable, or `as_of`, the day on which the audit looks"
    ),
    ast.Attribute: Form("case.order_type", "a field of an entry, or a value of the pack's settings: `settings.first_home_visit_limit`"),
    ast.BoolOp: Form("a and b", "both, or (`or`) at least one of them; joins what is true or false, and nothing else"),
    ast.UnaryOp: Form("not a", "the opposite; and `-1`, a number below zero"),
    ast.IfExp: Form("1 if a else 2", "the one value where the condition holds, and the other where it does not; both are of one kind"),
    ast.BinOp: Form("day + weeks(2)", "arithmetic on dates, periods, numbers and lists"),
    ast.Tuple: Form('("high", "very_high")', "a list of values, which can be searched with `in`"),
    ast.List: Form('["high", "very_high"]', "the same, in other brackets"),
    ast.Call: Form("count(home_visits)", "a function of the language, or a definition that takes values: `level_at(start.date)`"),
    ast.GeneratorExp: Form(
        "any(v.made for v in home_visits if v.date is not None)",
        "`x for x in list`, perhaps with `if`: goes over a list. It stands inside a function; what is asked of each entry comes first",
    ),
    ast.Compare: Form("start <= day <= end", "one comparison, or a chain of them, which holds where each of its pairs does"),
}
"""By the kind of node in Python's syntax tree. Any other kind is an error."""

COMPARISONS: Mapping[str, str] = {
    "==": "is the same; of a level of risk that nobody recorded, neither true nor false but missing",
    "!=": "is another value; of a missing value of a plain code list it is true, of a missing level it is missing",
    "<": "comes before, or is less: two dates, two numbers or two levels, both of which must be there",
    "<=": "comes before or is the same",
    ">": "comes after, or is more",
    ">=": "comes after or is the same",
    "in": "is one of a list",
    "not in": "is none of a list",
    "is": "`x is None`: is missing. `x is True`, `x is False`: is so for certain, and a missing value is neither",
    "is not": "`x is not None`: is there. `x is not False`: may be so, since a missing value counts as yes",
}

ARITHMETIC: Mapping[type[ast.operator], Form] = {
    ast.Add: Form("day + weeks(2)", "the day a period later; the sum of two numbers; one list after another"),
    ast.Sub: Form("day - weeks(2)", "the day a period earlier; the difference of two numbers"),
    ast.Mult: Form("number * 2", "the product of two numbers"),
    ast.Div: Form("number / 2", "the quotient of two numbers; missing where the second is 0"),
}

CONNECTIVES: Mapping[str, str] = {
    "and": "false if any side is false, true only if all are true, else missing",
    "or": "true if any side is true, false only if all are false, else missing",
    "not": "the opposite, and missing of what is missing",
}
