"""Explaining: everything that is wrong with the bytes of one record, each fault with its place in the file."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import jiter
from pydantic import TypeAdapter, ValidationError

from caselint.record.expecting import expected_at, suggest_section
from caselint.record.locating import Layout, Path, locate, place, string_at
from caselint.record.problems import Fault, Problem, ProblemKind
from caselint.record.record import Record
from caselint.record.splitting import Raw
from caselint.record.wording import key_name, missing_key, pointer, unknown_key, wrong_value

MAX_FAULTS = 100
ADAPTER = TypeAdapter(Record)

_CASE_ID = ("case", "id")
_PARSER_PLACE = re.compile(r"(?P<what>.*) at line (?P<line>\d+) column (?P<column>\d+)", re.DOTALL)

Words = tuple[str, str | None]


class Found(NamedTuple):
    """A fault before it is put into words, which is not done for those past the cap."""

    offset: int
    path: Path
    words: Callable[[], Words]


def explain(raw: Raw) -> Problem:
    """The faults of a record that could not be read, in the order of the text; at least one."""
    try:
        text, found = raw.data.decode(), []
    except UnicodeDecodeError as error:
        # The rest is read all the same, so that it need not be mended twice.
        text, before = raw.data.decode(errors="replace"), len(raw.data[: error.start].decode())
        hint = "an export from Windows is often in Windows-1252: save it as UTF-8"
        found = [Found(before, (), _words("from here on the text is not UTF-8", hint))]
    errors = _model_errors(text)
    layout = locate(text, {_CASE_ID, *(error["loc"][:-1] if error["type"] == "missing" else error["loc"] for error in errors)})
    found += _text_faults(layout)
    numbers = {path for path, _ in layout.not_numbers}
    found += (_from_model(error, layout, text) for error in errors if error["loc"] not in numbers or error["type"] == "extra_forbidden")
    found += _near_sections(layout)
    return _problem(ProblemKind.MALFORMED, raw, text, found or [_parsers_word(text)], _case_id(layout, text))


def point_out(raw: Raw, case_id: str, contradictions: Sequence[tuple[Path, str]]) -> Problem:
    """The contradictions of a record that could be read, each with its place."""
    text = raw.data.decode()
    layout = locate(text, {path for path, _ in contradictions})
    found = [Found(layout.values[path], path, _words(message)) for path, message in contradictions]
    return _problem(ProblemKind.INCONSISTENT, raw, text, found, case_id)


def _problem(kind: ProblemKind, raw: Raw, text: str, found: list[Found], case_id: str | None) -> Problem:
    found.sort(key=lambda each: each.offset)
    faults = []
    for offset, path, words in found[:MAX_FAULTS]:
        message, hint = words()
        faults.append(Fault(pointer(path), *place(text, offset, raw.line, raw.column), message, hint))
    if (more := len(found) - MAX_FAULTS) > 0:
        faults.append(Fault("", raw.line, raw.column, f"and {more} more faults in this record", "mend these first"))
    return Problem(kind, raw.source, tuple(faults), case_id)


def _words(message: str, hint: str | None = None) -> Callable[[], Words]:
    return lambda: (message, hint)


def _model_errors(text: str) -> list[Any]:
    try:
        ADAPTER.validate_json(text)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        return [] if errors[0]["type"] == "json_invalid" else list(errors)
    return []


def _text_faults(layout: Layout) -> Iterator[Found]:
    """What the text itself has wrong, whatever the models expect."""
    if layout.broken:
        path, offset, why = layout.broken
        yield Found(offset, path, _words(f"broken JSON: {why}"))
    for path, offset in layout.repeated:
        yield Found(offset, path, _words(f"{key_name(str(path[-1]))} stands here twice in one object", "keep one of the two"))
    for path, offset in layout.not_numbers:
        yield Found(offset, path, _words("NaN and Infinity are not JSON", "leave the field out where nothing was recorded"))


def _near_sections(layout: Layout) -> Iterator[Found]:
    for name, offset in layout.sections.items():
        if meant := suggest_section(name):
            hint = f"as it stands, `{meant}` would count as not exported"
            yield Found(offset, (name,), _words(f"unknown section {key_name(name)}; did you mean `{meant}`?", hint))


def _from_model(error: Any, layout: Layout, text: str) -> Found:
    path: Path = error["loc"]
    if error["type"] == "missing":
        offset = layout.values.get(path[:-1], 0)
        return Found(offset, path[:-1], lambda: missing_key(str(path[-1]), expected_at(path)))
    if error["type"] == "extra_forbidden":
        return Found(layout.keys.get(path, 0), path, lambda: unknown_key(str(path[-1]), expected_at(path[:-1])))
    offset = layout.values.get(path, 0)
    return Found(offset, path, lambda: wrong_value(error["type"], error.get("ctx", {}), expected_at(path), text, offset))


def _case_id(layout: Layout, text: str) -> str | None:
    offset = layout.values.get(_CASE_ID)
    found = None if offset is None else string_at(text, offset)
    return found if found and len(found) <= 200 and found.isprintable() and "\ufffd" not in found else None


def _parsers_word(text: str) -> Found:
    """What the parser says, for the case that it is stricter than `locate`."""
    try:
        jiter.from_json(text.encode(), catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError as error:
        if said := _PARSER_PLACE.fullmatch(str(error)):
            before = text.encode().split(b"\n")[: int(said["line"])]
            before[-1] = before[-1][: int(said["column"]) - 1]
            return Found(len(b"\n".join(before).decode(errors="ignore")), (), _words("broken JSON: the parser stops here"))
    return Found(0, (), _words("the record cannot be read"))
