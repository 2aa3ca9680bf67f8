"""The base of every part of a record, and the scalar types that its fields use."""

from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic_core import core_schema


class FreeText:
    """Marks a field that holds words about people: read for being there or not, and never printed."""


class OnlyAsYearMonthDay:
    """Marks a date that JSON can only write as 2010-02-28. By itself pydantic also takes text such as "86400" for seconds since 1970."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        written = core_schema.str_schema(strict=True, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        return core_schema.json_or_python_schema(
            json_schema=core_schema.chain_schema([written, core_schema.date_schema(strict=False)]), python_schema=handler(source)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


Day = Annotated[date, OnlyAsYearMonthDay]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Text = Annotated[str, FreeText]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Entry(BaseModel):
    """Part of a record: strict about types, closed to unknown keys, never changed once read.

    A field that is `None` was not recorded. A list that is `None` was not exported, which is not the same as an empty one.
    """

    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)

    # Two entries that say the same are still two entries, and rules keep them apart by identity. pydantic's own `frozen` would
    # give each model a hash of all its fields, which costs more than a rule.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise TypeError(f"a record never changes: `{name}` cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise TypeError(f"a record never changes: `{name}` cannot be deleted")
