"""A record comes out of good bytes; of bad ones comes every fault, in words for people, at its place."""

import gzip
import io
import json
import pickle
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.record.base import Entry
from caselint.record.locating import Layout
from caselint.record.problems import Fault, Problem, ProblemKind
from caselint.record.reading import read, read_record
from caselint.record.record import Record
from caselint.record.splitting import Raw
from tests.record.examples import raw, small, typical, written


def faults(value: Any, line: int = 1, column: int = 1) -> tuple[Fault, ...]:
    record, problem, _ = read_record(raw(value, line, column))
    assert record is None
    assert problem is not None and problem.kind is ProblemKind.MALFORMED
    return problem.faults


def fault(value: Any) -> Fault:
    (found,) = faults(value)
    return found


def said(value: Any) -> list[tuple[str, str]]:
    return [(each.pointer, each.message) for each in faults(value)]


def test_a_good_record_is_read_without_a_word() -> None:
    record, problem, unknown = read_record(raw(typical()))
    assert record is not None and record.case.id == "X200"
    assert problem is None and unknown == ()


def test_what_workers_pass_on_can_be_pickled() -> None:
    for value in (small(), small(rosh=1)):
        given_raw = pickle.loads(pickle.dumps(raw(value)))
        assert given_raw == raw(value)
        assert pickle.loads(pickle.dumps(read_record(given_raw).problem)) == read_record(raw(value)).problem


def test_unknown_sections_are_named_and_the_case_is_read() -> None:
    record, problem, unknown = read_record(raw(small(weather=[{"a": 1}], pets={})))
    assert record is not None and problem is None
    assert unknown == ("weather", "pets")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("home_vists", "home_visits"), ("homeVisits", "home_visits"), ("Home-Visits", "home_visits"), ("review", "reviews"), ("ROSH", "rosh")],
)
def test_a_section_that_is_nearly_known_cannot_pass_for_one_that_is_not_exported(name: str, meant: str) -> None:
    found = fault({**small(), name: []})
    assert found.message == f"unknown section `{name}`; did you mean `{meant}`?"
    assert found.pointer == f"/{name}"
    assert "not exported" in (found.hint or "")


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("31/02/2010", "31/02/2010 is not a date: write it as 2010-02-28 (year-month-day)"),
        ("28/02/2010", "28/02/2010 is not written as a date: write it as 2010-02-28 (year-month-day)"),
        ("2010-3-1", "2010-3-1 is not written as a date: write it as 2010-03-01 (year-month-day)"),
        ("20100301", "20100301 is not written as a date: write it as 2010-03-01 (year-month-day)"),
        ("2010-03-01T00:00:00", "2010-03-01T00:00:00 is not written as a date: write it as 2010-03-01 (year-month-day)"),
        ("2010-03-01T00:00:00Z", "2010-03-01T00:00:00Z is not written as a date: write it as 2010-03-01 (year-month-day)"),
        ("2010-03-01 ", "2010-03-01  is not written as a date: write it as 2010-03-01 (year-month-day)"),
        ("3 March 2010", "3 March 2010 is not a date: write it as 2010-02-28 (year-month-day)"),
        ("2010-02-31", "2010-02-31 is not a date: write it as 2010-02-28 (year-month-day)"),
        ("0000-01-01", "0000-01-01 is not a date: write it as 2010-02-28 (year-month-day)"),
        ("0", "0 is not a date: write it as 2010-02-28 (year-month-day)"),
        ("86400", "86400 is not a date: write it as 2010-02-28 (year-month-day)"),
        ("1267401600", "1267401600 is not a date: write it as 2010-02-28 (year-month-day)"),
        ("", "this is not a date: write it as 2010-02-28 (year-month-day)"),
        ("told by John Smith", "this is not a date: write it as 2010-02-28 (year-month-day)"),
        (86400, 'must be a date in quotes, such as "2010-02-28", not a number'),
        (True, 'must be a date in quotes, such as "2010-02-28", not true or false'),
    ],
)
def test_a_date_is_year_month_day_and_nothing_else(date: Any, message: str) -> None:
    assert said(small(home_visits=[{"date": date}])) == [("/home_visits/0/date", message)]


