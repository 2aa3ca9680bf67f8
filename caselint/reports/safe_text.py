"""Text from data made fit to print: no control characters, nothing that the terminal cannot encode, no word broken in two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from caselint.language.templates import MONTHS

PLAIN = str.maketrans(
    {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "•": "*", "\u00a0": " ", "×": "x"}  # noqa: RUF001
)
DATE = re.compile(rf"\b([0-9]{{1,2}}) ({'|'.join(MONTHS)}) ([0-9]{{4}})\b")
GLUE = "\x00"  # stands for a space at which no line breaks; `visible` leaves none of its own
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """Control characters, line breaks and marks that turn the direction of writing, written out: `\\x1b`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(escaped(char) if unicodedata.category(char) in UNPRINTABLE else char for char in text)


def escaped(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def encodable(text: str, encoding: str) -> str:
    """The text as the encoding can write it: plain dashes and quotes for typographic ones, escapes for what is left."""
    if text.isascii() or encoding.startswith("utf"):
        return text
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        known = encoding if can_write(encoding, "a") else "ascii"
        return text.translate(PLAIN).encode(known, "backslashreplace").decode(known)
    return text


def can_write(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at spaces alone and never inside a date. A longer word stands whole on its line."""
    lines: list[str] = []
    line, used, room = "", 0, width
    for word in DATE.sub(rf"\1{GLUE}\2{GLUE}\3", text).split(" "):
        word = word.replace(GLUE, " ")
        length = cell_len(word)
        if line and used + 1 + length > room:
            lines.append(line)
            line, used, room = word, length, width
        else:
            line, used = (f"{line} {word}", used + 1 + length) if line else (word, length)
    return [*lines, line]


def padded(text: str, width: int, *, right: bool = False) -> str:
    gap = " " * max(0, width - cell_len(text))
    return gap + text if right else text + gap


def day(value: date, *, long: bool = False) -> str:
    """`8 March 2010`, or `8 Mar 2010` in a column."""
    month = MONTHS[value.month - 1]
    return f"{value.day} {month if long else month[:3]} {value.year}"


def many(n: int, one: str, several: str | None = None) -> str:
    """`1 case`, `1,204 cases`."""
    return f"{n:,} {one if n == 1 else several or one + 's'}"


def listing(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
