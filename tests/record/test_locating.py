"""Every value and key is found where it stands, and so is the place where a text stops being JSON."""

import json
from typing import Any

import jiter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.record.locating import MAX_DEPTH, Path, locate, offset_of, place, scalar_at, string_at
from tests.record.test_splitting import VALUES, WORDS


class Everything:
    """Every path is wanted."""

    def __contains__(self, path: object) -> bool:
        return True


def paths(value: Any, path: Path = ()) -> dict[Path, Any]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path: value} | {deeper: found for step, item in below for deeper, found in paths(item, (*path, step)).items()}


@given(value=VALUES, indent=st.none() | st.integers(0, 3), ascii_only=st.booleans())
def test_every_value_is_found_where_it_stands(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = " \n" + json.dumps(value, indent=indent, ensure_ascii=ascii_only) + "\n"
    layout = locate(text, Everything())
    expected = paths(value)
    assert layout.broken is None and not layout.repeated and not layout.not_numbers
    assert layout.values.keys() == expected.keys()
    decoder = json.JSONDecoder()
    for path, offset in layout.values.items():
        assert decoder.raw_decode(text, offset)[0] == expected[path]
    assert layout.keys.keys() == {path for path in expected if path and isinstance(path[-1], str)}
    for path, offset in layout.keys.items():
        assert string_at(text, offset) == path[-1]
    assert list(layout.sections) == (list(value) if isinstance(value, dict) else [])


@given(value=VALUES, indent=st.none() | st.integers(0, 3), ascii_only=st.booleans())
def test_one_value_is_found_quickly_where_it_stands(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = " \n" + json.dumps(value, indent=indent, ensure_ascii=ascii_only) + "\n"
    for path, offset in locate(text, Everything()).values.items():
        assert offset_of(text, path) == offset
        for beyond in ("no such key", 10_000):
            assert offset_of(text, (*path, beyond)) is None


@given(text=st.text('{}[]",:1e.-\\ntrue \n', max_size=30), path=st.lists(st.sampled_from(["", "t", 0, 1]), max_size=3))
def test_no_value_is_found_beyond_the_text_whatever_it_is(text: str, path: list[str | int]) -> None:
    found = offset_of(text, tuple(path))
    assert found is None or 0 <= found <= len(text)


def test_one_value_in_what_no_parser_reads_to_its_end() -> None:
    deep = '{"a": ' + "[" * 100_000 + '1, "b": 2}'
    assert (offset_of(deep, ("a",)), offset_of(deep, ("b",))) == (6, None)


@given(text=st.text('{}[]",:1e.-\\ntrue \n', max_size=30) | st.text(max_size=20) | VALUES.map(json.dumps))
def test_it_takes_for_broken_what_the_parser_takes_for_broken(text: str) -> None:
    try:
        jiter.from_json(text.encode())
        broken = False
    except ValueError:
        broken = True
    layout = locate(text, ())
    assert (layout.broken is not None) is broken
    if layout.broken:
        assert 0 <= layout.broken[1] <= len(text)


@given(before=WORDS, after=WORDS, line=st.integers(1, 9), column=st.integers(1, 9))
def test_places_are_those_of_the_file(before: str, after: str, line: int, column: int) -> None:
    whole = "\n" * (line - 1) + " " * (column - 1) + before + "*" + after
    at_line, at_column = place(before + "*" + after, len(before), line, column)
    assert whole.split("\n")[at_line - 1][at_column - 1] == "*"


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1, 10_000])
@pytest.mark.parametrize("brackets", [("[", "]"), ('{"a":', "}")])
def test_it_goes_as_deep_as_the_parser(depth: int, brackets: tuple[str, str]) -> None:
    text = brackets[0] * depth + "1" + brackets[1] * depth
    try:
        jiter.from_json(text.encode())
        assert locate(text, ()).broken is None
    except ValueError:
        broken = locate(text, ()).broken
        assert broken is not None and "nested deeper" in broken[2]


def test_repeated_keys_are_found_at_any_depth_and_however_they_are_written() -> None:
    text = r'{"a": [{"b": 1, "c": {"b": 2, "b": 3}, "\u0062": 4}]}'
    repeated = locate(text, ()).repeated
    assert [(path, text[offset : offset + 4]) for path, offset in repeated] == [
        (("a", 0, "c", "b"), '"b":'),
        (("a", 0, "b"), r'"\u0'),
    ]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_found(word: str) -> None:
    text = f'{{"a": [1, {word}]}}'
    assert locate(text, ()).not_numbers == [(("a", 1), text.index(word))]
    assert scalar_at(text, text.index(word)) == word


@pytest.mark.parametrize(
    ("text", "at", "why"),
    [
        ('{"a": 1 "b": 2}', 8, "a comma or `}` is missing"),
        ('{"a": [1 2]}', 9, "a comma or `]` is missing"),
        ('{"a": 1,}', 8, "a field name in double quotes is missing"),
        ("{a: 1}", 1, "a field name in double quotes is missing"),
        ('{"a" 1}', 5, "a colon is missing"),
        ('{"a": }', 6, "a value is missing"),
        ("[1,]", 3, "a value is missing"),
        ("{'a': 1}", 1, "a field name in double quotes is missing"),
        ("{\"a\": 'b'}", 6, "not single ones"),
        ('{"a": True}', 6, "small letters"),
        ('{"a": 01}', 6, "no JSON value"),
        ('{"a": "b', 6, "never closed"),
        ('{"a": "b\nc"}', 8, "line break"),
        ('{"a": "C:\\Users"}', 9, "backslash"),
        ('{"a": "\\ud800"}', 7, "backslash"),
        ('{"a": 1', 7, "ends too early"),
        ("{} {}", 3, "more after the end"),
        ("", 0, "missing here"),
    ],
)
def test_the_break_is_named(text: str, at: int, why: str) -> None:
    broken = locate(text, ()).broken
    assert broken is not None
    assert broken[1] == at
    assert why in broken[2]
