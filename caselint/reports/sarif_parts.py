"""What the parts of a SARIF file have in common: levels, messages, places."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from caselint.packs.model import Severity
from caselint.reports.safe_text import visible

Json = dict[str, Any]
LEVELS: Mapping[Severity, str] = {"high": "error", "medium": "warning", "low": "note"}


def message(words: str) -> Json:
    """A plain message, in which nothing is an argument or a link."""
    return {"text": braced(visible(words)).replace("](", "] (")}


def braced(words: str) -> str:
    """Single braces would hold arguments."""
    return words.replace("{", "{{").replace("}", "}}")


def location(source: str, line: int, column: int = 0, case_id: str | None = None, pointer: str = "") -> Json:
    physical: Json = {"artifactLocation": {"uri": uri_of(source)}}
    if line > 0:
        physical["region"] = {"startLine": line, "startColumn": column} if column > 0 else {"startLine": line}
    found: Json = {"physicalLocation": physical}
    logical = [{"name": visible(case_id), "kind": "object"}] if case_id is not None else []
    if pointer:
        logical.append({"fullyQualifiedName": visible(pointer), "kind": "value"})
    if logical:
        found["logicalLocations"] = logical
    return found


def uri_of(source: str) -> str:
    """A path as a URI: relative where the path is, percent-encoded, with no colon in its first part that would make it a scheme."""
    path = PurePath(source)
    if path.is_absolute():
        return "file:///" + quote(path.as_posix().lstrip("/"), safe="/:", errors="backslashreplace")
    return quote(path.as_posix(), safe="/", errors="backslashreplace")