def test_a_date_that_its_month_does_not_have_says_how_many_it_has() -> None:
    assert fault(small(home_visits=[{"date": "31/02/2012"}])).hint == "that month has 29 days"


@pytest.mark.parametrize(
    ("sections", "pointer", "message"),
    [
        ({"home_visits": [{"made": "yes"}]}, "/home_visits/0/made", "must be true or false, not text"),
        ({"home_visits": [{"made": 1}]}, "/home_visits/0/made", "must be true or false, not a number"),
        ({"home_visits": [{"made": None}]}, "/home_visits/0/made", "must be true or false, not null"),
        ({"home_visits": {}}, "/home_visits", "must be a list, not an object"),
        ({"home_visits": [[]]}, "/home_visits/0", "must be an object in braces, not a list"),
        ({"home_visits": [{"outcome": 5}]}, "/home_visits/0/outcome", "must be text, in quotes, not a number"),
        ({"home_visits": [{"id": 5}]}, "/home_visits/0/id", "must be text, in quotes, not a number"),
        (
            {"home_visits": [{"result": "seeen"}]},
            "/home_visits/0/result",
            "`seeen` is not one of the values of this field; did you mean `seen`?",
        ),
        ({"home_visits": [{"result": "HV3"}]}, "/home_visits/0/result", "`HV3` is not one of the values of this field"),
        ({"home_visits": [{"result": "Jane"}]}, "/home_visits/0/result", "this is not one of the values of this field"),
        ({"home_visits": [{"result": 3}]}, "/home_visits/0/result", "must be one of its fixed values, as text, not a number"),
        ({"home_visits": [{"visit": 3}]}, "/home_visits/0/visit", "unknown field `visit`; did you mean `visitors`?"),
        ({"home_visits": [{"xyz": 3}]}, "/home_visits/0/xyz", "unknown field `xyz`"),
        ({"home_visits": [{"a/b~c": 3}]}, "/home_visits/0/a~1b~0c", "unknown field `a/b~c`"),
        ({"contacts": [{"date": "2010-01-01"}]}, "/contacts/0", "`kind` is missing"),
        (
            {"mappa": {"categories": [{"date": "2010-01-01", "category": 4}]}},
            "/mappa/categories/0/category",
            "4 is more than 3, the highest value",
        ),
        (
            {"mappa": {"categories": [{"date": "2010-01-01", "category": 0}]}},
            "/mappa/categories/0/category",
            "0 is less than 1, the lowest value",
        ),
        ({"mappa": {"categories": [{"date": "2010-01-01", "category": 1.5}]}}, "/mappa/categories/0/category", "1.5 is not a whole number"),
        (
            {"mappa": {"categories": [{"date": "2010-01-01", "category": "1"}]}},
            "/mappa/categories/0/category",
            "must be a whole number, not text",
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_record(sections: dict[str, Any], pointer: str, message: str) -> None:
    assert said(small(**sections)) == [(pointer, message)]


def test_short_lists_of_values_are_listed() -> None:
    assert fault(small(rosh={"levels": [{"date": "2010-03-01", "level": "big"}]})).hint == "one of: low, medium, high, very_high"
    assert fault(small(home_visits=[{"visitors": ["nobody_at_all"]}])).hint is None


def test_every_fault_is_found_at_once_at_its_line_and_column() -> None:
    text = b"""{
  "home_vists": [],
  "case": {
    "id": "X1", "id": "X1",
    "exported_on": "31/02/2010",
    "starts": [{"event": "release", "date": 5, "\xc3\xa9": 1, "n": NaN}],
    "planed": true
  }
}"""
    lines = text.decode().split("\n")
    found = faults(text, line=41, column=3)
    marks = ['"home_vists"', "{\n", '"id": "X1",\n', '"31/02', "5,", '"é"', '"n"', "NaN", '"planed"']
    for each, mark in zip(found, marks, strict=True):
        rest = "\n".join([lines[each.line - 41][each.column - 1 :], *lines[each.line - 40 :]])
        assert rest.startswith(mark), (each, rest[:20])
    assert read_record(raw(text)).problem.case_id == "X1"  # type: ignore[union-attr]


def test_the_first_line_of_a_record_begins_where_the_splitter_says() -> None:
    assert [(each.line, each.column) for each in faults(b'{"a": 1,}', line=7, column=11)] == [(7, 19)]


@pytest.mark.parametrize("text", [b"5", b'"a text"', b"null", b"true", b"[]", b"[{}]", b"1e5"])
def test_a_value_that_is_no_object_is_a_fault(text: bytes) -> None:
    assert fault(text).message.startswith("must be an object in braces, not ")


@pytest.mark.parametrize(
    "text", [b"", b"{", b"{]", b"nonsense", b'{"case": {"id": "X1"', b'{"case": {"id": "\\ud800"}}', b"{} {}", b'{"a": 1 "b": 2}']
)
def test_broken_json_is_a_fault(text: bytes) -> None:
    assert any(each.message.startswith("broken JSON: ") for each in faults(text))


def test_the_case_is_named_where_its_id_can_still_be_read() -> None:
    for text in (b'{"case": {"id": "X1", "team": tru}}', b'{"case": {"id": "X1", "team": 1}}'):
        problem = read_record(raw(text)).problem
        assert problem is not None and problem.case_id == "X1"


@pytest.mark.parametrize("case_id", [5, "", "a" * 201, "a\nb", None, ["X1"]])
def test_an_id_that_is_none_names_no_case(case_id: Any) -> None:
    problem = read_record(raw({"case": {**small()["case"], "id": case_id}})).problem
    assert problem is not None and problem.case_id is None
    assert [each.pointer for each in problem.faults] == ["/case/id"]


ONE_START = '"starts": [{"date": "2010-01-01", "event": "release", "\\u0064ate":\t"2010-01-01"}]'


@pytest.mark.parametrize(
    ("sections", "pointer"),
    [
        ('"case": {"id": "X1", "id": "X2", "order_type": "licence"}', "/case/id"),
        ('"rosh": {}, "case": {"id": "X2", "order_type": "licence"}, "rosh": null', "/rosh"),
        ('"case": {"id": "X2", "order_type": "licence"}, "weather": [{"b": [{"c": 1, "c": 2}]}]', "/weather/0/b/0/c"),
        (f'"case": {{"id": "X2", "order_type": "licence", "team": "a: b", {ONE_START}}}', "/case/starts/0/date"),
    ],
)
def test_a_key_that_stands_twice_is_a_fault_at_any_depth(sections: str, pointer: str) -> None:
    text = f"{{{sections}}}".encode()
    found = fault(text)
    assert found.pointer == pointer
    assert "stands here twice" in found.message
    assert text[found.column - 1 :].startswith((b'"' + pointer.rsplit("/", 1)[1].encode(), b'"\\u'))


@given(st.data())
def test_a_repeated_key_is_never_overlooked(data: st.DataObject) -> None:
    """Whatever the white space and the colons in texts, and wherever the key stands."""
    indent, colon = data.draw(st.sampled_from([None, 1])), data.draw(st.sampled_from([":", ": ", " :\t", "\n :"]))
    words = data.draw(st.text('a:" \\', max_size=8))
    value = small(home_visits=[{"outcome": words, "date": "2010-03-02"}], rosh={"levels": []})
    text = json.dumps(value, indent=indent, separators=(",", colon))
    record, problem, _ = read_record(raw(text.encode()))
    assert record is not None and problem is None
    pairs = [f'"{key}"{colon}' for key in ("date", "outcome", "home_visits", "levels", "rosh", "event", "id", "case")]
    pair = data.draw(st.sampled_from(pairs))
    at = text.index(pair)
    decoder_end = json.JSONDecoder().raw_decode(
        text, at + len(pair) + (len(text[at + len(pair) :]) - len(text[at + len(pair) :].lstrip()))
    )[1]
    twice = text[:at] + text[at:decoder_end] + "," + text[at:]
    assert any("stands here twice" in each.message for each in faults(twice.encode()))


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("section", ['"sentence": {"kind": "custody", "date": "2010-01-01", "custodial_months": %s}', '"weather": [%s]'])
def test_what_is_no_number_is_a_fault_wherever_it_stands(word: str, section: str) -> None:
    text = b'{"case": {"id": "X2", "order_type": "licence"}, ' + (section % word).encode() + b"}"
    found = fault(text)
    assert found.message == "NaN and Infinity are not JSON"
    assert text[found.column - 1 :].startswith(word.encode())


def test_a_number_too_large_to_be_one_is_a_fault() -> None:
    text = (
        b'{"case": {"id": "X2", "order_type": "licence"}, "sentence": {"kind": "custody", "date": "2010-01-01", "custodial_months": 1e999}}'
    )
    assert fault(text).message == "1e999 is too large for a number"


def test_every_number_of_the_models_refuses_nan() -> None:
    """The quick search for repeated keys relies on it."""
    for model in Entry.__subclasses__():
        for name, field in model.model_fields.items():
            schema = str(field.annotation)
            assert "float" not in schema or "allow_inf_nan=False" in schema + str(field.metadata), (model, name)


def test_text_that_is_not_utf_8_is_a_fault_and_the_rest_is_still_judged() -> None:
    text = b'{"case": {"id": "X1",\n "team": "caf\xc3\xa9 \xe9 \xe9", "order_type": "licence", "planed": 1}}'
    first, second = faults(text)
    assert (first.line, first.column, first.message) == (2, 16, "from here on the text is not UTF-8")
    assert second.pointer == "/case/planed"
    assert read_record(raw(text)).problem.case_id == "X1"  # type: ignore[union-attr]


@pytest.mark.parametrize("brackets", [("[", "]"), ('{"a":', "}")])
def test_a_record_that_is_nested_too_deeply_is_a_fault(brackets: tuple[str, str]) -> None:
    deep = brackets[0] * 10_000 + "1" + brackets[1] * 10_000
    for text in (deep, f'{{"case": {{"id": "X1"}}, "weather": {deep}}}'):
        found = fault(text.encode())
        assert "nested deeper than 200 levels" in found.message
        assert len(found.pointer) < 100


def test_two_megabytes_of_text_are_read_and_never_repeated() -> None:
    long = "x" * 2_000_000
    record, problem, _ = read_record(raw(small(home_visits=[{"outcome": long}])))
    assert record is not None and problem is None
    found = faults(small(home_visits=[{"id": long, "result": long, "date": long, long: 1, "made": long}], rosh={"levels": long}))
    assert len(found) == 6
    assert all(len(each.message) < 200 and len(each.pointer) < 100 for each in found)


def test_control_characters_never_reach_a_message() -> None:
    (found,) = faults(small(home_visits=[{"result": "se\x1b[31men\u202e"}]))
    assert (
        found.message == "`se\\u001b[31men\\u202e` is not one of the values of this field; did you mean `seen`?" or "`" not in found.message
    )
    assert found.message.isprintable()


def test_past_a_hundred_faults_they_are_counted() -> None:
    found = faults(small(home_visits=[{"made": 1}] * 250))
    assert len(found) == 101
    assert [each.pointer for each in found[:100]] == [f"/home_visits/{number}/made" for number in range(100)]
    assert found[100].message == "and 150 more faults in this record"


SECRET = "Zephyrine Quill"


def _text_everywhere(value: Any) -> Any:
    """The secret in place of every value of the record, one at a time."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield {**value, key: SECRET}
            yield {**value, key: {SECRET: 1}}
            yield {**value, SECRET: below}
            yield from ({**value, key: changed} for changed in _text_everywhere(below))
    elif isinstance(value, list) and value:
        yield [SECRET]
        yield from ([changed] for changed in _text_everywhere(value[0]))


def test_words_about_people_never_reach_a_message() -> None:
    tried = 0
    for value in _text_everywhere(typical()):
        text = written(value)
        for broken in (text, text.replace(b"}", b",}", 1), text[: len(text) // 2], text.replace(b'": "', b'": NaN, "x": "', 1)):
            problem = read_record(raw(broken)).problem
            if problem and '"case": {"id"' in broken.decode():
                tried += 1
                shown = problem.faults if SECRET in (problem.case_id or "") else problem
                assert "Zephyrine" not in repr(shown) and "Quill" not in repr(shown)
    assert tried > 500


def test_a_parser_that_is_stricter_still_gives_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caselint.record.explaining.locate", lambda *_: Layout())
    found = fault('{"é": 1,\n "é" 2}'.encode())
    assert (found.line, found.column, found.message) == (2, 6, "broken JSON: the parser stops here")


JSON_LIKE = st.text('{}[]",:1e-\\ntruNaN \n', max_size=60).map(str.encode)


@given(text=st.binary(max_size=80) | JSON_LIKE)
def test_bytes_of_any_kind_give_a_record_or_a_problem(text: bytes) -> None:
    record, problem, _ = read_record(Raw("cases", 1, 1, text))
    assert record is not None or problem is not None


@given(text=st.binary(max_size=80) | JSON_LIKE | JSON_LIKE.map(gzip.compress) | st.binary(max_size=9).map(b"\x1f\x8b".__add__))
def test_a_stream_of_any_kind_gives_a_record_or_a_problem(text: bytes) -> None:
    found = list(read(["-"], io.BytesIO(text)))
    assert found and all(reading.record or reading.problem for reading in found)


@given(seed=st.integers(0, 2**32), changes=st.integers(1, 4))
def test_a_damaged_record_gives_a_record_or_a_problem(seed: int, changes: int) -> None:
    text, dice = bytearray(written(small(home_visits=[{"date": "2010-03-02", "outcome": "a: b"}], weather=[1.5e3]))), random.Random(seed)
    for _ in range(changes):
        at = dice.randrange(len(text))
        text[at : at + dice.randrange(3)] = dice.choice([b"", b'"', b"}", b"[", b",", b"\\", b"\xff", b"\x00", b"1", b"NaN", b":"])
    record, problem, _ = read_record(Raw("cases", 1, 1, bytes(text)))
    assert isinstance(record, Record) or (problem is not None and problem.faults)


def test_all_of_a_run(tmp_path: Any) -> None:
    """One of everything: the good records come out, and each bad thing is one problem."""
    good, twice = small("X1"), small("X1", rosh={})
    backwards = small(
        "X2", person={"gender": "male", "warning_markers": [{"kind": "other", "started_on": "2010-03-02", "ended_on": "2010-03-01"}]}
    )
    lines = [written(good), b'{"case": {"id": "X9"', written(twice), b"", written(backwards), written(small("X3", weather=1))]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    path = str(tmp_path / "a.jsonl")
    found = list(read([path, str(tmp_path / "none.json")]))
    assert [each.record.case.id if each.record else None for each in found] == ["X1", None, None, "X2", "X3", None]
    problems: list[Problem | None] = [each.problem for each in found]
    assert [each and (each.kind.value, each.case_id, each.faults[0].line) for each in problems] == [
        None,
        ("malformed", "X9", 2),
        ("duplicate", "X1", 3),
        ("inconsistent", "X2", 5),
        None,
        ("unreadable", None, 1),
    ]
    assert found[2].problem is not None and found[2].problem.faults[0].message == "this case was read before, in line 1"
    assert found[4].unknown_sections == ("weather",)
