"""From a draft, written with dates and without empty lists, to the plain JSON of a record as a case system would export it."""

import types
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from caselint.demo.lists import EXPORTED
from caselint.record.base import Entry
from caselint.record.record import Record

Draft = dict[str, Any]
"""Part of a record that is being invented: field names, as in the models, with dates as dates."""

# Lists that a record keeps in order of time, and the field that says when.
_WHEN = {
    "contacts": "date",
    "home_visits": "date",
    "enquiries": "sent_on",
    "reviews": "date",
    "significant_changes": "identified_on",
    "oversight": "date",
    "enforcement": "triggered_on",
    "risk_management_plans": "date",
    "sentence_plans": "date",
    "documents": "filed_on",
    "disclosures": "decided_on",
}


def in_order(draft: Draft) -> None:
    """Put every dated list of the record in order of time; what has no date goes last."""
    for section, field in _WHEN.items():
        _sort(draft.get(section), field)
    for section in ("screenings", "analyses", "levels", "shares"):
        _sort(draft["rosh"].get(section), "date")


def _sort(entries: list[Draft] | None, field: str) -> None:
    if entries:
        entries.sort(key=lambda entry: entry.get(field) or date.max)


def record(draft: Draft) -> Draft:
    """The draft as the plain JSON of a record."""
    in_order(draft)
    return _entry(Record)(draft)


def _date(value: date) -> str:
    return value.isoformat()


@cache
def _entry(model: type[Entry], path: str = "") -> Callable[[Draft], Draft]:
    """A function that writes one entry: dates as text, keys in the model's order, and of empty lists those that the export carries.

    Nulls are left out, and so is a plain no where the model reads a missing answer as no.
    """
    fields = tuple((name, field.default is False, *_writer(field.annotation, path + name)) for name, field in model.model_fields.items())
    known = frozenset(model.model_fields)

    def write(draft: Draft) -> Draft:
        if not draft.keys() <= known:
            raise KeyError(f"{model.__name__} has no {sorted(draft.keys() - known)}")
        entry: Draft = {}
        for name, no_is_usual, many, kept, convert in fields:
            value = draft.get(name)
            if value is None or (many and not value) or (no_is_usual and value is False):
                if kept:
                    entry[name] = []
            elif convert is None:
                entry[name] = list(value) if many else value
            elif many:
                entry[name] = [convert(item) for item in value]
            else:
                entry[name] = convert(value)
        return entry

    return write


def _writer(annotation: Any, path: str) -> tuple[bool, bool, Callable[[Any], Any] | None]:
    """Whether a field is a list, whether an empty one is written, and how a value is written (`None`: as it is)."""
    kinds = [kind for kind in _alternatives(annotation) if kind is not types.NoneType]
    kind = _bare(kinds[0])
    if get_origin(kind) is tuple:
        return True, "." not in path or path in EXPORTED, _writer(get_args(kind)[0], path)[2]
    if kind is date:
        return False, False, _date
    if isinstance(kind, type) and issubclass(kind, Entry):
        return False, False, _entry(kind, f"{path}.")
    return False, False, None


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
