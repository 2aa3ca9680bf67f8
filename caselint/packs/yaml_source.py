"""Reads a YAML file as data, with the place of every value. YAML 1.2: `no` is a word, not false, and a date stays as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from caselint.packs.model import Place
from caselint.packs.problems import PackProblem

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a Python built without the C library: slower, and the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

# The core schema of YAML 1.2 (section 10.3.2). Python's own YAML follows 1.1, where `no`, `on` and `2010-01-01` are no texts.
_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
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
        index = node.start_mark.index
        if node.style in ("|", ">"):
            index = self.text.index("\n", index) + 1
        value = node.value
        for position, character in enumerate(value[: offset + 1]):
            if character.isspace():
                continue
            found = self.text.find(character, index)
            if found < 0:
                break
            index = found
            if position == offset:
                break
            index += 2 if node.style == "'" and character == "'" else 1
        line = self.text.count("\n", 0, index) + 1
        return Place(self.file, line, index - (self.text.rfind("\n", 0, index) + 1) + 1)

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
        loader = Loader(text)
        try:
            document.node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        document.problems.append(PackProblem(place, f"is not YAML: {error.problem}", source=document.line(place.line)))
        return document
    except (yaml.YAMLError, RecursionError) as error:
        document.problems.append(PackProblem(Place(file, 1, 1), f"is not YAML: {error}"))
        return document
    if document.node is None:
        document.problems.append(PackProblem(Place(file, 1, 1), "is empty"))
        return document
    document.data = construct(document.node, document)
    return document


def construct(node: yaml.Node, document: Document, depth: int = 0) -> Any:
    """The plain data of a node. An alias stands for a copy; a tag, or a key twice, is a problem."""
    place = Place(document.file, node.start_mark.line + 1, node.start_mark.column + 1)
    if depth > 100:
        document.problems.append(PackProblem(place, "nests deeper than 100 levels"))
        return None
    if isinstance(node, yaml.ScalarNode):
        quoted = node.style in ("'", '"', "|", ">")
        return node.value if quoted else scalar(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [construct(part, document, depth + 1) for part in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            document.problems.append(PackProblem(place, "a key is a plain word"))
            continue
        if key.value in found:
            again = Place(document.file, key.start_mark.line + 1, key.start_mark.column + 1)
            problem = PackProblem(again, f"`{key.value}` stands here twice", "merge the two", document.line(again.line))
            document.problems.append(problem)
        found[key.value] = construct(value, document, depth + 1)
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
    if _FLOAT.fullmatch(value):
        return float(value)
    return value
