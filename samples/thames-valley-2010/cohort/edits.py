"""Single facts that can be otherwise in a record: an entry that is not there, a day that is later, a mark that is missing or another.

The models say what can be otherwise, and how; nothing here knows a rule.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from caselint.demo.dice import Dice
from caselint.demo.shape import Draft
from caselint.language.types import Type, fields_of, sections
from cohort.records import GONE, Case, Changes, Path, owners
from cohort.stock import Stock

DAYS = (2, 7, 20, 45, 100, -4, -15, -60)
"""By how many days a date can be otherwise."""

FIXED = (
    "answers",
    "case.end",
    "case.exported_on",
    "case.id",
    "case.not_carried",
    "case.order_type",
    "case.standalone_unpaid_work",
    "case.starts",
    "enforcement.kind",
    "offence.date",
    "person.date_of_birth",
    "sentence.date",
)
"""What makes the case the case that it is, and stays."""


Kind = tuple[tuple[str, str], ...]
"""Where something is otherwise, as a path without places in lists, and how, in words that say nothing of the case: nearly always one
such pair. Edits of one kind tend to have one effect."""


class Edit(NamedTuple):
    changes: Changes
    kind: Kind


def edits(case: Case, where: str, stock: Stock) -> Iterator[Edit]:
    """Everything that can be otherwise at one path of a case."""
    names = where.split(".")
    found = type_at(where)
    if found is None or (len(names) == 1 and found.kind != "list"):
        return
    section = {names[0]: case.section(names[0], case.changes, marked=True)}
    offers = list(stock.offers(where, case.begun, case.exported)) if _of_entries(found) else []
    for owner, path in owners(section, names[:-1], ()):
        for inner, value, what in _at(case, owner, names[-1], found, offers):
            yield Edit({(*path, *inner): value}, ((where, what),))
    if found.item and found.item.kind == "enum":
        yield from _nowhere(where, list(owners(section, names[:-1], ())), names[-1])


def together(case: Case, kind: Kind, stock: Stock, dice: Dice) -> Edit | None:
    """One edit of a kind, made up of others where the kind is; None where the case has no place for it."""
    changes: Changes = {}
    for where, what in kind:
        changed = Case(case.base, case.begun, case.exported, case.changes | changes)
        options = [edit for edit in edits(changed, where, stock) if edit.kind[0][1] == what]
        if not options:
            return None
        changes |= dice.pick(options).changes
    return Edit(changes, kind)


def _nowhere(where: str, found: list[tuple[Draft, Path]], name: str) -> Iterator[Edit]:
    """A code that no entry has any more."""
    places: dict[str, Changes] = {}
    for owner, path in found:
        codes = owner.get(name)
        for index, code in enumerate(codes if isinstance(codes, list) else ()):
            if code != GONE:
                places.setdefault(code, {})[(*path, name, index)] = GONE
    for code, changes in places.items():
        if len(changes) > 1:
            yield Edit(changes, ((where, f"without {code} anywhere"),))


@cache
def type_at(where: str) -> Type | None:
    """The type of a path that can be otherwise."""
    if any(where == fixed or where.startswith(f"{fixed}.") for fixed in FIXED):
        return None
    first, *names = where.split(".")
    found: Type | None = sections().get(first)
    for name in names:
        model = found and (found.item.model if found.kind == "list" and found.item else found.model)
        found = fields_of(model).get(name) if model else None
    return found


def _of_entries(found: Type) -> bool:
    return found.kind == "entity" or (found.item is not None and found.item.kind == "entity")


Change = tuple[Path, Any, str]


def _at(case: Case, owner: Draft, name: str, found: Type, offers: list[Any]) -> Iterator[Change]:
    value = owner.get(name)
    if found.kind == "list":
        yield from _in_list(case, value or [], name, found, offers)
        return
    if value is not None and found.maybe:
        yield (name,), GONE, "left out"
    for entry in offers:
        yield (name,), entry, "as elsewhere"
    if found.kind == "bool":
        for other in (True, False):
            if value is not other:
                yield (name,), other, f"is {other}"
    elif found.kind == "enum":
        for code in found.values:
            if code != value:
                yield (name,), code, f"is {code}"
    elif found.kind == "int" and isinstance(value, int):
        for by in (-1, 1):
            yield (name,), value + by, f"moved by {by}"
    elif found.kind == "date":
        yield from _dates(case, value, (name,))


def _dates(case: Case, value: str | None, path: Path) -> Iterator[Change]:
    """Another day, never one after the export; or a day where there was none, so long after the start."""
    given = date.fromisoformat(value) if value else case.begun
    for by in DAYS:
        day = given + timedelta(by)
        if day <= case.exported:
            yield path, day.isoformat(), f"{'moved' if value else 'set'} by {by}"


def _in_list(case: Case, entries: list[Any], name: str, found: Type, offers: list[Any]) -> Iterator[Change]:
    item = found.item
    assert item is not None
    for entry in offers:
        yield ((name, len(entries)), entry, "with one more") if entries else ((name,), [entry], "with one more")
    if len(entries) > 1:
        yield (name,), [], "without any"
        yield (name,), entries[:1], "with the first alone"
    for index, entry in enumerate(entries):
        if entry != GONE:
            yield (name, index), GONE, f"without {entry}" if item.kind == "enum" else "without one"
            if item.kind == "date":
                yield from _dates(case, entry, (name, index))
    if item.kind == "enum":
        for code in item.values:
            if code not in entries:
                yield ((name, len(entries)), code, f"with {code}") if entries else ((name,), [code], f"with {code}")
