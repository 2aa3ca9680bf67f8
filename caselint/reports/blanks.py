"""A message as it reads before the values of a case are filled in: each stands in square brackets, in words."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from caselint.language.expression import parse
from caselint.language.templates import PARTS

Lists = Mapping[str, str]
"""By the variable of a generator: what the list is called that it goes over."""

CALLED = {"done_on": "day on which it was done", "as_of": "as-of date", "settings": ""}
"""Names that say more in other words. A setting is called by its own name alone."""
OF_LISTS = {"count": "number of ", "list": "", "unique": "", "any": "whether any ", "all": "whether all "}
"""Functions of a list: what stands before its words. Others, such as `earliest`, are English already."""
SIGNS = {ast.Add: "plus", ast.Sub: "less", ast.Mult: "times", ast.Div: "divided by"}


def without_values(text: str) -> str:
    """The message on one line. What is said only sometimes stands in brackets, too."""
    message = ""
    for part in PARTS.finditer(text):
        message += part[0][0] if part["expression"] is None else blank(part["expression"])
    return " ".join(message.split())


def blank(expression: str) -> str:
    words = words_of(parse(expression), {})
    return f"{' ' * words.startswith(' ')}[{' '.join(words.split()) or 'a value'}]{' ' * words.endswith(' ')}"


def words_of(node: ast.expr, lists: Lists) -> str:
    """What the value is, in words made of the names in its expression. Nothing for a value that is missing or empty."""
    match node:
        case ast.Constant(value=value):
            return str(value) if value else ""
        case ast.Name(id=name):
            return lists.get(name) or CALLED.get(name, plain(name))
        case ast.Attribute(value=ast.Name(id=name), attr=field) if name in lists:
            return f"{plain(field)} of {lists[name]}"
        case ast.Attribute(value=value, attr=field):
            return f"{words_of(value, lists)} {plain(field)}".strip()
        case ast.IfExp(body=body, orelse=other):
            return either([body, other], lists)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return either(parts, lists)
        case ast.BinOp(left=left, right=right) if isinstance(left, ast.List | ast.IfExp | ast.BinOp):
            return either([left, right], lists)
        case ast.BinOp(left=left, op=sign, right=right):
            return f"{words_of(left, lists)} {SIGNS[type(sign)]} {words_of(right, lists)}"
        case ast.GeneratorExp(elt=element, generators=loops):
            for loop in loops:
                if isinstance(loop.target, ast.Name):
                    lists = {**lists, loop.target.id: words_of(loop.iter, lists)}
            return words_of(element, lists)
        case ast.Call(func=ast.Name(id="coalesce"), args=parts):
            return either(parts, lists)
        case ast.Call(func=ast.Name(id=name), args=[part]) if name in OF_LISTS:
            return OF_LISTS[name] + words_of(part, lists)
        case ast.Call(func=ast.Name(id=name), args=[ast.GeneratorExp() as part]):
            return f"{plain(name)} {words_of(part, lists)}"
        case ast.Call(func=ast.Name(id=("earliest" | "latest" | "first" | "last") as name), args=[part]):
            return f"{name} of {words_of(part, lists)}"
        case ast.Call(func=ast.Name(id=name)):
            return plain(name)
    return ""


def either(parts: list[ast.expr], lists: Lists) -> str:
    """What can stand there, each once."""
    return " / ".join(dict.fromkeys(words for part in parts if (words := words_of(part, lists)).strip()))


def plain(name: str) -> str:
    return name.replace("_", " ")
