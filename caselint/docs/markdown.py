"""Markdown that reads the same to MkDocs, to GitHub and to CommonMark, and in which text from a pack is never more than text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from caselint.reports.safe_text import visible

Row = Sequence[str]

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "@": "&#64;", ":": "&#58;"}
"""Python-Markdown knows no backslash before these; a colon matters only where a link could begin."""
SPECIAL = re.compile(r"[\\`*_\[\]{}#!]|[&<>|~@]|:(?=//)")
OPENING = re.compile(r"^(\s*)([-+=:]|[0-9]+[.)])")
"""What would begin a list, a rule or a definition at the start of a line."""
PLAIN_CODE = re.compile(r"[^`&<>|]+")
HARMLESS = frozenset(" .,;:()/=+-\"'")
TICKS = re.compile(r"`+")


def text(words: str) -> str:
    """Words as they are: no HTML, no link, no mark-up. Always one line."""
    flat = " ".join(visible(" ".join(words.split())).split())
    escaped = SPECIAL.sub(lambda found: ENTITIES.get(found[0]) or "\\" + found[0], flat)
    return OPENING.sub(lambda found: found[1] + "".join(f"&#{ord(char)};" if not char.isdigit() else char for char in found[2]), escaped)


def prose(words: str) -> str:
    """The same, save that `code` stays code: descriptions in the sources have it, and so have the texts of packs."""
    parts = " ".join(words.split()).split("`")
    if len(parts) % 2 == 0:
        return text(words)
    return "".join(code(part) if index % 2 else joined(part) for index, part in enumerate(parts))


def joined(part: str) -> str:
    """A piece between two code spans, with the spaces that it begins and ends with."""
    if not part.strip():
        return part
    return " " * (part[0] == " ") + text(part) + " " * (part[-1] == " ")


def code(words: str) -> str:
    """A name or an expression on one line, exactly as it is."""
    shown = visible(" ".join(words.split()))
    if PLAIN_CODE.fullmatch(shown):
        return f"`{shown}`"
    return "<code>" + "".join(char if char.isalnum() or char in HARMLESS else f"&#{ord(char)};" for char in shown) + "</code>"


def link(label: str, target: str) -> str:
    """A link to another page. The label is Markdown already; a target is made of codes, ids and names, which are plain words."""
    return f"[{label}]({target})"


def slug(heading: str) -> str:
    """The anchor that a heading gets. Headings that are linked to are made of plain words."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def fenced(words: str, language: str = "text") -> str:
    lines = [visible(line) for line in words.rstrip("\n").split("\n")]
    longest = max((len(run) for line in lines for run in TICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{language}", *lines, fence])


def table(head: Row, rows: Iterable[Row]) -> str:
    """Cells are Markdown already. An empty cell holds a dash, so that it is seen to be meant."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace(chr(10), ' ') or '-' for cell in line)} |" for line in lines)


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """What is known of something, one line each, without what there is nothing to say of."""
    return bullets(f"**{name}**: {says}" for name, says in rows if says)


def page(*parts: str | None) -> str:
    """The parts of a page, an empty line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"


class Dates(yaml.SafeDumper):
    """Writes a date as a pack does, without quotes: packs have no dates but those that are written so."""


Dates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def as_yaml(data: Mapping[str, Any]) -> str:
    """Plain data as one writes it into a pack."""
    if not data:
        return "{}"
    written: str = yaml.dump(data, Dumper=Dates, sort_keys=False, default_flow_style=None, allow_unicode=True, width=120)
    return written.rstrip("\n")


class Blocks(Dates):
    """Writes a long text over several lines, each of them whole words, as one does by hand."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # a list stands further in than its key
        super().increase_indent(flow, False)


def written_out(dumper: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=">" if len(words) > LONG else None)


Blocks.add_representer(str, written_out)
LONG = 80
"""Characters of a text that still stand on the line of their key."""


def as_blocks(data: Mapping[str, Any], indent: int = 0) -> str:
    """Plain data as one writes the logic of a rule: a line for each key, and nothing in brackets."""
    written: str = yaml.dump(data, Dumper=Blocks, sort_keys=False, default_flow_style=False, allow_unicode=True, width=76 - indent)
    return "\n".join(" " * indent + line for line in written.rstrip("\n").split("\n"))
