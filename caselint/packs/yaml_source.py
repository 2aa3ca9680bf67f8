"""Reads a YAML file as data, with the place of every value. YAML 1.2: `no` is a word, not false, and a date stays as written.

Of YAML only what data needs: no tags, so that no file names a type of its own, and no aliases, so that none grows when it is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from caselint.packs.model import Place
from caselint.packs.problems import PackProblem
from caselint.packs.yaml_faults import in_words

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # a Python built without the C library: slower, and the same
    from yaml import SafeLoader  # type: ignore[assignment]


class Loader(SafeLoader):
    """Guesses at no types: every tag but these three is one that the file's author wrote."""

    yaml_implicit_resolvers = {}


MAX_DEPTH = 100
TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")

# The core schema of YAML 1.2 (section 10.3.2). Python's own YAML follows 1.1, where `no`, `on` and `2010-01-01` are no texts.
_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
# Between double quotes: an escape, or any other character. Some escapes stand for spaces.
_ESCAPED = re.compile(r"\\(?:x(?P<x>..)|u(?P<u>.{4})|U(?P<U>.{8})|(?P<simple>.))|.", re.DOTALL)
_SPACES = " \t\ntnvfrN_LP"
Path_ = Sequence[str | int]


@dataclass(slots=True)
class Document:
    """A file's data, and where in the file each part of it stands."""

    file: str
    text: str
    data: Any
    node: yaml.Node | None
    problems: list[PackProblem] = field(default_factory=list)

    def place(self, path: Path_ = ()) -> Place:
        """Where the value at a path begins; of a path that does not exist, its nearest parent."""
        node = self._find(path)
        if node is None:
            return Place(self.file, 1, 1)
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def place_of_key(self, path: Path_) -> Place:
        """Where the key of a value begins."""
        parent = self._find(path[:-1])
        if isinstance(parent, yaml.MappingNode) and path:
            for key, _ in parent.value:
                if key.value == path[-1]:
                    return Place(self.file, key.start_mark.line + 1, key.start_mark.column + 1)
        return self.place(path)

    def place_inside(self, path: Path_, offset: int) -> Place:
        """Where a character of a text value stands in the file, however YAML folds or quotes that text."""
        node = self._find(path)
        if not isinstance(node, yaml.ScalarNode):
            return self.place(path)
        # YAML makes other spaces of spaces, and leaves all else as it is: so characters that are no spaces are counted.
        before = sum(not character.isspace() for character in node.value[:offset])
        if node.value[offset : offset + 1].strip():
            index = next(islice(self._characters(node), before, None), node.start_mark.index)
        else:  # a space, or the end: just after what stands before it
            last = next(islice(self._characters(node), before - 1, None), None) if before else None
            index = node.start_mark.index if last is None else last + 1
        line = self.text.count("\n", 0, index) + 1
        return Place(self.file, line, index - (self.text.rfind("\n", 0, index) + 1) + 1)

    def _characters(self, node: yaml.ScalarNode) -> Iterator[int]:
        """Where in the text each character of a scalar stands that is no space."""
        start, end = node.start_mark.index, node.end_mark.index
        if node.style == '"':
            for token in _ESCAPED.finditer(self.text, start + 1, end - 1):
                code, simple = token["x"] or token["u"] or token["U"], token["simple"]
                if not (chr(int(code, 16)).isspace() if code else simple in _SPACES if simple else token[0].isspace()):
                    yield token.start()
            return
        if node.style in ("|", ">"):
            start = self.text.index("\n", start) + 1
        step = start + 1 if node.style == "'" else start
        while step < end:
            if not self.text[step].isspace():
                yield step
                step += self.text.startswith("''", step) and node.style == "'"
            step += 1

    def line(self, number: int) -> str:
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _find(self, path: Path_) -> yaml.Node | None:
        node = self.node
        for step in path:
            below = None
            if isinstance(node, yaml.MappingNode):
                below = next((value for key, value in node.value if key.value == str(step)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                below = node.value[step]
            if below is None:
                return node
            node = below
        return node


def read_yaml(path: Path, shown: str | None = None) -> Document:
    """Read a file. What is wrong with it stands in the document's problems, all at once."""
    file = shown or str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return Document(file, "", None, None, [PackProblem(Place(file, 1, 1), f"cannot be read: {error.strerror}")])
    except UnicodeDecodeError as error:
        return Document(file, "", None, None, [PackProblem(Place(file, 1, 1), f"is not UTF-8: byte {error.start}")])
    return parse_yaml(text, file)


def parse_yaml(text: str, file: str) -> Document:
    document = Document(file, text, None, None)
    try:
        deep = too_deep(text)
        if deep is not None:
            document.problems.append(PackProblem(Place(file, *deep), f"nests deeper than {MAX_DEPTH} levels"))
            return document
        loader = Loader(text)
        try:
            document.node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        document.problems.append(PackProblem(place, *in_words(error, text), document.line(place.line)))
        return document
    except (yaml.YAMLError, RecursionError) as error:
        document.problems.append(PackProblem(Place(file, 1, 1), f"is not YAML: {error}"))
        return document
    if document.node is None:
        document.problems.append(PackProblem(Place(file, 1, 1), "is empty"))
        return document
    document.data = construct(document.node, document, set())
    return document


def too_deep(text: str) -> tuple[int, int] | None:
    """Where a file nests deeper than it may: seen before its parts are put together, which the C library does by calling itself."""
    loader = Loader(text)
    depth = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return (mark.line + 1, mark.column + 1) if (mark := event.start_mark) else (1, 1)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    finally:
        loader.dispose()
    return None


def construct(node: yaml.Node, document: Document, seen: set[int]) -> Any:
    """The plain data of a node. An alias, a tag, or a key twice is a problem."""
    place = Place(document.file, node.start_mark.line + 1, node.start_mark.column + 1)
    fault = None
    if id(node) in seen:
        fault = "an alias (`*name`) stands for this: it is written out each time"
    elif node.tag not in TAGS:
        fault = f"`{node.tag}` is a tag, and a pack has none"
    if fault:
        document.problems.append(PackProblem(place, fault, None, document.line(place.line)))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        quoted = node.style in ("'", '"', "|", ">")
        return node.value if quoted else scalar(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [construct(part, document, seen) for part in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.tag not in TAGS:
            document.problems.append(PackProblem(place, "a key is a plain word"))
            continue
        if key.value in found:
            again = Place(document.file, key.start_mark.line + 1, key.start_mark.column + 1)
            problem = PackProblem(again, f"`{key.value}` stands here twice", "merge the two", document.line(again.line))
            document.problems.append(problem)
        found[key.value] = construct(value, document, seen)
    return found


def scalar(value: str) -> Any:
    if _NULL.fullmatch(value):
        return None
    if _TRUE.fullmatch(value):
        return True
    if _FALSE.fullmatch(value):
        return False
    if _INT.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value) and math.isfinite(float(value)):
        return float(value)
    return value
