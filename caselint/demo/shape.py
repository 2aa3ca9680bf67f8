"""From a draft, written with dates and without empty lists, to the plain JSON of a record in which every list is there."""

import types
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

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
def _entry(model: type[Entry]) -> Callable[[Draft], Draft]:
    """A function that writes one entry: dates as text, no nulls, every list present, keys in the model's order."""
    fields = tuple((name, *_writer(field.annotation)) for name, field in model.model_fields.items())
    known = frozenset(model.model_fields)

    def write(draft: Draft) -> Draft:
        if not draft.keys() <= known:
            raise KeyError(f"{model.__name__} has no {sorted(draft.keys() - known)}")
        entry: Draft = {}
        for name, many, convert in fields:
            value = draft.get(name)
            if value is None:
                if many:
                    entry[name] = []
            elif convert is None:
                entry[name] = list(value) if many else value
            elif many:
                entry[name] = [convert(item) for item in value]
            else:
                entry[name] = convert(value)
        return entry

    return write


def _writer(annotation: Any) -> tuple[bool, Callable[[Any], Any] | None]:
    """Whether a field is a list, and how a value of it is written (`None`: as it is)."""
    kinds = [kind for kind in _alternatives(annotation) if kind is not types.NoneType]
    kind = _bare(kinds[0])
    if get_origin(kind) is tuple:
        return True, _writer(get_args(kind)[0])[1]
    if kind is date:
        return False, _date
    if isinstance(kind, type) and issubclass(kind, Entry):
        return False, _entry(kind)
    return False, None


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
