"""Reading a file of assessors' answers: JSON Lines or CSV, with the columns `case`, `rule`, `outcome`, `by`, `on`, `note`, `subject`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.expecting import Expected, expected_at
from caselint.record.locating import Layout, locate, place
from caselint.record.problems import Fault
from caselint.record.wording import key_name, missing_key, unknown_key, wrong_value


class AnswerRow(Entry):
    """One line of a file of answers."""

    case: Id = Field(description="Case id, as in the record.")
    rule: Id = Field(description="Rule code or name.")
    subject: Id | None = Field(default=None, description="Id or date of what it answers for, where the rule is asked of each.")
    outcome: Literal["sufficient", "insufficient", "too_late", "not_done", "not_applicable"] = Field(description="Answer.")
    by: Text = Field(min_length=1, description="Who answered.")
    on: Day = Field(description="The day of the answer.")
    note: Text | None = Field(default=None, description="Note; never printed.")


NEEDED = tuple(name for name, part in AnswerRow.model_fields.items() if part.is_required())
OF_ANSWER = {
    "case": ("case", "id"),
    "rule": ("case", "id"),
    "subject": ("case", "id"),
    "by": ("answers", 0, "by"),
    "note": ("answers", 0, "note"),
}
"""Fields that hold the same kind of value somewhere in the record, whose wording of faults they share."""
FOR_READING = (
    "severity",
    "name",
    "question",
    "what is expected",
    "evidence against",
    "why it waits",
    "officer",
    "team",
    "unit",
)
"""Columns that a workbook puts beside those of the answer, for whoever fills it in: they are not read."""
TO_FILL_IN = ("outcome", "by", "on", "note")
_ROW = TypeAdapter(AnswerRow)
_LINES = (".jsonl", ".ndjson", ".json")


def rows_of(path: Path, lost: list[Fault]) -> Iterator[tuple[int, AnswerRow]]:
    """The rows that can be read, each with its line; what cannot be read is told to `lost`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        lost.append(Fault("", 1, 1, f"the file of answers cannot be read: {error.strerror}", "check the path"))
        return
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        lost.append(Fault("", line, 1, "the text is not UTF-8, so none of it was read", "save it again: in Excel as `CSV UTF-8`"))
        return
    in_lines = path.suffix.lower() in _LINES or (path.suffix.lower() != ".csv" and text.lstrip().startswith("{"))
    for line, row in json_rows(text) if in_lines else csv_rows(text, lost):
        found = checked(row, line, lost, columns=in_lines)
        if found is not None:
            yield line, found
    if not text.strip():
        lost.append(Fault("", 1, 1, "the file of answers is empty", f"its columns are {', '.join(AnswerRow.model_fields)}"))


def json_rows(text: str) -> Iterator[tuple[int, str]]:
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip():
            yield line, row


def csv_rows(text: str, lost: list[Fault]) -> Iterator[tuple[int, str]]:
    """The rows of a table as JSON. Empty cells are left out; the words of an outcome may stand apart (`too late`)."""
    head = text.partition("\n")[0]
    separator = next((mark for mark in (",", ";", "\t") if mark in head), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    names: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            if names is None:
                names = [cell.strip().lower() for cell in cells]
                if text.strip() and not usable(names, lost):
                    return
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(names):
                    lost.append(
                        Fault(
                            "",
                            line,
                            1,
                            f"{len(cells)} cells stand in a row of {len(names)} columns",
                            "put cells with a comma in double quotes",
                        )
                    )
                else:
                    read = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
                    row = {name: cell for name, cell in read.items() if name not in FOR_READING}
                    if len(row) < len(read) and not row.keys() & TO_FILL_IN:
                        line = reader.line_num + 1
                        continue  # a question that a workbook put here, and that nobody has answered yet
                    if "outcome" in row:
                        row["outcome"] = row["outcome"].lower().replace(" ", "_").replace("-", "_")
                    yield line, json.dumps(row, ensure_ascii=False)
            line = reader.line_num + 1
    except csv.Error:
        lost.append(
            Fault("", line, 1, "the table cannot be read from this row on", "a cell that begins with a double quote must end with one")
        )


def usable(names: Sequence[str], lost: list[Fault]) -> bool:
    """Whether the first row names the columns that every answer needs, and none twice or unknown."""
    faults = len(lost)
    known = Expected("object", fields=tuple(AnswerRow.model_fields))
    for name in dict.fromkeys(names):
        if name not in AnswerRow.model_fields and name not in FOR_READING:
            message, hint = unknown_key(name, known)
            lost.append(Fault("", 1, 1, message.replace("field", "column"), hint))
        elif names.count(name) > 1:
            lost.append(Fault("", 1, 1, f"the column {key_name(name)} stands here twice", "keep one of the two"))
    for name in NEEDED:
        if name not in names:
            lost.append(
                Fault(
                    "", 1, 1, f"the column `{name}` is missing, so no row was read", "the first row names the columns: " + ", ".join(NEEDED)
                )
            )
    return len(lost) == faults


def checked(text: str, line: int, lost: list[Fault], *, columns: bool) -> AnswerRow | None:
    """One row, or its faults told to `lost`."""
    try:
        row = _ROW.validate_json(text)
        errors: list[Any] = []
    except ValidationError as error:
        errors = list(error.errors(include_url=False, include_input=False))
    if not errors:
        repeated = locate(text, ()).repeated
        for path, offset in repeated:
            lost.append(Fault("", line, 1 + offset, f"{key_name(str(path[-1]))} stands here twice", "keep one of the two"))
        return None if repeated else row
    broken = errors[0]["type"] == "json_invalid"
    layout = locate(text, {e["loc"] for e in errors})
    if broken:
        what = f"broken JSON: {layout.broken[2]}" if layout.broken else "broken JSON"
        lost.append(
            Fault("", line, place(text, layout.broken[1], 1, 1)[1] if layout.broken else 1, what, "one object in braces on each line")
        )
        return None
    for each in errors:
        offset, (message, hint) = words_of(each, layout, text)
        lost.append(Fault("", line, place(text, offset, 1, 1)[1] if columns else 1, message, hint))
    return None


def words_of(error: Any, layout: Layout, text: str) -> tuple[int, tuple[str, str | None]]:
    path = error["loc"]
    name = str(path[0]) if path else ""
    if error["type"] == "missing":
        return 0, missing_key(name, Expected("text", AnswerRow.model_fields[name].description or ""))
    if error["type"] == "extra_forbidden":
        return layout.keys.get(path, 0), unknown_key(name, Expected("object", fields=tuple(AnswerRow.model_fields)))
    offset = layout.values.get(path, 0)
    message, hint = wrong_value(error["type"], error.get("ctx", {}), wanted(name), text, offset)
    return offset, (f"`{name}`: {message}" if name else message, hint)


def wanted(name: str) -> Expected | None:
    if name == "outcome":
        return expected_at(("answers", 0, "outcome"))
    if name == "on":
        return expected_at(("answers", 0, "date"))
    return expected_at(OF_ANSWER[name]) if name in OF_ANSWER else Expected("object")
