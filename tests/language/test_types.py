"""The types of the language, as read off the record's models."""

from hypothesis import given
from hypothesis import strategies as st

from caselint.language.nodes import fits
from caselint.language.types import (
    DATE,
    INT,
    NONE,
    NUMBER,
    UNKNOWN,
    Type,
    attribute,
    fields_of,
    list_of,
    models_by_name,
    named_type,
    sections,
    unify,
)
from caselint.record.base import Entry
from caselint.record.record import Record
from tests.language.support import parts_of

KINDS = {str(found): found for model in models_by_name().values() for found in fields_of(model).values()}
TYPES = st.sampled_from(
    [*KINDS.values(), NONE, UNKNOWN, Type("text", values=("low", "high")), *(named_type(name) for name in ("date", "text"))]
)


def test_every_field_of_every_model_has_a_type() -> None:
    for model in (Record, *models_by_name().values()):
        assert list(fields_of(model)) == list(model.model_fields)


def test_an_entry_that_is_more_is_also_what_it_extends() -> None:
    """A list of two kinds of entry is taken for a list of what they have in common: no field may be wider in the one than in the other."""
    for model in models_by_name().values():
        for base in model.__mro__[1:]:
            if isinstance(base, type) and issubclass(base, Entry) and base is not Entry:
                for name, wanted in fields_of(base).items():
                    found = fields_of(model)[name]
                    assert (found.maybe <= wanted.maybe) and fits(found.sure(), wanted.sure()), (model.__name__, base.__name__, name)


def test_the_path_of_a_field() -> None:
    levels = attribute(sections()["rosh"], "levels")
    assert levels is not None and levels.item is not None
    assert [part.path for part in parts_of(levels)] == ["rosh.levels", "rosh.levels"]
    level = attribute(levels.item, "level")
    assert level is not None and (level.path, level.kind, level.ordered, level.maybe) == ("rosh.levels.level", "enum", True, False)


def test_a_nested_list_is_never_missing_and_a_section_neither() -> None:
    assert not any(found.maybe for model in models_by_name().values() for found in fields_of(model).values() if found.kind == "list")
    assert not any(found.maybe for found in sections().values())


@given(TYPES, TYPES)
def test_unify_goes_both_ways_and_loses_nothing(left: Type, right: Type) -> None:
    found, other = unify(left, right), unify(right, left)
    assert (found is None) == (other is None)
    if found is not None and other is not None:
        assert found.maybe == other.maybe == (left.maybe or right.maybe)
        assert set(found.paths) == set(left.paths) | set(right.paths)
        assert found.free >= (left.free or right.free)
        assert set(found.values) == set(other.values)


def test_a_level_is_no_value_of_another_code_list() -> None:
    level, other = Type("enum", values=("low", "high"), ordered=True), Type("enum", values=("low", "none"))
    assert unify(level, other) is None
    assert unify(other, Type("enum", values=("few",))) == Type("enum", values=("low", "none", "few"))
    assert unify(level, Type("text", values=("low",))) == level
    assert unify(level, Type("text")) is None


def test_numbers() -> None:
    assert unify(INT, NUMBER) == NUMBER
    assert fits(INT, NUMBER) and not fits(NUMBER, INT)
    assert unify(list_of(DATE), list_of(INT)) is None


def test_the_words_for_a_parameter() -> None:
    assert named_type("date") == DATE
    found = named_type("rosh.levels")
    assert found is not None and found.kind == "entity" and found.paths == ()
    assert named_type("reviews.of") == fields_of(models_by_name()["Review"])["of"].sure()
    assert (
        named_type("nothing") is None and named_type("case.nothing") is None and named_type("case.id.x") is None and named_type("") is None
    )


def test_free_text_stays_free_text() -> None:
    words = named_type("text")
    assert words is not None and words.free
    assert not fits(Type("text", free=True), Type("text"))
    assert fits(Type("text"), words)
