"""What is wrong with an example whose case is no record, at its place in the rule's file. Its people are invented, so values are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from caselint.packs.model import Example, Place
from caselint.packs.pack import Rule
from caselint.packs.yaml_source import Document, read_yaml
from caselint.record.expecting import expected_at
from caselint.record.problems import Fault

Step = str | int


def example_faults(rule: Rule, example: Example, faults: Sequence[Fault]) -> Iterator[tuple[Place, str]]:
    """Each fault, and where the example writes it; what comes from the base case stands at the example itself."""
    document, path = written(rule, example)
    for fault in faults:
        steps = steps_of(fault.pointer)
        inside, value = found_in(example.case, steps)
        place = example.place
        if inside and document is not None:
            whole = (*path, "case", *steps)
            place = document.place_of_key(whole) if fault.message.startswith("unknown") else document.place(whole)
        yield place, f"{fault.pointer}: {in_words(fault, steps, value)}"


def written(rule: Rule, example: Example) -> tuple[Document | None, tuple[Step, ...]]:
    """The file of a rule, read again, and the path of the example in it."""
    document = read_yaml(Path(rule.place.file))
    entries = document.data.get("rules") if isinstance(document.data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and entry.get("code") == rule.code:
            return document, ("rules", index, "examples", rule.examples.index(example))
    return None, ()


def in_words(fault: Fault, steps: Sequence[Step], value: Any) -> str:
    """The fault with the value itself, and with what could stand there."""
    message, hint = fault.message, fault.hint
    if isinstance(value, str):
        shown = value if len(value) <= 40 else f"{value[:39]}…"
        message = message.replace("this is not", f"`{shown}` is not", 1) if message.startswith("this is not") else message
    if hint is None and "did you mean" not in message:
        wanted = expected_at(tuple(steps))
        if wanted is not None and wanted.values:
            hint = f"one of: {', '.join(wanted.values)}"
        elif message.startswith("unknown field"):
            hint = "`caselint docs --out FOLDER` lists the fields, under `record`"
    return f"{message} ({hint})" if hint else message


def steps_of(pointer: str) -> tuple[Step, ...]:
    """The steps of a JSON Pointer (RFC 6901). No field of a record is called by a number."""
    parts = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def found_in(data: Any, steps: Sequence[Step]) -> tuple[bool, Any]:
    """Whether a path leads somewhere in plain data, and to what."""
    for step in steps:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False, None
    return True, data
