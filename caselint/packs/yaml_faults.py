"""What is wrong with a file that is no YAML, in words for somebody who does not know YAML's own."""

from __future__ import annotations

import re

import yaml

COLUMNS = "the keys of one entry stand under one another"
QUOTES = "put a text with a colon in it in quotes"
KEY = re.compile(r"[\w-]+")

Words = tuple[str, str | None]


def in_words(error: yaml.MarkedYAMLError, text: str) -> Words:
    """What to say of the fault, and what to try. Where it is not clear what was meant, the parser's own words."""
    said: Words = (f"is not YAML: {error.problem}", None)
    mark, problem = error.problem_mark, error.problem or ""
    lines = text.splitlines()
    if error.context == "while scanning a quoted scalar" and error.context_mark:
        return f"is not YAML: the quotes that open in line {error.context_mark.line + 1} never close", None
    if mark is None or mark.line >= len(lines):
        return said
    line = lines[mark.line]
    before, here = line[: mark.column], line[mark.column : mark.column + 1]
    if problem.startswith("mapping values are not allowed"):
        if re.search(r":\s", before) or not KEY.fullmatch(without_dashes(before).rstrip()):
            return "is not YAML: this text has a colon in it", "put the text in quotes"
        return indented(lines, mark.line, f"{COLUMNS}; {QUOTES}") or (said[0], f"{COLUMNS}; {QUOTES}")
    if problem.startswith("did not find expected"):
        if not before.strip():
            return indented(lines, mark.line, COLUMNS) or said
        if before.rstrip().endswith(("'", '"')) and "expected key" in problem:
            return "is not YAML: the quotes end here, and the text goes on", "use the other kind of quotes around the whole text"
    if problem.startswith("found character that cannot start"):
        if here == "\t":
            return "is not YAML: a tab", "indent with spaces"
        return f"is not YAML: a text cannot begin with {here}", "put the text in quotes"
    return said


def indented(lines: list[str], number: int, hint: str) -> Words | None:
    """How far a line is indented, where the one above it is indented otherwise: of a list, the one above that begins with a dash."""
    dash = lines[number].lstrip().startswith("- ")
    above = [line for line in lines[:number] if line.strip() and not line.lstrip().startswith("#")]
    if dash:
        above = [line for line in above if line.lstrip().startswith("- ")]
    if not above:
        return None
    here, there = (first_column(line) if dash else column_of_key(line) for line in (lines[number], above[-1]))
    what = "the `- ` above" if dash else "the line above"
    return None if here == there else (f"is not YAML: this is indented by {here}, {what} by {there}", hint)


def first_column(line: str) -> int:
    return len(line) - len(line.lstrip())


def column_of_key(line: str) -> int:
    """Behind the dashes of a list."""
    return len(line) - len(without_dashes(line))


def without_dashes(line: str) -> str:
    return re.sub(r"^\s*(- +)*", "", line)
