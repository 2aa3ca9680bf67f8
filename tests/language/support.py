"""What the tests of the language share: definitions, the facts of a record, and a record that notes what is read of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from caselint.audit.facts import Facts
from caselint.language.definitions import Definitions, Source
from caselint.language.errors import ExpressionError
from caselint.language.expression import Expression, compile_expression
from caselint.language.functions import runtime
from caselint.language.periods import Period
from caselint.language.types import BOOL, INT, NUMBER, PERIOD, Type
from caselint.language.working_days import WorkingDays
from caselint.record.record import Record
from tests.small_pack import record

AS_OF = date(2010, 6, 30)
SETTINGS = {"limit": Period(10, "working_days"), "share": 0.5, "minimum": 3, "strict": False}
TYPES: dict[str, Type] = {"limit": PERIOD, "share": NUMBER, "minimum": INT, "strict": BOOL}
NAMESPACE = runtime(WorkingDays())


def definitions(**written: str | Source) -> Definitions:
    """Definitions that hold; parameters in a `Source`."""
    found = Definitions({name: text if isinstance(text, Source) else Source(text) for name, text in written.items()}, TYPES)
    assert not found.check_all(), found.errors
    return found


def checked(text: str, **written: str | Source) -> Expression:
    return compile_expression(text, definitions(**written))


def fault_of(text: str, **written: str | Source) -> str:
    """The message of the only fault of an expression."""
    return faults_of(text, **written)[0][1]


def faults_of(text: str, **written: str | Source) -> list[tuple[int, str, str | None]]:
    with pytest.raises(ExpressionError) as error:
        compile_expression(text, definitions(**written))
    return [(fault.offset, fault.message, fault.hint) for fault in error.value.faults]


def facts_of(found: Record, names: Definitions | None = None, as_of: date = AS_OF) -> Facts:
    from types import SimpleNamespace

    return Facts(found, as_of, SimpleNamespace(**SETTINGS), (names or definitions()).bind(NAMESPACE))


def value(text: str, defined: Mapping[str, str | Source] | None = None, **sections: Any) -> Any:
    """What an expression gives on the base case with sections laid over it."""
    names = definitions(**(defined or {}))
    return compile_expression(text, names).bind(NAMESPACE)(facts_of(record(**sections), names))


class Watched:
    """An entry of a record that notes the path of every field that is read of it."""

    def __init__(self, entry: Any, path: str, seen: set[str], known: dict[int, "Watched"]) -> None:
        self.__dict__.update(_entry=entry, _path=path, _seen=seen, _known=known)

    def __getattr__(self, name: str) -> Any:
        if name == "model_dump_json":
            return self._entry.model_dump_json
        path = f"{self._path}.{name}" if self._path else name
        self._seen.add(path)
        return watched(getattr(self._entry, name), path, self._seen, self._known)


def watched(found: Any, path: str, seen: set[str], known: dict[int, Watched]) -> Any:
    if isinstance(found, tuple):
        return tuple([watched(part, path, seen, known) for part in found])
    if hasattr(found, "model_fields_set"):
        return known.setdefault(id(found), Watched(found, path, seen, known))
    return found


class WatchedFacts(Facts):
    """Facts that note which paths of the record are read."""

    __slots__ = ("seen", "watched")

    def __init__(self, found: Record, names: Definitions, settings: object) -> None:
        super().__init__(found, AS_OF, settings, names.bind(NAMESPACE))
        self.seen: set[str] = set()
        self.watched = Watched(found, "", self.seen, {})
        for name in Record.model_fields:
            del self[name]

    def __missing__(self, name: str) -> Any:
        return getattr(self.watched, name) if name in Record.model_fields else super().__missing__(name)


def unread(seen: set[str], reads: frozenset[str]) -> list[str]:
    """What was read and the checker does not know of. An `id` that only breaks a tie in time is no part of an answer."""
    return sorted(path for path in seen - reads if not path.endswith(".id"))


def conforms(found: Any, wanted: Type) -> bool:
    """Whether a value is of a type as the checker understands it."""
    if found is None:
        return wanted.maybe
    match wanted.kind:
        case "bool":
            return isinstance(found, bool)
        case "int":
            return type(found) is int
        case "number":
            return type(found) in (int, float)
        case "date":
            return isinstance(found, date)
        case "period":
            return isinstance(found, Period)
        case "text" | "enum":
            return isinstance(found, str) and (not wanted.values or found in wanted.values)
        case "id":
            return isinstance(found, str)
        case "entity":
            entry = found._entry if isinstance(found, Watched) else found
            return wanted.model is not None and isinstance(entry, wanted.model)
        case "list":
            return isinstance(found, tuple | list) and wanted.item is not None and all(conforms(part, wanted.item) for part in found)
    return False


def parts_of(found: Type) -> Iterator[Type]:
    yield found
    if found.item is not None:
        yield from parts_of(found.item)
