"""Locating: where in a JSON text each value and each key stands, and where the text stops being JSON.

To `locate` only records come that are known to be at fault, so it is written to be exact and to survive anything, not to be fast.
`offset_of` is for a record that was read, and quick.
"""

import json
import re
from collections.abc import Container
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""The way to a value: keys of objects and positions in lists."""

MAX_DEPTH = 200
"""The parser's own limit."""

_SPACES = re.compile(r"[ \t\r\n]*+")
_SURROGATES = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_IN_STRING = re.compile(rf'(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{{4}}|{_SURROGATES}))*+')
_SCALAR = re.compile(r"(?:true|false|null|(NaN|-?Infinity)|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)(?![\w.+-])")


@dataclass(slots=True)
class Layout:
    """Offsets into the text. Of a key that is repeated, the last value counts, as it does for the parser."""

    values: dict[Path, int] = field(default_factory=dict)
    """The wanted values."""
    keys: dict[Path, int] = field(default_factory=dict)
    """The keys of the wanted values."""
    sections: dict[str, int] = field(default_factory=dict)
    """The keys of the outermost object."""
    repeated: list[tuple[Path, int]] = field(default_factory=list)
    """Every key that its object had already."""
    not_numbers: list[tuple[Path, int]] = field(default_factory=list)
    """NaN and Infinity, which are not JSON although many programs write them."""
    broken: tuple[Path, int, str] | None = None
    """Where the text stops being JSON, and why."""


class _BrokenError(Exception):
    def __init__(self, at: int, why: str) -> None:
        super().__init__(why)
        self.at = at


def locate(text: str, wanted: Container[Path]) -> Layout:
    """Walk through the text once, without recursion, up to its end or to the place where it is broken. Never raises for what it finds."""
    layout = Layout()
    path: list[str | int] = []
    try:
        _walk(text, wanted, layout, path)
    except _BrokenError as broken:
        layout.broken = (tuple(path), broken.at, str(broken))
    return layout


def _walk(text: str, wanted: Container[Path], layout: Layout, path: list[str | int]) -> None:
    opened: list[set[str] | None] = []  # the names so far of each object that is open; None for a list
    at = _skip_space(text, 0)
    while True:
        # A value is due here.
        if (here := tuple(path)) in wanted:
            layout.values[here] = at
        start = text[at : at + 1]
        if start in ("{", "["):
            if len(opened) == MAX_DEPTH:
                raise _BrokenError(at, f"nested deeper than {MAX_DEPTH} levels")
            opened.append(set() if start == "{" else None)
            at = _skip_space(text, at + 1)
            if not text.startswith("}" if start == "{" else "]", at):
                path.append("" if start == "{" else 0)
                if start == "{":
                    at = _key(text, at, wanted, layout, path, opened)
                continue
            opened.pop()
            at += 1
        elif start == '"':
            at = _end_of_string(text, at)
        else:
            found = _SCALAR.match(text, at)
            if found is None:
                raise _BrokenError(at, _why_no_value(text, at))
            if found[1]:
                layout.not_numbers.append((here, at))
            at = found.end()
        # A value has ended here.
        while True:
            at = _skip_space(text, at)
            if not opened:
                if at < len(text):
                    raise _BrokenError(at, "there is more after the end of the record")
                return
            names = opened[-1]
            if not text.startswith("]" if names is None else "}", at):
                break
            opened.pop()
            path.pop()
            at += 1
        if not text.startswith(",", at):
            closer = "]" if names is None else "}"
            raise _BrokenError(at, f"a comma or `{closer}` is missing" if at < len(text) else "the record ends too early")
        at = _skip_space(text, at + 1)
        if names is None:
            assert isinstance(path[-1], int)
            path[-1] += 1
        else:
            at = _key(text, at, wanted, layout, path, opened)


def _key(text: str, at: int, wanted: Container[Path], layout: Layout, path: list[str | int], opened: list[set[str] | None]) -> int:
    """Read the key at `at` into the last step of the path; the place of its value."""
    if not text.startswith('"', at):
        raise _BrokenError(at, "a field name in double quotes is missing" if at < len(text) else "the record ends too early")
    end = _end_of_string(text, at)
    name = string_at(text, at)
    names = opened[-1]
    assert name is not None and names is not None
    path[-1] = name
    if name in names:
        layout.repeated.append((tuple(path), at))
    names.add(name)
    if len(path) == 1:
        layout.sections[name] = at
    if tuple(path) in wanted:
        layout.keys[tuple(path)] = at
    end = _skip_space(text, end)
    if not text.startswith(":", end):
        raise _BrokenError(end, "a colon is missing after the field name")
    return _skip_space(text, end + 1)


_parse = json.JSONDecoder().raw_decode


def offset_of(text: str, path: Path) -> int | None:
    """Where one value stands, or None where it does not. All that stands before it is passed over at the speed of the parser."""
    at: int | None = _skip_space(text, 0)
    try:
        for step in path:
            at = None if at is None else _inside(text, at, step)
    except (ValueError, RecursionError):
        return None
    return at


def _inside(text: str, at: int, step: str | int) -> int | None:
    """Where the value of a key begins in the object at `at`, or that of a position in the list there. Raises where the text is no JSON."""
    if not text.startswith("{" if isinstance(step, str) else "[", at):
        return None
    at = _skip_space(text, at + 1)
    position = -1
    while not text.startswith(("}", "]"), at):
        key = position = position + 1
        if isinstance(step, str):
            key, at = _parse(text, at)
            at = _skip_space(text, _skip_space(text, at) + 1)
        if key == step:
            return at
        _, at = _parse(text, at)
        at = _skip_space(text, at)
        if text.startswith(",", at):
            at = _skip_space(text, at + 1)
    return None


def string_at(text: str, at: int) -> str | None:
    """The string that begins at `at`, or None if there is none."""
    if not text.startswith('"', at):
        return None
    found = _IN_STRING.match(text, at + 1)
    if found is None or not text.startswith('"', found.end()):
        return None
    return found[0] if "\\" not in found[0] else str(json.loads(text[at : found.end() + 1]))


def scalar_at(text: str, at: int) -> str | None:
    """The number, true, false or null that begins at `at`, as it is written."""
    found = _SCALAR.match(text, at)
    return found[0] if found else None


def place(text: str, offset: int, line: int, column: int) -> tuple[int, int]:
    """Line and column of an offset, in a text that begins at `line` and `column` of its file."""
    newlines = text.count("\n", 0, offset)
    return (line + newlines, offset - text.rfind("\n", 0, offset)) if newlines else (line, column + offset)


def _skip_space(text: str, at: int) -> int:
    found = _SPACES.match(text, at)
    assert found is not None
    return found.end()


def _end_of_string(text: str, at: int) -> int:
    found = _IN_STRING.match(text, at + 1)
    assert found is not None
    end = found.end()
    if end == len(text):
        raise _BrokenError(at, "the text that begins here is never closed")
    if text[end] == "\\":
        raise _BrokenError(end, "what follows this backslash is not JSON: write \\\\ for a backslash itself")
    if text[end] != '"':
        raise _BrokenError(end, "a line break, tab or control character inside a text: write it as \\n or \\t")
    return end + 1


def _why_no_value(text: str, at: int) -> str:
    if at >= len(text):
        return "the record ends too early" if text else "a record is missing here"
    if text[at] in ",]}":
        return "a value is missing"
    if text[at] == "'":
        return "text stands in double quotes, not single ones"
    return "this is no JSON value: text stands in double quotes, and true, false and null in small letters"
