"""Reading the exceptions file: what two people agreed on, with a reason, a date and an end.

An exception is a recorded professional reason: the case leaves the question's denominator. A suppression says that the rule is wrong
here: the case stays in the denominator, and its finding is not listed as new. Whatever is wrong with the file is told at once, and then
nothing is audited: an entry that is passed over in silence would leave somebody wrong about what a report says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from caselint.language.errors import did_you_mean
from caselint.packs.problems import PackError, PackProblem
from caselint.packs.shape import shape_problems
from caselint.packs.yaml_source import Document, read_yaml

NAME = "caselint-exceptions.yaml"
VERSION = 1
DAYS = ("date", "until")

Kind = Literal["exception", "suppression"]
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
Written = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]


class ExceptionEntry(BaseModel):
    """One agreement of two people on one rule and one case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind = Field(
        description="`exception`: a professional reason takes the case out of the question's denominator. "
        "`suppression`: the rule is wrong here; the case stays in the denominator, and its finding is not listed as new."
    )
    rule: Words = Field(description="Rule code or name.")
    case: Words = Field(description="Case id, as in the record.")
    subject: Words | None = Field(
        default=None,
        description="Id or date of the one thing that is meant, as reports print it; without it, whatever the rule finds in the case.",
    )
    reason: Words = Field(description="Why. Reports do not print it; `caselint exceptions` does.")
    author: Words = Field(description="Who wrote the entry.")
    agreed_by: Words = Field(description="Who agreed: somebody else than the author.")
    date: Written = Field(description="The day on which they agreed, as 2010-06-30.")
    until: Written = Field(description="The last day on which the entry holds, as 2010-12-31.")


class ExceptionsFile(BaseModel):
    """A file of exceptions and suppressions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = Field(description="Version of this form of file.")
    entries: list[ExceptionEntry] = Field(description="The entries.")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its rule's code, its days, and where it stands."""

    kind: Kind
    code: str
    case_id: str
    subject: str | None
    reason: str
    author: str
    agreed_by: str
    until: date
    date: date
    line: int


@dataclass(frozen=True, slots=True)
class ExceptionBook:
    """The entries of an exceptions file, by case."""

    file: str = ""
    by_case: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """In the order of the file."""
        return tuple(sorted((entry for found in self.by_case.values() for entry in found), key=lambda entry: entry.line))


def read_exceptions(path: Path, names: Mapping[str, str], retired: Mapping[str, str]) -> ExceptionBook:
    """Read an exceptions file. `names` gives the code of each rule by its code and its name.

    Raises `PackError` with everything that is wrong in the file, and without its lines: they hold reasons and names.
    """
    document = read_yaml(path)
    problems = document.problems
    by_case: dict[str, list[Entry]] = {}
    if not problems:
        other = other_version(document)
        problems = [other] if other is not None else [*shape_problems(document, ExceptionsFile), *fill(by_case, document, names, retired)]
    if problems:
        raise PackError(replace(problem, source="") for problem in problems)
    return ExceptionBook(str(path), {case: tuple(found) for case, found in by_case.items()})


def fill(
    by_case: dict[str, list[Entry]], document: Document, names: Mapping[str, str], retired: Mapping[str, str]
) -> Iterator[PackProblem]:
    """Read the entries that have the right shape, and yield what is wrong in them."""
    seen: dict[tuple[str, str, str | None], int] = {}
    written = document.data.get("entries") if isinstance(document.data, Mapping) else None
    for index, data in enumerate(written if isinstance(written, list) else ()):
        if not well_shaped(data):
            continue
        entry, faults = entry_of(document, index, data, names, retired)
        yield from faults
        if entry is not None:
            yield from twice(document, index, entry, seen)
            by_case.setdefault(entry.case_id, []).append(entry)


def well_shaped(data: object) -> bool:
    try:
        ExceptionEntry.model_validate(data)
    except ValidationError:
        return False
    return True


def other_version(document: Document) -> PackProblem | None:
    data = document.data
    version = data.get("version") if isinstance(data, Mapping) else None
    if not isinstance(version, int) or version == VERSION:
        return None
    return PackProblem(document.place(("version",)), f"the file is of version {version}; this caselint reads version {VERSION}")


def entry_of(
    document: Document, index: int, data: Mapping[str, Any], names: Mapping[str, str], retired: Mapping[str, str]
) -> tuple[Entry | None, list[PackProblem]]:
    """One entry, or everything that is wrong with it."""
    faults: list[PackProblem] = []

    def fault(key: str, message: str, hint: str | None = None) -> None:
        place = document.place(("entries", index, key))
        faults.append(PackProblem(place, message, hint))

    days: dict[str, date] = {}
    for key in DAYS:
        try:
            days[key] = date.fromisoformat(data[key])
        except ValueError:
            fault(key, f"`{data[key]}` is no day of the calendar")
    if len(days) == len(DAYS) and days["until"] < days["date"]:
        fault("until", "the entry ends before the day on which it was agreed")
    code = names.get(data["rule"])
    if code is None:
        name = data["rule"]
        fault(
            "rule",
            f"no rule of this pack is called `{name}`",
            f"it is retired: {retired[name]}" if name in retired else did_you_mean(name, names),
        )
    if same_person(data["author"], data["agreed_by"]):
        fault("agreed_by", "the author cannot be the one who agrees", "a second person has to read the case and agree")
    if faults or code is None:
        return None, faults
    line = document.place(("entries", index)).line
    entry = Entry(
        data["kind"],
        code,
        data["case"],
        data.get("subject"),
        data["reason"],
        data["author"],
        data["agreed_by"],
        days["until"],
        days["date"],
        line,
    )
    return entry, faults


def same_person(one: str, other: str) -> bool:
    """Spaces, capitals and the form of a letter make nobody another person."""
    plain = ("".join(unicodedata.normalize("NFKC", name).split()).casefold() for name in (one, other))
    return next(plain) == next(plain)


def twice(document: Document, index: int, entry: Entry, seen: dict[tuple[str, str, str | None], int]) -> Iterator[PackProblem]:
    """Two entries on the same thing: nobody could tell which of them holds."""
    key = (entry.case_id, entry.code, entry.subject)
    if key in seen:
        place = document.place(("entries", index))
        yield PackProblem(place, f"line {seen[key]} has an entry on this rule, case and subject already", "keep one of the two")
    seen.setdefault(key, entry.line)
