"""The base of every part of a record, and the scalar types that its fields use."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class FreeText:
    """Marks a field that holds words about people: read for being there or not, and never printed."""


Day = date
Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Text = Annotated[str, FreeText]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Entry(BaseModel):
    """Part of a record: strict about types, closed to unknown keys, never changed once read.

    A field that is `None` was not recorded. A list that is `None` was not exported, which is not the same as an empty one.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    # Two entries that say the same are still two entries, and rules keep them apart by identity.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other
