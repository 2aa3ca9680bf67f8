"""Whatever way records are written one after another, each comes out as it went in, with its true place."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.record.problems import Problem, ProblemKind
from caselint.record.splitting import Raw, split

WORDS = st.text(st.sampled_from('ab"\\{}[],:\n é🙂'), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | WORDS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(WORDS, below, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(WORDS, VALUES, max_size=4)


def pieces(text: bytes, **options: Any) -> list[Raw | Problem]:
    return list(split(io.BytesIO(text).read, "cases", **options))


def raws(text: bytes, **options: Any) -> list[Raw]:
    found = pieces(text, **options)
    assert all(isinstance(piece, Raw) for piece in found), found
    return [piece for piece in found if isinstance(piece, Raw)]


def the_problem(piece: Raw | Problem) -> Problem:
    assert isinstance(piece, Problem)
    return piece


def assert_places(text: str, found: list[Raw]) -> None:
    """Each record stands in the text at the line and column that it says."""
    lines = text.split("\n")
    for each in found:
        rest = "\n".join([lines[each.line - 1][each.column - 1 :], *lines[each.line :]])
        assert rest.startswith(each.data.decode())


WAYS: dict[str, Callable[[list[Any], int], str]] = {
    "array": lambda values, _: json.dumps(values, ensure_ascii=False),
    "compact array": lambda values, _: json.dumps(values, ensure_ascii=False, separators=(",", ":")),
    "pretty array": lambda values, indent: "\n" + json.dumps(values, ensure_ascii=False, indent=indent) + "\n",
    "lines": lambda values, _: "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values),
    "lines with blank ones": lambda values, _: "\r\n \n".join(json.dumps(value, ensure_ascii=False) for value in values),
    "pretty row": lambda values, indent: "\n\n".join(json.dumps({"": value}, ensure_ascii=False, indent=indent) for value in values),
    "row": lambda values, _: " ".join(json.dumps(value, ensure_ascii=False) for value in values),
}


@pytest.mark.parametrize("way", WAYS)
@given(values=st.lists(OBJECTS, min_size=1, max_size=5), chunk_bytes=st.integers(1, 40), indent=st.integers(0, 3), bom=st.booleans())
def test_every_way_of_writing_gives_the_values_and_their_places(
    way: str, values: list[dict[str, Any]], chunk_bytes: int, indent: int, bom: bool
) -> None:
    text = WAYS[way](values, indent)
    found = raws((b"\xef\xbb\xbf" if bom else b"") + text.encode(), lines=way.startswith("lines"), chunk_bytes=chunk_bytes)
    expected = [{"": value} for value in values] if way == "pretty row" else values
    assert [json.loads(each.data) for each in found] == expected
    assert_places(text, found)


@given(values=st.lists(OBJECTS, min_size=2, max_size=5), chunk_bytes=st.integers(1, 40))
def test_lines_are_known_by_their_content(values: list[dict[str, Any]], chunk_bytes: int) -> None:
    text = "\n".join(json.dumps(value, ensure_ascii=False) for value in values)
    assert [json.loads(each.data) for each in raws(text.encode(), chunk_bytes=chunk_bytes)] == values


@given(
    text=st.binary(max_size=60) | st.text('{}[]",:1 \n\\', max_size=60).map(str.encode), lines=st.booleans(), chunk_bytes=st.integers(1, 70)
)
def test_nothing_is_lost_in_silence(text: bytes, lines: bool, chunk_bytes: int) -> None:
    assert pieces(text, lines=lines, chunk_bytes=chunk_bytes)


@given(text=st.text('{}[]",:1 \n\\', max_size=60).map(str.encode), lines=st.booleans(), chunk_bytes=st.integers(1, 70))
def test_the_size_of_a_chunk_changes_nothing(text: bytes, lines: bool, chunk_bytes: int) -> None:
    assert pieces(text, lines=lines, chunk_bytes=chunk_bytes) == pieces(text, lines=lines)


def test_a_broken_line_costs_no_other() -> None:
    assert [each.data for each in raws(b'{"a": 1}\n{"b": [\n{"c": 1}\n', lines=True)] == [b'{"a": 1}', b'{"b": [', b'{"c": 1}']


def test_a_broken_line_costs_no_other_where_lines_are_known_by_their_content() -> None:
    assert [each.data for each in raws(b'{"a": NaN,}\n{"b": [\n{"c": 1}\n')] == [b'{"a": NaN,}', b'{"b": [', b'{"c": 1}']


@pytest.mark.parametrize(
    "broken", ['{"a": NaN}', '{"a": 1 "b": 2}', '{"a": [tru]}', "nonsense", "7", "", '"[{"', "[1]", '{"a": 1} {"b": 2}']
)
def test_an_element_that_is_broken_inside_costs_no_other(broken: str) -> None:
    assert [each.data for each in raws(f'[{{"x": 1}}, {broken}, {{"y": 2}}]'.encode())] == [b'{"x": 1}', broken.encode(), b'{"y": 2}']


@pytest.mark.parametrize(
    "rest",
    ['{"a": [1}, {"b": 2}]', '{"a": 1, {"b": 2}]', '{"a": 1}}, {"b": 2}]', '{"a": 1', '{"a": "x}]', '{"a": ['],
    ids=["crossed", "left open", "closed twice", "cut off", "open text", "cut off in a list"],
)
def test_brackets_that_do_not_balance_lose_the_rest_and_say_from_which_line(rest: str) -> None:
    found = pieces(b'[\n{"x": 1},\n' + rest.encode())
    assert isinstance(found[0], Raw)
    problem = the_problem(found[-1])
    assert problem.kind is ProblemKind.UNREADABLE
    assert f"nothing from line {problem.faults[0].line} on was read" in problem.faults[0].message


def test_what_follows_an_array_is_not_passed_over() -> None:
    record, problem = pieces(b'[{"a": 1}]\n[{"b": 2}]')
    assert isinstance(record, Raw)
    assert the_problem(problem).faults[0].line == 2


@pytest.mark.parametrize("text", [b"", b" \n\t ", b"\xef\xbb\xbf", b"[]", b" [\n] "])
def test_a_file_without_a_record_is_a_problem(text: bytes) -> None:
    (problem,) = pieces(text)
    assert the_problem(problem).kind is ProblemKind.UNREADABLE


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    (problem,) = pieces(('\ufeff{"a": 1}' if encoding == "utf-16-be" else '{"a": 1}').encode(encoding))
    assert "UTF-16" in the_problem(problem).faults[0].message


@pytest.mark.parametrize("way", ["array", "lines", "row"])
@pytest.mark.parametrize("fill", ['"' + "x" * 90 + '"', "[" + "[1],{}," * 40 + "1]", "7" * 200])
def test_a_record_that_is_too_large_costs_no_other(way: str, fill: str) -> None:
    texts = ['{"a": 1}', f'{{"large": {fill}}}', '{"b": [2]}']
    text = {"array": f"[{', '.join(texts)}]", "lines": "\n".join(texts), "row": "".join(texts)}[way]
    first, problem, last = pieces(text.encode(), max_bytes=95, chunk_bytes=16, lines=way == "lines")
    assert isinstance(first, Raw) and isinstance(last, Raw) and last.data == b'{"b": [2]}'
    assert the_problem(problem).kind is ProblemKind.MALFORMED
    assert "larger than 95 bytes" in the_problem(problem).faults[0].message
    assert_places(text, [last])


@pytest.mark.parametrize("endless", ['[{"a": "', '[{"a": ["', "[[", '{"a":', "[7", "xxx", '"', '{"a": ' + "[1]," * 30])
@pytest.mark.parametrize("lines", [True, False])
def test_memory_stays_bounded_whatever_comes(endless: str, lines: bool) -> None:
    """A stream that never ends the record: what is asked for at a time shows how much is kept."""
    asked: list[int] = []

    def read(size: int) -> bytes:
        asked.append(size)
        if sum(asked) > 50_000:
            return b""
        return (endless if len(asked) == 1 else "1" * size).encode()

    (problem,) = split(read, "cases", lines=lines, max_bytes=1000, chunk_bytes=100)
    assert isinstance(problem, Problem)
    assert max(asked) <= 2000
